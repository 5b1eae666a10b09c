"""A heading of two columns (三级指标及指标说明) over cells that most rows part: each column gets its own."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.form.rows import Row
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell, Piece

_TWO = re.compile(r"(?P<one>.{2,10}?)[及和与、](?P<other>.{2,10})", re.DOTALL)

Cells = list[GridCell]


def with_parted_headings(grid: Grid, layout: Layout) -> Grid:
    """The table with such headings parted where the rows below are."""
    rows = list(grid.rows)
    for at, row in enumerate(grid.rows):
        shared = next((cell for cell in row if not cell.spanned and _second(cell, layout)), None)
        if shared and Row.of(row, layout).is_heading and (edge := _edge(shared, grid.rows[at + 1 :])):
            rows[at:] = [[_first(cell, shared, edge) for cell in one] for one in rows[at:]]
            second = GridCell(Piece(_second(shared, layout)), edge, shared.right)
            rows[at].insert(row.index(shared) + 1, second)
    return Grid(rows, grid.opens_form)


def _first(cell: GridCell, shared: GridCell, edge: float) -> GridCell:
    """A cell as it is, or what covers both columns as one of the first: the heading itself, and names without more."""
    both = (cell.left, cell.right) == (shared.left, shared.right)
    return replace(cell, right=edge) if both else cell


def _edge(shared: GridCell, below: list[Cells]) -> float | None:
    """Where the rows below are parted under a heading; None where they are not, or in several places."""
    edges = {one.left for row in below for one in row if shared.left < one.left < shared.right}
    return edges.pop() if len(edges) == 1 else None


def _second(cell: GridCell, layout: Layout) -> str:
    """The column that a heading names behind that of indicators' names; or nothing."""
    found = _TWO.fullmatch(cell.piece.text.strip())
    told = found and layout.column(found["one"]) == "level3"
    return found["other"] if found and told and layout.column(found["other"]) not in (None, "level3") else ""
