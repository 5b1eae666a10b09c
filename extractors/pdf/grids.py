"""A ruled table and the characters in its cells to a grid."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from extractors.pdf.characters import Char
from extractors.pdf.lines import text_of
from extractors.pdf.sheet import Box
from extractors.pieces import Grid, GridCell, Piece

_SAME_EDGE = 2.0  # points: edges closer than this are one ruled line
_LINE_PITCH = 1.5  # of a character's height, where a cell has only one line to measure by


def grid_of(page: int, table: int, cells: list[Box], share: dict[Box, list[Char]]) -> Grid:
    """Lay a table's cells out in rows; a cell over several rows is one piece, spanned below its first row."""
    tops = _edges(cell[1] for cell in cells)
    lefts = _edges(cell[0] for cell in cells)
    rows: list[list[GridCell]] = [[] for _ in tops]
    for box in sorted(cells):
        first = bisect_right(tops, box[1] + _SAME_EDGE) - 1
        last = bisect_right(tops, box[3] - _SAME_EDGE) - 1
        chars = share.get(box, [])
        piece = Piece(
            text=text_of(chars),
            page=page,
            table=table,
            row=first,
            column=bisect_right(lefts, box[0] + _SAME_EDGE) - 1,
            box=box,
            room=_room(box, chars),
        )
        for number in range(first, max(first, last) + 1):
            rows[number].append(GridCell(piece, box[0], box[2], spanned=number > first))
    return Grid([sorted(row, key=lambda cell: cell.left) for row in rows if row])


def _room(box: Box, chars: list[Char]) -> float | None:
    """How many more lines the cell had room for below its text; None without text."""
    if not chars:
        return None
    bottoms = _edges(char["bottom"] for char in chars)
    lines = len(bottoms) - 1
    pitch = (bottoms[-1] - bottoms[0]) / lines if lines else _LINE_PITCH * chars[-1]["height"]
    return float((box[3] - max(char["bottom"] for char in chars)) / pitch) if pitch > 0 else None


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges
