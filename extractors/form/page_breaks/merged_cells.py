"""Cells joined over a page break: a cell below it becomes part of the one above, in every row that shares it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from extractors.form.page_breaks.label_ends import ends_label
from extractors.form.rows import Cell, Row, Shared
from extractors.layouts.layout import Layout
from extractors.limits import CELL_PIECES, hold
from extractors.pieces import Grid


@dataclass(slots=True)
class MergedCells:
    """The pieces that rows share (see ``rows.Shared``); ``tall`` are those drawn over several rows of a page, by id."""

    layout: Layout
    shared: Shared = field(default_factory=dict)
    tall: frozenset[int] = frozenset()

    @classmethod
    def of(cls, grids: list[Grid], layout: Layout) -> MergedCells:
        """Begin with the cells that the grids draw over several rows."""
        cells = (cell for grid in grids for row in grid.rows for cell in row)
        return cls(layout, tall=frozenset(id(cell.piece) for cell in cells if cell.spanned))

    def over_rows(self, *cells: Cell) -> bool:
        """Tell whether one of the cells, parts of one cut by a page break, is drawn over several rows."""
        return any(id(piece) in self.tall for cell in cells for piece in cell.pieces)

    def end_names(self, before: Row, cells: list[Cell], ends: Callable[[Cell, Cell, Layout], bool]) -> None:
        """Give the end of a merged name, cut between its rows, to the name; its cell becomes part of that."""
        for cell in cells:
            above = before.nearest(cell)
            if cell.stands_under(above) and ends(above, cell, self.layout):
                self.go_on(above, cell)

    def go_on(self, above: Cell, cell: Cell) -> None:
        """Make a cell part of the one above it, over both pages."""
        self.join(above, cell)
        cell.pieces, cell.spanned = above.pieces, True

    def join(self, above: Cell, cell: Cell) -> None:
        """Put a cell's pieces behind those of the one above. Raises UnreadableDraft ``too_large``."""
        hold("pages that one cell runs over", len(above.pieces), CELL_PIECES)
        above.pieces.extend(cell.pieces)
        for piece in cell.pieces:
            self.shared[id(piece)] = above.pieces

    def above(self, rows: list[Row], cell: Cell) -> Cell:
        """The cell that one below the rows stands under; text writes a merged cell in its first row alone."""
        near = rows[-1].nearest(cell)
        return near if near.text or self.tall else _last_above(rows, cell) or near

    def without_label_ends(self, rows: list[Row], row: Row) -> Row:
        """Give the ends of labels over several rows to them, where text leaves the cell below them empty.

        Returns the row without these cells. (In other formats the row before holds the merged label itself.)
        """
        left = list(row.cells)
        for cell in row.written():
            above = None if rows[-1].nearest(cell).text else _last_above(rows, cell)
            if above and ends_label(above, cell, self.layout):
                self.join(above, cell)
                left[left.index(cell)] = Cell(cell.left, cell.right, above.pieces, spanned=True)
        return replace(row, cells=left)


def _last_above(rows: list[Row], cell: Cell) -> Cell | None:
    """The lowest written cell over a cell, or None."""
    over = (above for row in reversed(rows) if cell.stands_under(above := row.nearest(cell)))
    return next((above for above in over if above.text), None)
