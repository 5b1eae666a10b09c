"""A table inside a cell of another one: its rows are rows of the table around it."""

from __future__ import annotations

from extractors.limits import CELLS, hold
from extractors.pieces import GridCell


def with_rows_inside(row: list[GridCell], at: int, inside: list[list[GridCell]]) -> list[list[GridCell]]:
    """The row whose cell ``at`` holds a table, as the rows of that table; its other cells run down beside them.

    What the cell says besides stands over them. Raises UnreadableDraft ``too_large`` where these are too many cells.
    """
    hold("table cells", len(row) * len(inside), CELLS)
    outer = row[at]
    edges = [edge for cells in inside for cell in cells for edge in (cell.left, cell.right)]
    if not edges:
        return [row]
    first, scale = min(edges), (outer.right - outer.left) / ((max(edges) - min(edges)) or 1)

    def place(edge: float) -> float:
        return outer.left + (edge - first) * scale

    beside = [cell for cell in row if cell is not outer]
    rows = [row] if outer.piece.text else []
    for cells in inside:
        placed = [GridCell(cell.piece, place(cell.left), place(cell.right), cell.spanned) for cell in cells]
        down = [GridCell(cell.piece, cell.left, cell.right, cell.spanned or bool(rows)) for cell in beside]
        rows.append(sorted([*down, *placed], key=lambda cell: cell.left))
    return rows


def number_rows(rows: list[list[GridCell]]) -> None:
    """Number the rows of a table anew, those that came from tables inside it with the others."""
    for number, row in enumerate(rows):
        for cell in row:
            cell.piece.row = cell.piece.row if cell.spanned else number
