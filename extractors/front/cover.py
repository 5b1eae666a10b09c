"""What stands before the forms: the title page, and the contents list with the forms' titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.draft import ContentsEntry, Cover
from extractors.form.words.leaders import has_leader, split_page, with_leaders
from extractors.form.words.numbered import Numbered, numbered
from extractors.form.words.title import names_form
from extractors.form.words.years import with_figures
from extractors.joining import join_lines, squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Line, Piece

_TABLE = re.compile(r"\s*附?表\s*(?P<number>\d{1,3})(?!\d|-)[.．、:：]?\s*(?P<title>\S.*)", re.DOTALL)
_SPACED = re.compile(r"\s*(?P<number>\d{1,3})\s+(?P<title>[^\W\d].*)", re.DOTALL)
_OF_BUDGET = re.compile("预算|绩效")
_LONGEST_LINE = 200  # characters of a line of the title page


def split_front(lines: list[Line], layout: Layout) -> tuple[list[Line], list[Line], list[Line]]:
    """Split the lines before the first form into title page, contents list, and the rest (part 1)."""
    start = next((at for at, line in enumerate(lines) if layout.part(line.piece.text) == "contents"), None)
    if start is None:
        body = next(
            (at for at, line in enumerate(lines) if layout.part(line.piece.text) == "one"), len(lines)
        )
        return lines[:body], [], lines[body:]
    end = _contents_end(lines, start, layout)
    return lines[:start], lines[start:end], lines[end:]


def _contents_end(lines: list[Line], start: int, layout: Layout) -> int:
    """The list ends after its last line with a leader and a page, or where its first line comes again."""
    texts = [line.piece.text for line in lines]
    led = [at for at in range(start + 1, len(lines)) if _ends_entry(texts[at - 1 : at + 1])]
    if led:
        return led[-1] + 1
    titles = [split_page(text)[0] for text in texts]
    if not any(opens_part(title, layout) for title in titles[start + 1 : start + 2]):  # of forms alone
        return next(
            (at for at in range(start + 1, len(lines)) if opens_part(titles[at], layout)),
            len(lines),
        )
    named = [layout.part(title) or squeeze(title) for title in titles]
    again = (at for at in range(start + 2, len(lines)) if named[at] == named[start + 1])
    return next(again, len(lines))


def opens_part(title: str, layout: Layout) -> bool:
    """Tell whether a line opens a part of the draft, or a section of one (一、部门整体绩效目标)."""
    section = numbered(title)
    return bool(layout.part_number(title) or layout.part(section.rest if section else title))


def read_contents(lines: list[Line], layout: Layout) -> tuple[ContentsEntry, ...] | None:
    """Numbered entries of the contents list (of part 2, where it names the parts); None without a list.

    Sections are numbered in Chinese: so are forms only where nothing else is, and where they are named so.
    """
    if not lines:
        return None
    for line in lines:
        line.piece.take("contents")
    texts = [line.piece.text for line in lines[1:]]
    start = next((at for at, text in enumerate(texts) if _opens_forms(split_page(text)[0], layout)), None)
    if start is not None:
        texts = texts[start + 1 :]
        later = (at for at, text in enumerate(texts) if layout.part_number(text))
        texts = texts[: next(later, len(texts))]
    if lines[0].piece.confidence is not None:
        texts = with_leaders(texts)
    leaders = any(_ends_entry(texts[max(at - 1, 0) : at + 1]) for at in range(len(texts)))
    entries: list[tuple[Numbered, ContentsEntry]] = []
    open_entry: list[str] = []
    for text in texts:
        if _numbered(text) and (not open_entry or leaders):
            open_entry = []
        open_entry.append(text)
        if leaders and not _ends_entry(open_entry):
            continue
        entry = _entry(open_entry)
        if entry:
            entries.append(entry)
        elif entries and _ends_title(entries[-1][1].title, text, layout):
            number, wrapped = entries.pop()
            whole = join_lines([wrapped.title, text])
            entries.append((number, wrapped.model_copy(update={"title": whole})))
        open_entry = []
    in_chinese = all(number.chinese for number, _ in entries)
    listed = [entry for number, entry in entries if number.chinese == in_chinese]
    projects = [entry for entry in listed if not layout.is_other_table(entry.title)]
    if len(projects) < len(listed) and start is None:
        return ()  # the tables of a whole budget
    sure = start is not None or not in_chinese
    return tuple(entry for entry in projects if sure or names_form(entry.title, layout))


def _opens_forms(title: str, layout: Layout) -> bool:
    """Tell whether a line of the list is the part with the forms, under its own name or under that of the forms."""
    section = numbered(title)  # 二、项目绩效目标, where nothing is called a part
    part = layout.part(section.rest if section and section.chinese else title)
    return part == "two" or (part is None and bool(layout.part_number(title)) and names_form(title, layout))


def _numbered(text: str) -> Numbered | None:
    """An entry's number: 3., （三）, 表3 or 3 alone."""
    table = _TABLE.match(text) or _SPACED.match(text)
    return Numbered(int(table["number"]), table["title"].strip()) if table else numbered(text)


