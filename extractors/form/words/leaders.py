"""Lines of a contents list: a title, a leader (``.....``, a tab or blanks), a page number.

Written without searching expressions: those take the square of the length on a hostile line of dots.
"""

from __future__ import annotations

import re

from extractors.layouts.layout import Layout
from extractors.pieces import Line

_PAGE = re.compile(r"\d{1,4}$")
_GLUED = re.compile(r"(?P<title>.{4,100}\D)(?P<page>\d{1,3})")
_DOTS = ".．…·•-—_"
_FORM = "表"  # what titles of forms end in
_YEARS = 1000  # a number above is none of a page
_LEADER = _DOTS + "。 \t\u3000"


def split_page(line: str) -> tuple[str, int | None]:
    """Split a line into its title and its page; without a leader there is no page."""
    title, leader, page = _parts(line)
    led = any(mark.isspace() for mark in leader) or _dots(leader) >= 2 or _fills_line(title, leader)
    if page is None or not led:
        return line, None
    return title, page


def with_leaders(entries: list[str]) -> list[str]:
    """Entries of a list with a tab before their pages, where recognition lost the leaders: all end with a page then."""
    glued = [match for entry in entries if (match := _GLUED.fullmatch(entry.rstrip()))]
    pages = [int(match["page"]) for match in glued]
    if not glued or len(glued) < len(entries) or pages != sorted(pages):
        return entries
    return [f"{match['title']}\t{match['page']}" for match in glued]


def has_leader(line: str) -> bool:
    """Tell whether a line surely is of a contents list: dots or a tab lead to its page."""
    title, leader, page = _parts(line)
    return page is not None and ("\t" in leader or _dots(leader) >= 3 or _fills_line(title, leader))


def names_page(line: str) -> bool:
    """Tell whether a line with a tab is of a contents list, and no row of a table."""
    title, leader, page = _parts(line)
    return page is not None and "\t" in leader and "\t" not in title and _dots(leader) >= 2


def below_contents(lines: list[Line], layout: Layout) -> list[Line]:
    """The lines behind a contents list: behind the last one with a page, of those under its heading."""
    start = next((at for at, line in enumerate(lines) if layout.part(line.piece.text) == "contents"), None)
    if start is None:
        return lines
    paged = [at for at in range(start, len(lines)) if 0 < (split_page(lines[at].piece.text)[1] or 0) < _YEARS]
    return lines[max(paged, default=start) + 1 :]


def _parts(line: str) -> tuple[str, str, int | None]:
    text = line.rstrip()
    number = _PAGE.search(text[-5:])
    if not number:
        return line, "", None
    before = text[: len(text) - len(number[0])]
    title = before.rstrip(_LEADER)
    return title, before[len(title) :], int(number[0])


def _fills_line(title: str, leader: str) -> bool:
    """Tell whether a form's title is so long that its line has room for a dot or two (…绩效目标表.35)."""
    return _dots(leader) > 0 and title.endswith(_FORM)


def _dots(leader: str) -> int:
    """How many dots lead to the page; an ellipsis is three of them."""
    return sum(3 if mark == "…" else 1 for mark in leader if mark in _DOTS)
