"""The lines over a form: its numbered title (on one line or more), the budget unit, the money unit."""

from __future__ import annotations

import re

from extractors.form.column import UNIT_OR_PROJECT
from extractors.form.entries import Entry
from extractors.form.rows import Cell
from extractors.form.title.beside import (
    COUNTED_TABLE,
    amounts_told,
    captions_indicators,
    counted_project,
    entries_in,
    named_with_code,
    own_facts,
    plan_told,
    says_facts,
)
from extractors.form.title.chosen import choose_title, is_marked, lowest_name, opens_title, unit_behind
from extractors.form.title.form_title import FormTitle, unit_of
from extractors.form.title.long_facts import lines_going_on, with_lines
from extractors.form.title.sections import Sections, sections_over
from extractors.form.words.line_parts import LABEL, said_beside
from extractors.form.words.numbered import numbered
from extractors.form.words.title import UNIT_CODE, is_annex
from extractors.form.words.years import DATE, is_year_line, year_of_title
from extractors.joining import join_lines, squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Line, Piece, take_all

_MOST_LINES = 4
_SEAL = re.compile(r"(?<=[:：])\s*[（(](?:盖章|公章|签章)[)）]|(?<=\S)\s*[（(](?:盖章|公章|签章)[)）]\s*$")
# Behind the unit on one line: the number of the form (预算08表).
_TABLE_NUMBER = re.compile(r"\s+(?:公开|部门|单位|财政|预算|信息|附)*(?:表\s*\d[\d-]*|\d[\d-]*\s*表)$")
_DATE_BEHIND = re.compile(rf"(?<=\S)\s+{DATE.pattern}")
_YEAR_BEHIND = re.compile(r"(?<=\S)\s+[（(]?(?P<year>[2２][0０]\d\d)\s*年度?[）)]?\s*$")  # behind the unit
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")


def read_title(lines: list[Line], layout: Layout) -> FormTitle:
    """Read the lines just above a form, from the table upwards."""
    said = frozenset(squeeze(line.piece.text) for line in lines)
    if sections := sections_over(lines, layout):
        return _of_sections(sections, said)
    found = FormTitle(said=said)
    words: list[Piece] = []
    going_on = lines_going_on(lines, layout)
    rests = {id(piece) for pieces in going_on.values() for piece in pieces}
    above = [line.piece for line in reversed(lines) if id(line.piece) not in rests]
    for at, piece in enumerate(above):
        if layout.part(piece.text) or len(words) >= _MOST_LINES:
            break
        if layout.names_money(piece.text) and _asks_for_money(above[at + 1 : at + 2]):
            found.money_unit, found.money_pieces = squeeze(piece.text), [piece]
            continue
        beside = said_beside(piece.text)
        parts = [_read_fact(found, part, piece, layout) for part in beside]
        _go_on(found, piece, going_on.get(id(piece), []))
        told = any(parts) and all(map(LABEL.match, beside))  # with a label besides that no layout knows
        if told or all(parts):
            continue
        if found.unit_name and not found.unit_code and UNIT_CODE.fullmatch(piece.text.strip()):
            found.unit_code, found.unit_pieces = piece.text.strip(), [piece, *found.unit_pieces]
            continue
        if captions_indicators(piece.text) and not words and above[at + 1 :]:
            piece.take("heading")
            continue
        if _is_beside_title(piece, words, layout):
            found.above.append(piece)
            continue
        if not (words or found.unit_name) and layout.is_office(piece.text):
            found.unit_name, found.unit_pieces = join_lines([piece.text]), [piece]  # below the title
            continue
        read_unit(found, unit_behind(piece.text, layout), piece, layout)
        words.insert(0, piece)
        if opens_title(piece, layout):
            for over in above[at + 1 : at + 2]:
                read_unit(found, _without_money(found, over.text, over, layout), over, layout)
            break
    choose_title(found, words, layout)
    _take_facts(found, words, above, layout)
    if found.year is None:
        titled = {id(piece) for piece in found.title_pieces}
        start = next((at for at, piece in enumerate(words) if id(piece) in titled), len(words))
        texts = [piece.text for piece in words]
        found.year = year_of_title("".join(texts[start:]), texts[:start])
    take_all(found.money_pieces, "money_unit")
    return found


def _take_facts(found: FormTitle, words: list[Piece], above: list[Piece], layout: Layout) -> None:
    """Keep the facts that are the form's own, and with them the name that stands over a head told in lines.

    It stands below the title; without one, nothing but the name tells where the form begins.
    """
    told = (found.facts or found.unit_pieces) and not any(
        fact.field in ("project_name", *UNIT_OR_PROJECT) for fact in found.facts
    )
    named = lowest_name([*found.above, *words], layout) if told else None
    if (
        named
        and not found.facts
        and not (numbered(named[0].text) and _stands_over(named[0], found.unit_pieces))
    ):
        named = None
    opening = found.title_pieces or ([named[0]] if named else [])
    found.facts = own_facts(found.facts, opening, above)
    if named and found.title_pieces and named[0].index > found.title_pieces[-1].index:
        piece, name = named
        found.facts = [Entry("project_name", Cell(0, 0, [piece]), [piece], text=name), *found.facts]