def _ends_title(title: str, text: str, layout: Layout) -> bool:
    """Tell whether a line is the end of the title before it, whose page stands at its first line."""
    return names_form(title + text, layout) and not (names_form(title, layout) or names_form(text, layout))


def _ends_entry(lines: list[str]) -> bool:
    """Tell whether the last line brings the entry's page, be it that the page alone was wrapped onto it."""
    return has_leader(lines[-1]) or has_leader(join_lines(lines[-2:]))


def _entry(lines: list[str]) -> tuple[Numbered, ContentsEntry] | None:
    text, page = split_page(join_lines(lines))
    found = _numbered(text)
    if not found:
        return None
    title = found.rest.rstrip(".．…·•_ ")
    return found, ContentsEntry(number=found.number, title=title, page=page)


def year_of(lines: list[Line], layout: Layout) -> int | None:
    """The fiscal year that the title page says."""
    return _year(_short(lines), layout)


def read_cover(
    lines: list[Line],
    title: list[Piece],
    layout: Layout,
    running: Sequence[str] = (),
    year: int | None = None,
) -> Cover:
    """Department, reviewer, year and stage from the title page; whatever it does not say stays empty.

    Without a title page the title over the first form says what it can, and so do the ``running`` headers of the pages
    that speak of the budget (某某县教育局2023年部门预算). ``year`` is that of a line which tells the first form's unit besides.
    """
    for line in lines:
        line.piece.take("cover")
    texts = _short(lines)
    over = [join_lines([piece.text]) for piece in title]
    both = [*texts, *over]
    stage = _first(layout.cover_patterns("stage"), both)
    headers = list(dict.fromkeys(text.strip() for text in running if _OF_BUDGET.search(text)))
    compiled_by = (
        _first(layout.cover_patterns("compiled_by"), [layout.without_money(text) for text in texts])
        or _first(layout.cover_patterns("entitled"), over)
        or _first(layout.cover_patterns("office"), texts)
        or _first(layout.cover_patterns("compiled_by"), headers)
    )
    return Cover(
        department_name=squeeze(compiled_by),
        reviewer_name=squeeze(_first(layout.cover_patterns("reviewed_by"), texts)),
        fiscal_year=_year(both, layout) or _year(headers, layout) or year,
        stage=stage,
    )


def _year(texts: list[str], layout: Layout) -> int | None:
    year = _first(layout.cover_patterns("year"), [with_figures(text) for text in texts])
    return int(year) if year else None


def _short(lines: list[Line]) -> list[str]:
    return [text for line in lines if len(text := line.piece.text.strip()) <= _LONGEST_LINE]


def _first(patterns: tuple[re.Pattern[str], ...], texts: list[str]) -> str:
    """What the first pattern that finds anything captures, whatever the group is called."""
    found = (match for pattern in patterns for text in texts if (match := pattern.search(text)))
    return next((next(filter(None, match.groups()), "") for match in found), "")
