"""Rows of a form, each cell with all the pieces it was stitched from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extractors.draft import Value
from extractors.joining import join_lines, squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell, Piece

ENOUGH_HEADINGS = 3  # known columns make a row the heading of the indicator table

_COLUMN_NAME = re.compile("[甲乙丙丁]|[栏列行]次")
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
        return _joined(tuple([piece.text for piece in self.pieces]))

    def overlap(self, other: Cell | GridCell) -> float:
        """Length of the stretch of columns that two cells share."""
        return min(self.right, other.right) - max(self.left, other.left)

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
        self.is_heading = _make_heading(self.written(), layout)

    def written(self) -> list[Cell]:
        """Cells that begin in this row and hold text."""
        return [cell for cell in self.cells if not cell.spanned and cell.text]

    def nearest(self, cell: Cell) -> Cell:
        """Return the row's cell that shares most columns with another row's cell."""
        return max(self.cells, key=cell.overlap)


def rows_of(grid: Grid, layout: Layout, shared: Shared | None = None) -> Iterator[Row]:
    """The written rows of a grid, a heading of two rows as one.

    A row is made when it is asked for: what was joined to a merged cell in the row before is in it.
    """
    written = [(cells, row) for cells in grid.rows if (row := Row.of(cells, layout)).written()]
    at = 0
    while at < len(written):
        cells, row = written[at]
        if at + 1 < len(written) and one_heading(row, written[at + 1][1], layout):
            lower = Row.of(written[at + 1][0], layout, shared)
            row = merged_heading(_over_its_parts(Row.of(cells, layout, shared), lower), lower)
            at += 2
        else:
            row = Row.of(cells, layout, shared)
            at += 1
        yield row
        while row.is_heading and at < len(written) and _numbers_columns(written[at][1]):
            for cell in written[at][1].cells:
                cell.pieces[0].take("heading")
            at += 1


def _numbers_columns(row: Row) -> bool:
    """Tell whether a row under a heading only numbers its columns: ``栏次 | 1 | 2 | 3``, ``甲 | 乙 | 1 | 2``."""
    texts = [text for cell in row.written() if not _COLUMN_NAME.fullmatch(text := squeeze(cell.text))]
    numbers = [text.strip("()（）") for text in texts]
    return len(numbers) >= ENOUGH_HEADINGS and numbers == [str(at) for at in range(1, len(numbers) + 1)]


def _make_heading(cells: list[Cell], layout: Layout) -> bool:
    """Tell whether cells name enough columns, a level among them; two are enough where there is nothing else."""
    found = [layout.column(cell.text) for cell in cells]
    columns = set(found) - {None}
    few = None not in found and columns & {"value", "grade"}
    return bool((len(columns) >= ENOUGH_HEADINGS or few) and columns & _LEVELS)


def one_heading(upper: Row, lower: Row, layout: Layout) -> bool:
    """Tell whether two rows are one heading: drawn as one, or the row that is none says words of the table alone."""
    if upper.parents:
        return False
    above, below = upper.written(), lower.written()
    if len(above) < 2 or len(below) < 2:
        return False
    upper = _over_its_parts(upper, lower) if upper.is_heading or lower.is_heading else upper
    if _drawn_as_one(upper, lower, layout):
        return True
    if upper.is_heading and lower.is_heading:
        return False

    def is_word(cell: Cell) -> bool:
        over = max(upper.cells, key=cell.overlap)
        name, name_over = layout.column(cell.text), layout.column(over.text)
        if name and name_over and name != name_over and (cell.left, cell.right) == (over.left, over.right):
            return False  # the end of a level's name (指标) below a heading that a page says again
        named = name or (over is not cell and layout.column(over.text + cell.text))
        return bool(named or (layout.group(cell.text) or "").startswith("indicators"))

    words = all(map(is_word, below if upper.is_heading else above))
    if words and not (upper.is_heading or lower.is_heading):
        both = [cell for cell in merged_heading(upper, lower).cells if cell.text]
        words = _make_heading(both, layout) and all(map(is_word, below))
    return words


def _over_its_parts(upper: Row, lower: Row) -> Row:
    """The upper row of a heading drawn over the lower one, which divides some of its cells.

    Text has a merged cell as one tab stop: ``指标值 | 备注`` over ``符号 | 数值 | 单位 | (empty)``. There are as many
    cells above as empty ones and runs of written ones below. Comma-separated values have its first cell
    written and the others empty.
    """
    if len(lower.cells) == len(upper.cells):
        return replace(upper, cells=_over_empty_ones(upper.cells, lower.cells))
    tabs = [(cell.left, cell.right) for cell in upper.cells] == [
        (at, at + 1) for at in range(len(upper.cells))
    ]
    if not tabs or len(upper.written()) < len(upper.cells) or len(lower.cells) < len(upper.cells):
        return upper
    runs: list[list[Cell]] = []
    for cell in lower.cells:
        if runs and cell.text and runs[-1][-1].text:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    if len(runs) != len(upper.cells):
        return upper
    pairs = zip(upper.cells, runs, strict=True)
    return replace(upper, cells=[replace(cell, left=run[0].left, right=run[-1].right) for cell, run in pairs])


def _over_empty_ones(above: list[Cell], below: list[Cell]) -> list[Cell]:
    """Cells drawn over the empty ones behind them, where both have something written under them."""
    drawn: list[Cell] = []
    under = ""  # what stands under the last cell
    for cell, lower in zip(above, below, strict=True):
        if not cell.text and lower.text and under and not lower.spanned:
            drawn[-1] = replace(drawn[-1], right=cell.right)
        else:
            drawn.append(cell)
            under = lower.text if cell.text and not lower.spanned else ""
    return drawn


def _drawn_as_one(upper: Row, lower: Row, layout: Layout) -> bool:
    """Tell whether each cell of the upper row goes on through the lower one, or is divided there by headings."""
    if not (upper.is_heading or lower.is_heading):
        return False
    begun = lower.written()
    divided = 0
    for cell in upper.written():
        parts = [part for part in lower.cells if part.overlap(cell) > 0]
        if all(part.pieces[0] is cell.pieces[0] or not part.text for part in parts):
            continue
        named = layout.column(cell.text) or layout.label(cell.text) or layout.is_level1(cell.text)
        named = named or (layout.group(cell.text) or "").startswith("indicators")
        if len(parts) < 2 or any(part not in begun for part in parts) or not (named or upper.is_heading):
            return False
        divided += 1
    both = [cell for cell in merged_heading(upper, lower).cells if cell.text]
    return divided > 0 and _make_heading(both, layout)


def merged_heading(upper: Row, lower: Row) -> Row:
    """The lower row with the upper's cells where it says nothing itself; the others stand over it."""
    own = [cell for cell in lower.cells if cell.text]
    alone = [cell for cell in upper.cells if cell.text and all(cell.overlap(one) <= 0 for one in own)]
    known = {id(cell.pieces) for cell in own}
    parents = [
        cell for cell in upper.cells if cell.text and cell not in alone and id(cell.pieces) not in known
    ]
    cells = sorted([*own, *alone], key=lambda cell: cell.left)
    return Row(cells, is_heading=True, parents=parents)


@lru_cache(maxsize=512)  # a cell is asked for its text many times while its row is read
def _joined(texts: tuple[str, ...]) -> str:
    return join_lines(texts)


def value_of(pieces: list[Piece]) -> Value:
    """The words of the pieces, joined, with the places they came from."""
    inked = [piece for piece in pieces if piece.text.strip()]
    return Value(text=join_lines(piece.text for piece in inked), cells=tuple(piece.index for piece in inked))