def _stands_over(piece: Piece, unit: list[Piece]) -> bool:
    return all(piece.index < line.index for line in unit)


def _of_sections(sections: Sections, said: frozenset[str]) -> FormTitle:
    """The title of a form whose project is told in sections over it, under a numbered line with its name."""
    found = FormTitle(said=said, facts=sections.facts)
    if sections.name and (named := numbered(sections.name.text)):
        found.number, found.title, found.title_pieces = named.number, named.rest, [sections.name]
        name = Entry("project_name", Cell(0, 0, [sections.name]), [sections.name], text=named.rest)
        found.facts = [name, *sections.facts]
    return found


def _go_on(found: FormTitle, piece: Piece, rest: list[Piece]) -> None:
    """Add the lines that a fact or a unit's name goes on with."""
    if rest and found.facts and found.facts[0].pieces == [piece]:
        found.facts[0] = with_lines(found.facts[0], rest)
    elif rest and found.unit_pieces == [piece]:
        found.unit_pieces = [piece, *rest]
        found.unit_name = join_lines([found.unit_name, *(line.text for line in rest)])


def _asks_for_money(over: list[Piece]) -> bool:
    """Tell whether the line over 万元 ends with 单位：, of which the unit was wrapped."""
    return any(re.search("单位[:：]$", piece.text.rstrip()) for piece in over)


def _read_fact(found: FormTitle, text: str, piece: Piece, layout: Layout) -> bool:
    """Take what a line, or a part of one, says of the form besides its title; tell whether that is all it says."""
    money = layout.money_unit(text)
    text = _without_money(found, text, piece, layout)
    if money and not found.unit_name and layout.is_office(text):  # 某某县教育局　　单位：万元
        found.unit_name, found.unit_pieces = join_lines([text]), [piece]
        return True
    behind = _YEAR_BEHIND.search(text)
    if behind and read_unit(found, text[: behind.start()], piece, layout):
        found.year, found.year_pieces = int(behind["year"]), [*found.year_pieces, piece]
        return True
    if is_annex(text):
        piece.take("heading")
        return True
    if not text or DATE.fullmatch(text.strip()) or read_unit(found, text, piece, layout):
        return True
    if name := counted_project(text):
        found.facts = [Entry("project_name", Cell(0, 0, [piece]), [piece], text=name), *found.facts]
        return True
    if named := named_with_code(text, layout):
        both = zip(("project_name", "project_code"), named, strict=True)
        found.facts = [
            *(Entry(field, Cell(0, 0, [piece]), [piece], text=said) for field, said in both),
            *found.facts,
        ]
        return True
    if told := amounts_told(text, layout, piece) or plan_told(text, layout, piece):
        found.facts = [*told, *found.facts]
        return True
    if year := is_year_line(text):
        found.year, found.year_pieces = int(year["year"]), [*found.year_pieces, piece]
    fact = bool(year) or says_facts(text, layout)
    found.facts = [*entries_in(text, layout, piece), *found.facts] if fact and not year else found.facts
    return fact


def _without_money(found: FormTitle, text: str, piece: Piece, layout: Layout) -> str:
    """The text without its unit of money, which is the form's if none was said nearer."""
    money = layout.money_unit(text)
    if not money or found.money_unit:
        return text
    found.money_unit, found.money_pieces = unit_of(money), [piece]
    return layout.without_money(text)


def _is_beside_title(piece: Piece, below: list[Piece], layout: Layout) -> bool:
    """Tell whether a line is none of a title: the draft's stage (初稿), the heading of a section, 附件3 or 公开表23 alone."""
    stage = any(pattern.fullmatch(piece.text) for pattern in layout.cover_patterns("stage"))
    caption = "caption" in (layout.label(piece.text), layout.group(piece.text))  # 项目基本信息
    counted = COUNTED_TABLE.fullmatch(piece.text.strip())  # 表1-1 项目基本信息
    caption = caption or (counted is not None and layout.label(counted["rest"]) == "caption")
    section = _SECTION.match(piece.text) or caption
    return bool(stage or is_annex(piece.text) or (section and not is_marked([piece, *below], layout)))


def read_unit(found: FormTitle, text: str, piece: Piece, layout: Layout) -> bool:
    """Take a line that names the budget unit or its department, with a code or without; tell whether it was one."""
    text = _DATE_BEHIND.sub("", _TABLE_NUMBER.sub("", _SEAL.sub("", text)))
    match = next((match for pattern in layout.unit_lines if (match := pattern.match(text))), None)
    if not match:
        return False
    named = match.groupdict()
    code, name = named.get("code") or "", join_lines([named["name"]])
    label = LABEL.match(text)
    of_department = label and str(layout.label(label["label"])).startswith("department")
    if of_department and "单位" not in text and not found.department_name:
        found.department_code, found.department_name, found.department_pieces = code, name, [piece]
        return True
    if found.unit_name:
        return False
    found.unit_code, found.unit_name, found.unit_pieces = code, name, [piece]
    return True
