"""Rows of a form, each cell with all the pieces it was stitched from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.draft import Value
from extractors.joining import join_lines
from extractors.layouts.layout import Layout
from extractors.pieces import GridCell, Piece

ENOUGH_HEADINGS = 3  # known columns make a row the heading of the indicator table
FEWEST_HEADINGS = 2  # of a heading that has nothing else: a level and a target

_SIGNS = "，,；;、/／|｜—–#＃^~→"  # that may part columns
_LEVELS = {"level1", "level2", "level3", "level3_or_description"}

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
        if len(self.pieces) == 1:
            return _mended(self.pieces[0].text)
        return _joined(tuple([piece.text for piece in self.pieces]))

    def overlap(self, other: Cell | GridCell) -> float:
        """Length of the stretch of columns that two cells share."""
        right = self.right if self.right < other.right else other.right
        return right - (self.left if self.left > other.left else other.left)

    def divided_by(self, below: Cell) -> bool:
        """Tell whether a cell below takes up but a part of this one's width."""
        inside = self.left <= below.left and below.right <= self.right
        return inside and below.right - below.left < self.right - self.left

    def lies_under(self, above: Cell) -> bool:
        """Tell whether half of this cell or more is under one above; pages draw the same columns a little apart."""
        return 2 * self.overlap(above) >= self.right - self.left

    def stands_under(self, other: Cell) -> bool:
        """Tell whether two cells cover much the same columns."""
        return self.overlap(other) > max(self.right - self.left, other.right - other.left) / 2


@dataclass(slots=True)
class Row:
    """A row from left to right. ``opens_grid``: the first one of its piece of the table, headings apart.

    ``parents`` are the cells of a heading's upper row, where it has two.
    """

    cells: list[Cell]
    opens_grid: bool = False
    is_heading: bool = field(default=False)
    parents: list[Cell] = field(default_factory=list)

    @classmethod
    def of(cls, cells: list[GridCell], layout: Layout, shared: Shared | None = None) -> Row:
        """Make a row of one grid row; through ``shared`` the rows under a merged cell see what joins it."""
        row = cls.drawn(cells, shared)
        row.see_heading(layout)
        return row

    @classmethod
    def drawn(cls, cells: list[GridCell], shared: Shared | None = None) -> Row:
        """Make a row that is not told to be a heading or none: its cells alone are asked for."""
        shared = {} if shared is None else shared
        return cls(
            [
                Cell(cell.left, cell.right, shared.setdefault(id(cell.piece), [cell.piece]), cell.spanned)
                for cell in cells
            ]
        )

    def see_heading(self, layout: Layout) -> None:
        """Tell anew whether the row is the heading of an indicator table; a cut one is once whole.

        The lower row of one that has two holds the headings that run down from the upper row as well.
        """
        said = [cell for cell in self.cells if cell.text] if self.parents else self.written()
        self.is_heading = make_heading(said, layout, self.parents)

    def written(self) -> list[Cell]:
        """Cells that begin in this row and hold text."""
        return [cell for cell in self.cells if not cell.spanned and cell.text]

    def goes_on(self, above: Cell) -> bool:
        """Tell whether a cell of a row above runs down into this one."""
        return any(cell.spanned and cell.pieces is above.pieces for cell in self.cells)

    def nearest(self, cell: Cell) -> Cell:
        """Return the row's cell that shares most columns with another row's cell."""
        return max(self.cells, key=cell.overlap)


def are_headings(texts: Sequence[str], layout: Layout) -> bool:
    """Tell whether texts side by side, in a line or a row, are headings of an indicator table."""
    return sum(layout.column(text) is not None for text in texts) >= ENOUGH_HEADINGS


def heading_sign(text: str, layout: Layout) -> str | None:
    """The sign between the headings of an indicator table, where a line has nothing else (一级指标，二级指标，…)."""
    for sign in _SIGNS:
        parts = parted_by(sign, text)
        known = {layout.column(part) for part in parts}
        if (
            len(parts) >= ENOUGH_HEADINGS
            and known & _LEVELS
            and known & {"value", "grade"}
            and None not in known
        ):
            return sign
    return None


def parted_by(sign: str, text: str) -> list[str]:
    """The texts of a line between signs."""
    return [part.strip() for part in text.strip().split(sign)]


def make_heading(cells: list[Cell], layout: Layout, parents: Sequence[Cell] = ()) -> bool:
    """Tell whether cells name enough columns, a level among them, be it with the ``parents`` over them.

    Two are enough where there is nothing else, where they come again (tables side by side), or where both are levels.
    """
    if len(cells) < FEWEST_HEADINGS:
        return False
    found = [layout.column(cell.text) or _under(cell, parents, layout) for cell in cells]
    columns = set(found) - {None}
    targets = columns & {"value", "grade"}
    few = targets and (
        found.count("grade") >= ENOUGH_HEADINGS
        or all(name or layout.label(cell.text) for name, cell in zip(found, cells, strict=True))
        or min(found.count(name) for name in columns) > 1
    )
    levels = {
        name
        for name, cell in zip(found, cells, strict=True)
        if name in _LEVELS and not layout.group(cell.text)
    }
    ordered = levels and len(columns & _LEVELS) >= FEWEST_HEADINGS and len(cells) >= ENOUGH_HEADINGS
    return bool((len(columns) >= ENOUGH_HEADINGS or few or ordered) and columns & _LEVELS)


def _under(cell: Cell, parents: Sequence[Cell], layout: Layout) -> str | None:
    """The column that a heading names together with the one over it (一级 under 绩效指标)."""
    over = (parent.text + cell.text for parent in parents if parent.overlap(cell) > 0)
    return next(filter(None, map(layout.column, over)), None)


@lru_cache(maxsize=4096)  # a cell is asked for its text many times while its form is read
def _mended(text: str) -> str:
    return join_lines([text])


@lru_cache(maxsize=512)
def _joined(texts: tuple[str, ...]) -> str:
    return join_lines(texts)


def value_of(pieces: list[Piece]) -> Value:
    """The words of the pieces, joined, with the places they came from."""
    inked = [piece for piece in pieces if piece.text.strip()]
    return Value(text=join_lines(piece.text for piece in inked), cells=tuple(piece.index for piece in inked))


def doubt(cells: list[Cell]) -> None:
    """Mark what may go on with the row before it as well as be of a row of its own."""
    for piece in (piece for cell in cells for piece in cell.pieces):
        piece.doubt = piece.doubt or "cut"
