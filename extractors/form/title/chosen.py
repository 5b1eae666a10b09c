"""Which of the lines over a form are its title, and what of them: without its number, the annex, the unit of money."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.form.title.beside import without_remarks
from extractors.form.title.form_title import FormTitle, unit_of
from extractors.form.words.names import LEADS, SENTENCE_ENDS, is_name
from extractors.form.words.numbered import Numbered, numbered
from extractors.joining import ENDING_IN_BRACKETS, join_lines, squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Piece

# On one line with the title: the annex that the form is, and its year.
_BESIDE = re.compile(
    r"^附\s*(?:表|件)\s*[\d一二三四五六七八九十-]*\s*[:：]?\s*(?=\S)|\s+\w{0,4}年度\s*[:：]\s*20\d\d\s*年?度?$"
)
_CODED = re.compile(r"[\[［【(（]?\d{3,12}[\]］】)）]?[-—－_]?[\u4e00-\u9fff]")
_TABLE_NUMBER = re.compile(r"(?:附?表)\s*(?P<number>\d{1,3})(?:\s*[:：]\s*|\s+)(?P<rest>\S.*(?<!表))")
# behind the name of the form (（公路安全生命防护工程）), but what it is for (（适用于本级项目）)
_IN_BRACKETS = re.compile(
    r"[（(](?P<name>(?!.*(?:适用|填报|专用|使用|单位|部门|本级|项目支出))[^（）()]{5,40})[）)]"
)
_OF_DRAFT = re.compile(r"20\d\d|[预决]算|绩效|公开|说明|情况|目录|附件|[：:]")
_FULL_LINE = 20  # characters; a line of a title that runs on


def choose_title(found: FormTitle, words: list[Piece], layout: Layout) -> None:
    """A numbered line opens the title; without one, as few last lines as hold a form's title mark."""
    heading = words[:1] if _leads_to_table(words) else words[-1:]
    if heading and (named := named_by_heading(heading[0], layout)):
        found.number, found.title_pieces = named.number, heading
        found.title = join_lines([_without_unit(named.rest, layout)])
        return
    start = len(words) - 1
    sentence = max(
        (at for at, piece in enumerate(words) if piece.text.rstrip().endswith(SENTENCE_ENDS)), default=-1
    )
    below = words[sentence + 1 :]
    if sentence >= 0 and below and not is_marked(below, layout):
        found.above += below  # no title goes on behind a sentence
        return
    opening = [at for at, piece in enumerate(words) if at > sentence and opens_title(piece, layout)]
    if opening:
        start = opening[-1]
    else:
        while start > 0 and not is_marked(words[start:], layout):
            start -= 1
        if not is_marked(words[start:], layout):
            found.above += words
            return
    if (
        found.facts
        and is_name(words[-1].text, layout)
        and _is_whole_title(words[start:-1], words[-1], layout)
    ):
        found.above.append(words.pop())  # the project's name, before the head that is told in lines
    whole = layout.is_whole(squeeze("".join(piece.text for piece in words[start:])))
    if not whole and layout.is_whole(words[-1].text):
        start = len(words) - 1  # below the heading of a section, which is of the forms of projects too
    found.title_pieces = without_remarks(words[start:])
    found.above += words[start + len(found.title_pieces) :]
    title = join_lines(_said_once([piece.text for piece in found.title_pieces]))
    if opening and (first := numbered(title)):
        found.number, title = first.number, first.rest
    found.title = title = _BESIDE.sub("", _without_unit(title, layout))
    behind = ENDING_IN_BRACKETS.search(title)
    if behind and (money := layout.money_unit(behind["inside"])):
        found.title = title[: behind.start()].rstrip()
        if not found.money_unit:
            found.money_unit, found.money_pieces = unit_of(money), found.title_pieces[-1:]


def unit_behind(text: str, layout: Layout) -> str:
    """The unit with its code that stands at the end of a title's line (``1、普法宣传　　405001某县司法局``), or nothing."""
    *title, unit = text.rsplit(maxsplit=1) or [""]
    coded = _CODED.match(unit) and any(pattern.match(unit) for pattern in layout.unit_lines)
    return unit if title and coded else ""


def _without_unit(title: str, layout: Layout) -> str:
    return title.removesuffix(unit_behind(title, layout)).rstrip()


def name_as_title(found: FormTitle, name: str) -> None:
    """Take the line over a form as its title that says the project's name and nothing else, a number before it apart."""
    for piece in found.above:
        first = numbered(piece.text)
        if name and squeeze(first.rest if first else piece.text) == squeeze(name):
            found.number, found.title, found.title_pieces = first and first.number, name, [piece]


