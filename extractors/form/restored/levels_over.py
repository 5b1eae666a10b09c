"""Tables of indicators under the name of level 1 in the line over each ((一)产出指标): it becomes a column of the table."""

from __future__ import annotations

from extractors.form.rows import Row
from extractors.form.words.numbered import numbered
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, GridCell, Line, Piece

_WIDTH = 1.0  # of the column, in any measure


def with_levels_over(blocks: list[Block], layout: Layout) -> list[Block]:
    """The blocks, with each such line as the first cell of the table below it."""
    found: list[Block] = []
    for block in blocks:
        over = found[-1] if found else None
        if isinstance(block, Grid) and isinstance(over, Line) and _stands_over(over, block, layout):
            found[-1] = _with_column(over.piece, block, layout)
        else:
            found.append(block)
    return found


def _stands_over(line: Line, grid: Grid, layout: Layout) -> bool:
    """Tell whether a line is but a level 1, over a table whose heading has level 2 and no level 1."""
    item = numbered(line.piece.text)
    name = (item.rest if item else line.piece.text).rstrip(":：。")
    if not layout.is_level1(name) or not grid.rows:
        return False
    heading = Row.of(grid.rows[0], layout)
    columns = {layout.column(cell.text) for cell in heading.written()}
    return heading.is_heading and len(grid.rows) > 1 and "level2" in columns and "level1" not in columns


def _with_column(name: Piece, grid: Grid, layout: Layout) -> Grid:
    left = min(cell.left for row in grid.rows for cell in row)
    heading, *rows = grid.rows
    first = GridCell(Piece(layout.heading("level1")), left - _WIDTH, left)
    return Grid([
        [first, *heading],
        *([GridCell(name, left - _WIDTH, left, spanned=at > 0), *row] for at, row in enumerate(rows)),
    ])  # fmt: skip
