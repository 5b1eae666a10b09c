"""Where pages hold forms that nothing rules into cells: their lines give way to grids, or the draft is refused."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extractors.errors import UnreadableDraft, spans
from extractors.front.furniture import without_furniture
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, Line, Piece
from extractors.reading import Reading
from extractors.unruled.habits import Habits
from extractors.unruled.pages import Tables, holds_form, rounded
from extractors.unruled.text_heads import lay_out_heads


def rule_tables(reading: Reading, layout: Layout) -> list[Grid]:
    """Put grids in the place of the lines that are forms' tables, and return these.

    Raises UnreadableDraft ``unruled_tables`` with the pages where gaps and lines do not tell the cells apart.
    """
    tabled = [page.page for page in reading.unruled if holds_form(page.lines, layout)]
    if not tabled:
        return []
    without_furniture(reading, layout, tabled)  # what it takes is no row of a table
    habits = Habits()
    tables = Tables(layout, len(reading.blocks), habits)
    if tables.read_all(reading.unruled):  # again, now that all were seen
        habits.settled = True
        tables = Tables(layout, len(reading.blocks), habits)
        _refuse(tables.read_all(reading.unruled))
    made = [grid for _, grid in tables.found]
    words = {
        id(line): [replace(word, box=rounded(page.placed(word.box))) for word in words]
        for page in reading.unruled
        for line, words in page.lines
    }
    blocks = _replaced(reading.blocks, tables.found)
    reading.blocks = list(lay_out_heads(blocks, {id(grid) for grid in made}, words, layout))
    return made


def hold_tables(grids: list[Grid], blocks: list[Block]) -> None:
    """Raise UnreadableDraft ``unruled_tables`` where words of such a table came into no field.

    So they do where cells were told apart wrongly. A table that stands right after one on the next page, and is part
    of no form, may have been its end.
    """
    made = {id(grid) for grid in grids}
    after = [block for before, block in pairwise(blocks) if id(before) in made and isinstance(block, Grid)]
    # what is recognised is told word by word (R02, R29)
    pieces = [piece for grid in grids for piece in _pieces(grid) if piece.confidence is None]
    lost = [piece.page for piece in pieces if piece.text and not (piece.in_form and piece.taken_by)]
    lost += [piece.page for grid in after for piece in _pieces(grid) if piece.text and not piece.in_form]
    _refuse(sorted({page for page in lost if page}))


def _pieces(grid: Grid) -> list[Piece]:
    return [cell.piece for row in grid.rows for cell in row]


def _refuse(pages: list[int]) -> None:
    if pages:
        raise UnreadableDraft("unruled_tables", spans(pages), tuple(pages))


def _replaced(blocks: list[Block], found: list[tuple[list[Line], Grid]]) -> list[Block]:
    """The blocks with each grid in the place of the first of its lines."""
    first = {id(lines[0]): grid for lines, grid in found}
    gone = {id(line) for lines, _ in found for line in lines}
    return [first.get(id(block), block) for block in blocks if id(block) in first or id(block) not in gone]
