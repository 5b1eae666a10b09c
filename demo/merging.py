"""Cells that are merged downwards, as one: what tables with row spans, ranges and ruled boxes are drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from demo.paging import Cell, Piece


@dataclass
class Merged:
    """A cell from the piece ``first`` to the piece ``last``; ``lines`` are those of all cells in it."""

    cell: Cell
    first: int
    last: int
    lines: list[str] = field(default_factory=list)


def merged_cells(pieces: Sequence[Piece]) -> list[Merged]:
    """The cells of ``pieces`` (one page, or one table) in reading order."""
    found: list[Merged] = []
    standing: dict[tuple[str, int, int], Merged] = {}
    for position, piece in enumerate(pieces):
        for cell in piece.cells:
            key = (piece.part, cell.start, cell.end)
            over = standing.get(key)
            if not (cell.above and over is not None and over.last == position - 1):
                over = standing[key] = Merged(cell, position, position)
                found.append(over)
            over.last = position
            over.lines.extend(cell.lines)
        if piece.row is None:
            standing.clear()  # what goes on below a repeated heading is not merged with it
    return found
