"""Indicator tables without a heading: told by the names of levels in their rows, they get the heading that they lack.

Its words are no cells of the draft. For drafts in which no table is a form otherwise: else a table that begins with
names of levels goes on with one on the page before.
"""

from __future__ import annotations

from extractors.form.column import LEVELS
from extractors.form.indicators.learned_headings import held_in
from extractors.form.rows import Row
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, GridCell, Piece

_FEWEST = 2  # rows


def with_headings(blocks: list[Block], layout: Layout) -> list[Block]:
    """Return the blocks with a heading over each indicator table that has none; nothing where there is no such table."""
    headed = [_headed(block, layout) if isinstance(block, Grid) else block for block in blocks]
    return headed if any(one is not block for one, block in zip(headed, blocks, strict=True)) else []


def _headed(grid: Grid, layout: Layout) -> Grid:
    fields = _fields([Row.of(cells, layout) for cells in grid.rows], layout)
    if not fields:
        return grid
    heading = [
        GridCell(Piece(layout.heading(name)), cell.left, cell.right)
        for name, cell in zip(fields, grid.rows[0], strict=True)
    ]
    return Grid([heading, *grid.rows])


def _fields(rows: list[Row], layout: Layout) -> list[str]:
    """What the columns hold, from left to right; empty where that is not told, or a heading tells it.

    The first column behind the levels holds names; the last one targets, where no other does.
    """
    widths = {len(row.cells) for row in rows}
    if len(rows) < _FEWEST or len(widths) != 1 or any(row.is_heading for row in rows):
        return []
    columns = [[cell.text for cell in column] for column in zip(*(row.cells for row in rows), strict=True)]
    fields = [held_in(texts, layout) for texts in columns]
    behind = max((at for at, name in enumerate(fields) if name in LEVELS), default=-1) + 1
    if 0 < behind < len(fields) and fields[behind] is None:
        fields[behind] = "level3"
    if "value" not in fields and fields[-1] is None:
        fields[-1] = "value"
    told = [name for name in fields if name]
    whole = {"level3", "value"} <= set(told) and len(set(told)) == len(fields)
    return told if whole else []
