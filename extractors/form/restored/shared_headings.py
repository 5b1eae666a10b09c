"""A heading of two columns (三级指标及指标说明) over cells that most rows part: each column gets its own."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.form.rows import Row
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, GridCell, Piece

_TWO = re.compile(r"(?P<one>.{2,10}?)[及和与、](?P<other>.{2,10})", re.DOTALL)

Cells = list[GridCell]


def with_parted_headings(blocks: list[Block], layout: Layout) -> list[Block]:
    """The blocks, with such headings parted where the rows below are."""
    return [_parted(block, layout) if isinstance(block, Grid) else block for block in blocks]


def _parted(grid: Grid, layout: Layout) -> Grid:
    rows = list(grid.rows)
    for at, row in enumerate(grid.rows):
        shared = next((cell for cell in row if not cell.spanned and _named(cell, layout)), None)
        if shared and Row.of(row, layout).is_heading and (edge := _edge(shared, grid.rows[at + 1 :])):
            named = _named(shared, layout) or ("", "")
            second = GridCell(Piece(named[1]), edge, shared.right)
            rows[at:] = [[_first(cell, shared, edge) for cell in one] for one in rows[at:]]
            place = row.index(shared)
            rows[at].insert(place + 1, second)
    return Grid(rows, grid.opens_form)


def _first(cell: GridCell, shared: GridCell, edge: float) -> GridCell:
    """A cell as it is, or what covers both columns as one of the first: the heading itself, and names without more."""
    both = (cell.left, cell.right) == (shared.left, shared.right)
    return replace(cell, right=edge) if both else cell


def _edge(shared: GridCell, below: list[Cells]) -> float | None:
    """Where the rows below are parted under a heading; None where they are not, or in several places."""
    edges = {one.left for row in below for one in row if shared.left < one.left < shared.right}
    return edges.pop() if len(edges) == 1 else None


def _named(cell: GridCell, layout: Layout) -> tuple[str, str] | None:
    """The two columns that a heading names, the first that of indicators' names."""
    found = _TWO.fullmatch(cell.piece.text.strip())
    fields = [layout.column(found[name]) for name in ("one", "other")] if found else []
    told = fields[:1] == ["level3"] and fields[1] not in (None, "level3")
    return (found["one"], found["other"]) if found and told else None
