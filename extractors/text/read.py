"""Published text: tables as tab-separated lines, as a sheet's comma-separated values, or drawn with characters.

A page break is a blank line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import groupby
from pathlib import Path

from extractors.errors import UnreadableDraft
from extractors.form.words.leaders import names_page
from extractors.limits import CELLS, CHARACTERS, PIECE_CHARACTERS, ROW_CELLS, hold
from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reading import Reading
from extractors.text.drawn import draw_table, is_drawn, is_rule_alone

_ENCODINGS = ("utf-8-sig", "gb18030")
_FEWEST_RECORDS, _FEWEST_FIELDS = 3, 3
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_BREAK = "\ue001"  # of a line within a cell, until the cells of its row are told apart
_QUOTED = re.compile(r'(?:(?<=\t)|(?<=\n)|^)"(?:[^"]|"")*+"(?=[\t\r\n]|$)')
_WIDE = r"[\u2e80-\u9fff\uff00-\uffef]"
# blanks first: where a text has none, which is nearly everywhere, nothing else is tried
_WRAP = re.compile(rf" (?:(?<={_WIDE} ) *(?={_WIDE})|(?<=[0-9.,] ) *(?=[0-9.,%]))")


def read_text(path: Path) -> Reading:
    """Read lines and runs of tabbed lines; a piece's ``row`` is its line in the file, counted from 1.

    Raises UnreadableDraft: ``not_a_document`` where the bytes are no text, or ``too_large``.
    """
    text = decode(path.read_bytes())
    hold("characters", len(text), CHARACTERS)
    if "\t" not in text and (records := _records(text)):
        text = "\n".join(records)
    lines = list(_lines(text))
    for number, line in lines:
        hold("characters of line {at}", len(line), PIECE_CHARACTERS, at=number)
    blocks: list[Block] = []
    tables = cells = 0
    for make, stretch in groupby(lines, lambda line: _table_of(line[1])):
        numbered = list(stretch)
        grid = make(numbered, tables) if make else None
        if grid:
            blocks.append(grid)
            tables += 1
            cells += sum(map(len, grid.rows))
            hold("table cells", cells, CELLS)
        else:
            blocks += [
                Line(Piece(text=line.strip(), row=number))
                for number, line in numbered
                if line.strip() and not is_rule_alone(line)
            ]
    typed = {} if tables else dict(lines)
    shown = [
        (block, typed[block.piece.row])
        for block in blocks
        if isinstance(block, Line) and block.piece.row in typed
    ]
    return Reading(format="text", page_count=None, blocks=blocks, typed=shown)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; those of a cell in quotes, as sheets are copied, are one line of its table."""
    whole = _QUOTED.sub(_without_breaks, text)
    number = 1
    for line in whole.splitlines():
        yield number, line
        number += 1 + line.count(_BREAK)


def _without_breaks(cell: re.Match[str]) -> str:
    said = cell[0]
    beside = (
        cell.string[cell.end() : cell.end() + 1] == "\t"
        or cell.string[cell.start() - 1 : cell.start()] == "\t"
    )
    if not beside or "\n" not in said or len(said) > PIECE_CHARACTERS:
        return said
    return said[1:-1].replace('""', '"').replace("\r\n", _BREAK).replace("\n", _BREAK)


def decode(content: bytes) -> str:
    """Return the text of a file; UTF-8 first, as GB18030 accepts nearly anything.

    Raises UnreadableDraft ``not_a_document`` where the bytes are text in no encoding that is in use here.
    """
    for encoding in ("utf-16",) if content.startswith(_UTF_16_MARKS) else _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            return text
    raise UnreadableDraft("not_a_document", "no text in UTF-8, UTF-16 or GB18030")


def _records(text: str) -> list[str]:
    """The records of a sheet saved as comma-separated values, a tab between fields; none where the text is none.

    Such a file has as many fields in every record, quoted or not.
    """
    if any(len(line) > PIECE_CHARACTERS for line in text.splitlines()):
        return []
    try:
        records = list(csv.reader(StringIO(text), strict=True))
    except csv.Error:
        return []
    if len(records) < _FEWEST_RECORDS or {len(record) for record in records} != {len(records[0])}:
        return []
    if len(records[0]) < _FEWEST_FIELDS:
        return []
    return ["\t".join(" ".join(field.split()) for field in record) if sum(map(bool, record)) > 1
            else "".join(record) for record in records]  # fmt: skip


def _table_of(line: str) -> Callable[[list[tuple[int, str]], int], Grid | None] | None:
    """What makes a table of a line and those like it, if it may be of one."""
    if "\t" in line and not names_page(line):
        return _tabbed
    return draw_table if is_drawn(line) else None


def _tabbed(lines: list[tuple[int, str]], table: int) -> Grid:
    hold("table cells", sum(1 + line.count("\t") for _, line in lines), CELLS)
    return Grid([tabbed_row(line, table, number) for number, line in lines])


def tabbed_row(line: str, table: int, number: int) -> list[GridCell]:
    """Cells of a line; a blank between CJK characters or inside a number is where the cell was wrapped."""
    texts = line.split("\t")
    hold("cells of line {at}", len(texts), ROW_CELLS, at=number)
    pieces = (
        Piece(
            text=_WRAP.sub("\n", text.strip()).replace(_BREAK, "\n"), table=table, row=number, column=column
        )
        for column, text in enumerate(texts)
    )
    return [GridCell(piece, column, column + 1) for column, piece in enumerate(pieces)]
