"""Rows of a form, each cell with all the pieces it was stitched from, and the columns they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from extractors.draft import Value
from extractors.joining import join_lines, squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import GridCell, Piece

ENOUGH_HEADINGS = 3  # known columns make a row the heading of the indicator table

# By id of a piece: the pieces of the cell it is part of. All rows that a merged cell covers share one list.
Shared = dict[int, list[Piece]]


@dataclass(slots=True)
class Cell:
    """A cell of a whole row: one piece, or one for each page that the row runs over."""

    left: float
    right: float
    pieces: list[Piece]
    spanned: bool = False

    @property
    def text(self) -> str:
        """Text over all pieces, line breaks mended."""
        return _joined(tuple([piece.text for piece in self.pieces]))

    def overlap(self, other: Cell | GridCell) -> float:
        """Length of the stretch of columns that two cells share."""
        return min(self.right, other.right) - max(self.left, other.left)

    def stands_under(self, other: Cell) -> bool:
        """Tell whether two cells cover much the same columns."""
        return self.overlap(other) > max(self.right - self.left, other.right - other.left) / 2


@dataclass(slots=True)
class Row:
    """A row from left to right. ``opens_grid``: the first one of its piece of the table, headings apart."""

    cells: list[Cell]
    opens_grid: bool = False
    is_heading: bool = field(default=False)

    @classmethod
    def of(cls, cells: list[GridCell], layout: Layout, shared: Shared | None = None) -> Row:
        """Make a row of one grid row; through ``shared`` the rows under a merged cell see what joins it."""
        shared = {} if shared is None else shared
        row = cls(
            [
                Cell(cell.left, cell.right, shared.setdefault(id(cell.piece), [cell.piece]), cell.spanned)
                for cell in cells
            ]
        )
        row.see_heading(layout)
        return row

    def see_heading(self, layout: Layout) -> None:
        """Tell anew whether the row is the heading of an indicator table; a cut one is once whole."""
        columns = {layout.column(cell.text) for cell in self.written()} - {None}
        self.is_heading = len(columns) >= ENOUGH_HEADINGS

    def written(self) -> list[Cell]:
        """Cells that begin in this row and hold text."""
        return [cell for cell in self.cells if not cell.spanned and cell.text]

    def nearest(self, cell: Cell) -> Cell:
        """Return the row's cell that shares most columns with another row's cell."""
        return max(self.cells, key=cell.overlap)


class Columns:
    """The columns of an indicator table, as its heading row draws them."""

    def __init__(self, heading: Row, layout: Layout) -> None:
        """Keep the columns that have a heading; cells under unknown ones stay leftovers."""
        self._columns = [(layout.column(cell.text), cell) for cell in heading.cells if cell.text]

    def field(self, cell: Cell) -> str | None:
        """Return the field of the column that a cell stands in, or None for an unknown column."""
        name, heading = max(self._columns, key=lambda column: cell.overlap(column[1]))
        return name if cell.overlap(heading) > 0 else None

    def covered(self, cell: Cell) -> int:
        """How many columns a cell runs over (counted where it covers more than half of one)."""
        return sum(cell.overlap(heading) > (heading.right - heading.left) / 2 for _, heading in self._columns)

    def texts(self, row: Row, *, with_spanned: bool) -> dict[str, str]:
        """Field to text, white space removed, for the cells of a row; empty cells are left out."""
        texts: dict[str, str] = {}
        for cell in row.cells:
            name = self.field(cell)
            text = squeeze(cell.text)
            if name and text and (with_spanned or not cell.spanned):
                texts[name] = texts.get(name, "") + text
        return texts


@lru_cache(maxsize=512)  # a cell is asked for its text many times while its row is read
def _joined(texts: tuple[str, ...]) -> str:
    return join_lines(texts)


def value_of(pieces: list[Piece]) -> Value:
    """The words of the pieces, joined, with the places they came from."""
    inked = [piece for piece in pieces if piece.text.strip()]
    return Value(text=join_lines(piece.text for piece in inked), cells=tuple(piece.index for piece in inked))
