"""The rows of such a table as if each cell were drawn: a sheet without lines leaves out empty ones, and may merge none."""

from __future__ import annotations

from dataclasses import replace

from extractors.form.rows import Cell, Row


def with_empty_cells(rows: list[Row]) -> list[Row]:
    """The rows with an empty cell wherever one has none, between its others or behind them."""
    end = max((cell.right for row in rows for cell in row.cells), default=0.0)
    return [replace(row, cells=_filled(row.cells, end)) for row in rows]


def widened(row: Row, above: Row | None = None) -> Row:
    """A row of a heading, its cells drawn over the empty ones behind them, below the same cell of the row above.

    In the highest row the last one is so only where others are: text has a merged cell as one tab stop.
    """
    drawn: list[Cell] = []
    wide = above is not None
    for at, cell in enumerate(row.cells):
        inside = wide or any(other.text for other in row.cells[at:])
        if drawn and inside and _goes_on(drawn[-1], cell, above):
            drawn[-1] = replace(drawn[-1], right=cell.right)
            wide = True
        else:
            drawn.append(cell)
    return replace(row, cells=drawn)


def _goes_on(before: Cell, cell: Cell, above: Row | None) -> bool:
    same = above is None or above.nearest(before) is above.nearest(cell)
    return bool(before.text) and not before.spanned and not cell.text and same


def _filled(cells: list[Cell], end: float) -> list[Cell]:
    filled: list[Cell] = []
    for cell in [*cells, Cell(end, end, [])]:
        at = filled[-1].right if filled else cell.left
        if at < cell.left:
            filled.append(Cell(at, cell.left, []))
        if cell.right > cell.left:
            filled.append(cell)
    return filled
