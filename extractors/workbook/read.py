"""Workbooks: every shown sheet's lines and tables, one sheet a page.

What a workbook hides (sheets, rows, columns, cells under a merged one) is not shown to whoever prints it and is
read into no field, but kept: its pieces are taken as ``hidden``.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from xlrd import XLRDError
from xlrd.compdoc import CompDocError

from extractors.errors import UnreadableDraft
from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reading import Reading
from extractors.workbook.regions import Band, Box, bands, shown_rows
from extractors.workbook.sheet import Sheet, hold_sheets
from extractors.workbook.xls import read_xls
from extractors.workbook.xlsx import read_xlsx

# lxml's errors are SyntaxErrors; xlrd and zipfile answer a broken file with whatever they happen to meet
_BROKEN = (
    *(XLRDError, CompDocError, zipfile.BadZipFile, zlib.error, struct.error, SyntaxError, EOFError),
    *(
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
    ),
)


def read_workbook(path: Path) -> Reading:
    """Read the sheets of a workbook; a piece's ``page`` is its sheet's number, its row and column the sheet's.

    Raises UnreadableDraft: ``too_large``, ``damaged``, ``encrypted`` or ``formula_without_value`` (names the cell).
    """
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"PK"
        sheets = read_xlsx(path) if packed else read_xls(path)
    except _BROKEN as error:
        raise UnreadableDraft("damaged", f"{type(error).__name__}: {error}"[:200]) from error
    return reading_of(sheets)


def reading_of(sheets: list[Sheet]) -> Reading:
    """The shown cells of all sheets as lines and grids, and the hidden ones apart."""
    hold_sheets(sheets)
    reading = Reading(format="xlsx", page_count=len(sheets), sheets=tuple(sheet.name for sheet in sheets))
    tables = count()
    for sheet in sheets:
        if not sheet.hidden:
            for band in bands(sheet):
                reading.blocks += _blocks(band, sheet.number, tables)
        reading.hidden += _hidden(sheet)
    return reading


def _hidden(sheet: Sheet) -> Iterator[Piece]:
    shown: set[tuple[int, int]] = set()
    if not sheet.hidden:
        shown = {(box.row, box.column) for _, boxes in shown_rows(sheet) for box in boxes}
    for (row, column), text in sheet.texts.items():
        if (row, column) not in shown:
            piece = Piece(text=text.strip(), page=sheet.number, row=row, column=column)
            piece.take("hidden")
            yield piece


def _blocks(band: Band, page: int, tables: Iterator[int]) -> Iterator[Block]:
    rows: list[list[GridCell]] = []
    pieces: dict[tuple[int, int], Piece] = {}
    table = next(tables)
    for boxes, in_table in zip(band.rows, band.table_rows(), strict=True):
        if in_table:
            rows.append([_cell(box, page, table, pieces) for box in boxes])
            continue
        if rows:
            yield Grid(rows)
            rows, table = [], next(tables)
        yield from _lines(boxes, page)
    if rows:
        yield Grid(rows)


def _cell(box: Box, page: int, table: int, pieces: dict[tuple[int, int], Piece]) -> GridCell:
    """A cell of a grid; a merged one is the same piece in every row."""
    place = (box.row, box.column)
    spanned = box.spanned and place in pieces
    if place not in pieces:
        pieces[place] = Piece(text=box.text.strip(), page=page, table=table, row=box.row, column=box.column)
    return GridCell(pieces[place], box.left, box.right, spanned)


def _lines(boxes: list[Box], page: int) -> Iterator[Line]:
    """The lines of a row outside tables: one a cell and line of it."""
    for box in boxes:
        if not box.spanned:
            for text in box.text.split("\n"):
                if text.strip():
                    yield Line(Piece(text=text.strip(), page=page, row=box.row, column=box.column))
