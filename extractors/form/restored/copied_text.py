"""Text copied out of a web page: a row has only the cells that begin in it, and a cell's further lines stand alone.

Where a merged cell goes on, other text leaves a tab stop. Here the rows below a heading are short of it by as many cells
as go on, and these are the first ones: levels' names are merged, targets are not. The rows are put in their place.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.form.rows import Row
from extractors.form.words.head import HeadWords
from extractors.form.words.title import is_title_line
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reading import Reading

_FEWEST_SHORT = 2  # rows of a text that are short of their heading


def put_in_place(reading: Reading, layout: Layout) -> None:
    """Give the rows of a copied text their empty cells, and its cells their further lines; other texts stay as they are."""
    if reading.format != "text":
        return
    below = [
        found
        for block in reading.blocks
        if isinstance(block, Grid)
        for found in _below_headings(block.rows, layout)
    ]
    short = [(row, heading) for row, heading in below if len(row) < len(heading)]
    if len(short) < _FEWEST_SHORT or any(not row[0].piece.text for row, _ in below):
        return
    if any(_ends_early(row, heading, layout) for row, heading in short):
        return
    for row, heading in short:
        _move_right(row, len(heading) - len(row))
    reading.blocks = list(_with_further_lines(reading.blocks, layout))


def _below_headings(
    rows: list[list[GridCell]], layout: Layout
) -> Iterator[tuple[list[GridCell], list[GridCell]]]:
    """The rows of indicators, each with the heading over it."""
    words = HeadWords(layout)
    heading: list[GridCell] = []
    for cells in rows:
        row = Row.of(cells, layout)
        if row.is_heading:
            heading = cells
        elif words.opens_head_row(row) or len(cells) > len(heading):
            heading = []
        elif heading:
            yield cells, heading


def _ends_early(row: list[GridCell], heading: list[GridCell], layout: Layout) -> bool:
    """Tell whether a row lacks its last cells: moved to the right, its level 1 would stand in another's column."""
    under = heading[len(heading) - len(row) :]
    names = ((cell.piece.text, over) for cell, over in zip(row, under, strict=True))
    return any(
        layout.column(over.piece.text) != "level1"
        for name, over in names
        if layout.is_level1(name) and not layout.is_level2(name)  # 成本指标 is either
    )


def _move_right(row: list[GridCell], by: int) -> None:
    for cell in row:
        cell.left, cell.right = cell.left + by, cell.right + by
    first = row[0].piece
    row[:0] = [
        GridCell(Piece(text="", table=first.table, row=first.row, column=at), at, at + 1) for at in range(by)
    ]


def _with_further_lines(blocks: list[Block], layout: Layout) -> Iterator[Block]:
    """The blocks with lines that go on with the text of a row just above as rows of its table.

    So they do if the table goes on just below, and the row is a label with a text.
    """
    table: Grid | None = None
    waiting: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            if table and _goes_on(table, waiting, block, layout):
                waiting.append(block)
                continue
            yield from waiting
            yield block
            table, waiting = None, []
        elif table and waiting and block.rows[0][0].piece.row == (waiting[-1].piece.row or 0) + 1:
            table.rows += [_further(table.rows[-1], line) for line in waiting] + block.rows
            waiting = []
        else:
            yield from waiting
            yield (table := Grid(list(block.rows)))
            waiting = []
    yield from waiting


def _goes_on(table: Grid, waiting: list[Line], line: Line, layout: Layout) -> bool:
    last = table.rows[-1]
    above = waiting[-1].piece.row if waiting else last[0].piece.row
    if line.piece.row != (above or 0) + 1 or is_title_line(line.piece.text, layout):
        return False
    return len(last) > 1 and layout.label(last[-2].piece.text) is not None and bool(last[-1].piece.text)


def _further(row: list[GridCell], line: Line) -> list[GridCell]:
    last = row[-1]
    line.piece.table, line.piece.column = last.piece.table, last.piece.column
    empty = Piece(text="", table=last.piece.table, row=line.piece.row, column=0)
    return [GridCell(empty, row[0].left, last.left), GridCell(line.piece, last.left, last.right)]