def title_by_name(found: FormTitle, layout: Layout, *, tells_money: bool) -> None:
    """Take the line over a form that names no project as its title: it names it.

    So does a heading (``（二）普法宣传教育``), any name over a head that is told in lines, or a name that is neither
    an office's nor a draft's over a head that ``tells_money``.
    """
    lowest = found.lowest()
    if lowest and (named := named_by_heading(lowest[0], layout)):
        found.number, found.title, found.title_pieces = named.number, join_lines([named.rest]), lowest
    elif (
        lowest
        and is_name(lowest[0].text, layout)
        and (found.facts or (tells_money and _is_of_project(lowest[0].text, layout)))
    ):
        found.title, found.title_pieces = join_lines([lowest[0].text]), lowest


def _is_of_project(text: str, layout: Layout) -> bool:
    """Tell whether a name is no office's, nor what a draft or one of its parts is called."""
    return not (layout.is_office(text) or layout.is_region(text) or _OF_DRAFT.search(text))


def name_below_title(found: FormTitle, layout: Layout) -> bool:
    """Tell whether a heading below the title says a name (一、普法宣传 below the title of all forms)."""
    lowest = found.lowest()
    below = lowest and found.title_pieces and lowest[0].index > found.title_pieces[-1].index
    return bool(below and named_by_heading(lowest[0], layout))


def _leads_to_table(words: list[Piece]) -> bool:
    """Tell whether sentences stand between the first line and the table, the last of which leads to it (绩效指标如下：)."""
    return len(words) > 1 and words[-1].text.rstrip().endswith(LEADS)


def is_heading(title: FormTitle) -> bool:
    """Tell whether a title is a line that was numbered or in brackets, or a heading by its style."""
    styled = (piece.depth or _IN_BRACKETS.fullmatch(piece.text.strip()) for piece in title.title_pieces[:1])
    return title.number is not None or any(styled)


class _Heading(NamedTuple):
    """A heading's words behind its number, where it has one."""

    number: int | None
    rest: str


def named_by_heading(piece: Piece, layout: Layout) -> _Heading | None:
    """A line that says what a form is of and not that it is one: numbered, a heading by its style, or in brackets; None
    where it says more.
    """
    if is_marked([piece], layout):
        return None
    if first := numbered(piece.text) or _behind_table_number(piece.text):
        return _Heading(first.number, first.rest) if is_name(first.rest, layout) else None
    inside = _IN_BRACKETS.fullmatch(piece.text.strip())
    name = inside["name"] if inside else piece.text
    named = (piece.depth or inside) and is_name(name, layout) and _is_of_project(name, layout)
    return _Heading(None, name) if named else None


def _behind_table_number(text: str) -> Numbered | None:
    """What a caption says behind the number of the table (``表3　　乡村道路养护``); of other tables it is that they are one."""
    found = _TABLE_NUMBER.fullmatch(text.strip())
    return Numbered(int(found["number"]), found["rest"]) if found else None


def lowest_name(pieces: list[Piece], layout: Layout) -> tuple[Piece, str] | None:
    """The lowest of the lines over a form that may be a project's name, and that name without its number."""
    said = [(piece, found.rest if (found := numbered(piece.text)) else piece.text) for piece in pieces]
    names = [(piece, name) for piece, name in said if is_name(name, layout)]
    return max(names, key=lambda one: one[0].index, default=None)


def opens_title(piece: Piece, layout: Layout) -> bool:
    """Tell whether a line's number is a title's; one in Chinese or in brackets may be that of prose (三、保障措施)."""
    found = numbered(piece.text)
    if found is None:
        return False
    return found.style == "1." or is_marked([piece], layout) or len(squeeze(piece.text)) >= _FULL_LINE


def _is_whole_title(pieces: list[Piece], below: Piece, layout: Layout) -> bool:
    """Tell whether lines are a title to its end, be it that something else stands between them and the line below."""
    apart = bool(pieces) and below.index - pieces[-1].index > 1
    return bool(pieces) and is_marked(pieces, layout) and (apart or squeeze(pieces[-1].text).endswith("表"))


def is_marked(pieces: list[Piece], layout: Layout) -> bool:
    """Tell whether lines together hold what forms are called."""
    text = squeeze("".join(piece.text for piece in pieces))
    return any(mark in text for mark in layout.title_marks)


def _said_once(lines: list[str]) -> list[str]:
    """The lines of a title without one that only says again what the section's heading over it does."""
    words = [squeeze(found.rest if (found := numbered(line)) else line) for line in lines]
    return [line for at, line in enumerate(lines) if at == 0 or words[at] != words[at - 1]]
