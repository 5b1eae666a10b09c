"""A text whose tables have the same blanks between all their texts, one as a rule: its words, and the tables in them.

Blanks of many widths put texts in line, so that places tell; blanks of one width part them and tell nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.blanks.kinds import is_over
from extractors.blanks.single.table import single_table_of
from extractors.blanks.table import Table
from extractors.blanks.tables import Stretch, tables_in
from extractors.blanks.words import Typed, words_of
from extractors.form.words.leaders import split_page
from extractors.form.words.line_parts import LABEL
from extractors.form.words.title import is_annex, is_unit_line, names_form
from extractors.form.words.years import is_year_line
from extractors.front.furniture import furniture_of_text
from extractors.layouts.layout import Layout
from extractors.limits import ROW_CELLS
from extractors.pieces import Line
from extractors.reading import Reading
from extractors.unruled.parts import Unclear
from extractors.unruled.told import SECTION

PARTINGS = (
    re.compile(r"\S+"),
    re.compile(r"\S+(?: \S+)*"),  # by two blanks or more
    re.compile(r"[^\s\u3000]+(?:[^\S\u3000]+[^\s\u3000]+)*"),  # by blanks as wide as a Chinese character
)
_LINE = re.compile(r"\S.*\S|\S")


def single_tables(
    reading: Reading, layout: Layout, parting: re.Pattern[str], *, centred: bool
) -> Iterator[Table]:
    """The tables. ``centred``: in all of them, levels' names stand in the middle of their rows, as one shows.

    Raises Unclear.
    """
    lines = _typed_words(reading, layout, parting)
    as_typed = {line.piece.row: text for line, text in reading.typed}
    stretches = tables_in(lines, layout, may_be_row=lambda line: _has_level(line, layout))
    shown = False
    for number, stretch in enumerate(stretches):
        if stretch.over is not None and not _stands_over(stretch.over, layout):
            raise Unclear  # it may be of the text beside the first label
        _hold_alike(stretch, as_typed, parting)
        table = single_table_of(stretch, layout, number, centred=centred)
        shown = shown or table.shows_centred
        yield table
    if centred and not shown:
        raise Unclear


def _stands_over(line: Typed, layout: Layout) -> bool:
    """Tell whether a line is one over a form: its title, its unit, or labels each with its text behind a colon."""
    whole = line.line.piece.text
    return is_over(line, layout) or is_unit_line(whole, layout) or all(map(LABEL.match, line.texts))


def _hold_alike(stretch: Stretch, as_typed: dict[int | None, str], parting: re.Pattern[str]) -> None:
    """Raise Unclear where blanks between the words of a table are not alike, or some stand before these."""
    gaps: set[str] = set()
    for line in (*stretch.head, *stretch.heading, *stretch.body):
        text = as_typed[line.number]
        if len(line.words) > 1 and text[0].isspace():
            raise Unclear
        words = list(parting.finditer(text))
        gaps |= {text[one.end() : other.start()] for one, other in pairwise(words) if len(line.words) > 1}
    if len(gaps) > 1:
        raise Unclear


def _typed_words(reading: Reading, layout: Layout, parting: re.Pattern[str]) -> list[Typed]:
    """The lines word by word, without those of the page and of a contents list; a title is one word. Raises Unclear."""
    of_page = {id(piece) for _, piece in furniture_of_text(reading.blocks, layout)}
    typed: list[Typed] = []
    before = 0
    listed = False  # the lines above are of a contents list
    for line, text in reading.typed:
        listed = layout.part(text) == "contents" or (listed and split_page(text.strip())[1] is not None)
        if id(line.piece) in of_page or listed:
            continue
        number = line.piece.row or 0
        words = words_of(text, _LINE if _is_one(line, layout) else parting, {})
        if len(words) > ROW_CELLS:
            raise Unclear
        typed.append(Typed(line, words, number > before + 1))
        before = number
    return typed


def _is_one(line: Line, layout: Layout) -> bool:
    """Tell whether a line says but one thing: a title, a year, the heading of a section."""
    text = line.piece.text
    if is_annex(text) or is_year_line(text) or layout.part_number(text):
        return True
    titled = names_form(text, layout) or SECTION.match(text) is not None
    return titled and not any(layout.is_label(word) or layout.is_level(word) for word in text.split())


def _has_level(line: Typed, layout: Layout) -> bool:
    return any(layout.is_level(text) for text in line.texts)
