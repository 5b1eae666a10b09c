"""A table from boxes: which rows and columns its cells stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from extractors.pieces import Box, Grid, GridCell, Piece

_SAME_EDGE = 2.0  # points: edges closer than this are one line


def laid_out(pieces: list[tuple[Box, Piece]], table: int | None) -> Grid:
    """The pieces of a table in rows by their boxes; one over several rows is spanned below its first row."""
    tops = edges_of(box[1] for box, _ in pieces)
    lefts = edges_of(box[0] for box, _ in pieces)
    rows: list[list[GridCell]] = [[] for _ in tops]
    for box, piece in sorted(pieces, key=lambda one: one[0]):
        first = bisect_right(tops, box[1] + _SAME_EDGE) - 1
        last = bisect_right(tops, box[3] - _SAME_EDGE) - 1
        piece.table, piece.row = table, first
        piece.column = bisect_right(lefts, box[0] + _SAME_EDGE) - 1
        for number in range(first, max(first, last) + 1):
            rows[number].append(GridCell(piece, box[0], box[2], spanned=number > first))
    return Grid([sorted(row, key=lambda cell: cell.left) for row in rows if row])


def edges_of(values: Iterable[float]) -> list[float]:
    """Values in order, those that lie close together once."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges
