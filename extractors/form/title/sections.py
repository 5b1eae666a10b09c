"""A project's text in numbered sections over its indicators: a heading a line ((一)项目概述), its text on the lines below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.form.column import tells_goals
from extractors.form.entries import Entry
from extractors.form.rows import Cell
from extractors.form.title.beside import entries_in
from extractors.form.words.head import HeadWords
from extractors.form.words.line_parts import LABEL, LEADS_TO_TABLE
from extractors.form.words.numbered import Numbered, numbered
from extractors.form.words.title import is_unit_line, names_form
from extractors.joining import join_lines
from extractors.layouts.layout import Layout
from extractors.pieces import Line, Piece, take_all

_FEWEST = 3  # sections
_LONGEST = 14  # characters of a heading
_AMOUNT = re.compile(r"\d[\d,，]*(?:\.\d+)?\s*[万亿千百]*元")
_COLON = re.compile("[:：]")
_INSIDE_SENTENCE = re.compile("[，。；！？,;]")


class Sections(NamedTuple):
    """What the sections over a form tell, and the line over them that names the project."""

    name: Piece | None
    facts: list[Entry]


class _Section(NamedTuple):
    number: Numbered
    heading: Piece
    below: list[Piece]

    @property
    def label(self) -> str:
        """The heading's words, before a colon."""
        return _COLON.split(self.number.rest, maxsplit=1)[0]

    @property
    def said_beside(self) -> str:
        """What the heading's line says behind its colon (实施单位：某某县水利局)."""
        return "".join(_COLON.split(self.number.rest, maxsplit=1)[1:]).strip()

    @property
    def text(self) -> list[Piece]:
        """The lines of its text."""
        return [self.heading, *self.below] if self.said_beside else self.below


def sections_over(lines: Sequence[Line], layout: Layout) -> Sections | None:
    """Read the sections that end above a form; None where its lines are no such text.

    Their headings count on from the first, and labels of a form are among them, one of which tells the money or the goals.
    """
    pieces = [line.piece for line in lines]
    starts = _headings(pieces, layout)
    if len(starts) < _FEWEST:
        return None
    last = len(pieces) - bool(LEADS_TO_TABLE.search(pieces[-1].text))
    ends = [*(at for at, _ in starts[1:]), last]
    sections = [
        _Section(number, pieces[at], pieces[at + 1 : end])
        for (at, number), end in zip(starts, ends, strict=True)
    ]
    if any(_is_of_draft(section, layout) for section in sections):
        return None
    facts = [fact for section in sections if section.text for fact in _facts(section, layout)]
    known = {fact.field for fact in facts if fact.field != "fact"}
    if len(known) < _FEWEST - 1 or not any(
        field in HeadWords.AMOUNTS or tells_goals(field) for field in known
    ):
        return None
    take_all([section.heading for section in sections if not section.said_beside], "label")
    first, number = starts[0]
    over = pieces[first - 1] if first else None
    titled = numbered(over.text) if over else None
    return Sections(over if titled and titled.style != number.style else None, facts)


def _is_of_draft(section: _Section, layout: Layout) -> bool:
    """Tell whether a section is one of the whole draft, or forms with titles of their own stand in it."""
    titled = any(
        names_form(piece.text, layout) or (is_unit_line(piece.text, layout) and not _labelled(piece, layout))
        for piece in section.below
    )
    return titled or layout.section(section.label) is not None or layout.part(section.label) is not None


def _headings(pieces: list[Piece], layout: Layout) -> list[tuple[int, Numbered]]:
    """The last run of headings that count on from one, each with its place among the lines.

    A heading is short, or a label of a form with what it says behind a colon.
    """

    def is_heading(words: str) -> bool:
        label, *said = _COLON.split(words, maxsplit=1)
        short = len(words) <= _LONGEST and not _INSIDE_SENTENCE.search(words)
        return short or bool("".join(said).strip() and (layout.label(label) or layout.group(label)))

    found = [
        (at, number)
        for at, piece in enumerate(pieces)
        if (number := numbered(piece.text)) and is_heading(number.rest)
    ]
    first = next((at for at in reversed(range(len(found))) if found[at][1].number == 1), None)
    run = [] if first is None else found[first:]
    style = run[0][1].style if run else None
    run = [one for one in run if one[1].style == style]
    counted = all(after.number == before.number + 1 for (_, before), (_, after) in pairwise(run))
    return run if counted else []


def _facts(section: _Section, layout: Layout) -> list[Entry]:
    """What one section tells: its text under its heading, of money but the amounts that stand in it."""
    if section.below and not section.said_beside and all(_labelled(piece, layout) for piece in section.below):
        return [fact for piece in section.below for fact in _labelled(piece, layout)]
    label = Cell(0, 0, [section.heading])
    field = layout.label(section.label) or "fact"
    if (
        field == "fact"
        and layout.group(section.label) == "caption"
        and layout.label_ending(section.label) == "budget"
    ):
        field = "budget"  # 资金安排：942万元
    text = join_lines(filter(None, [section.said_beside, *(piece.text for piece in section.below)]))
    if field in HeadWords.AMOUNTS:
        return _amounts(field, label, section.text, layout)
    if field == "unit" and not layout.is_office(text):
        field = "fact"
    return [Entry(field, label, list(section.text), text=text, label_text=section.label)]


def _labelled(piece: Piece, layout: Layout) -> list[Entry]:
    """What a line says behind labels that are known (项目单位：某局)."""
    said = LABEL.match(piece.text)
    return entries_in(piece.text, layout, piece) if said and layout.label(said["label"]) else []


def _amounts(field: str, label: Cell, lines: list[Piece], layout: Layout) -> list[Entry]:
    """The first amount in a text, and those that it says are parts of it (2024年安排265万元，其中财政拨款200万元)."""
    for piece in lines:
        if amount := _AMOUNT.search(piece.text):
            parts = entries_in(f"预算数：{piece.text[amount.start() :]}", layout, piece)
            return [
                Entry(field, label, [piece], text=amount[0]),
                *(one for one in parts if one.field != "budget"),
            ]
    return []
