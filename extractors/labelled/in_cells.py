"""Indicators told as lines inside one cell of a form, beside their label (绩效指标) or below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from extractors.form.rows import Row
from extractors.labelled.head_labels import head_labels
from extractors.labelled.level_names import LevelNames
from extractors.labelled.stretch import Stretch, Written
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, Piece

_FEWEST = 2  # levels


class Told(NamedTuple):
    """The row of a table that tells indicators in lines, and the lines of each of its cells."""

    row: int
    cells: list[tuple[Piece, list[Piece]]]

    @property
    def lines(self) -> list[Piece]:
        """All lines, cell by cell."""
        return [line for _, lines in self.cells for line in lines]

    def give_way(self, parted: dict[int, list[Piece]]) -> None:
        """Note for each cell, by its id, the pieces that its lines gave way to; they stand where the cell does."""
        for cell, lines in self.cells:
            parted[id(cell)] = [piece for line in lines for piece in parted.pop(id(line))]
            for piece in parted[id(cell)]:
                piece.column = cell.column


def told_in_cells(grid: Grid, names: LevelNames) -> Told | None:
    """The row whose cells tell the indicators of a form in lines; None without one, or where indicators have columns."""
    for at, row in enumerate(grid.rows):
        if Row.of(row, names.layout).is_heading:
            return None
        written = [cell.piece for cell in row if cell.piece.text.strip() and not cell.spanned]
        told = Told(at, [(piece, list(_lines(piece))) for piece in written])
        if len(written) in (1, 2) and _begins_indicators(told, names.layout):
            parts = (part for line in told.lines for part in names.apart(Stretch.whole(Written.of([line]))))
            if sum(bool(names.leading(part, below=True).names) for part in parts) >= _FEWEST:
                return told
    return None


def parted_grid(grid: Grid, parted: dict[int, list[Piece]]) -> Grid:
    """A table with the pieces that those of its cells gave way to."""
    rows = [
        [replace(cell, piece=piece) for cell in row for piece in parted.get(id(cell.piece), [cell.piece])]
        for row in grid.rows
    ]
    return replace(grid, rows=rows)


def _begins_indicators(told: Told, layout: Layout) -> bool:
    """Tell whether the first line is the label of the indicators, alone in its cell if another cell has these."""
    first = told.lines[0]
    if len(told.cells) > 1 and len(told.cells[0][1]) > 1:
        return False
    said = head_labels(Stretch.whole(Written.of([first])), layout)
    return any(one.field.startswith("indicators") for one in said[:1])


def _lines(piece: Piece) -> Iterator[Piece]:
    """The lines of a cell, each with its share of the cell's height."""
    texts = piece.text.split("\n")
    for at, text in enumerate(texts):
        if text.strip():
            line = replace(piece, text=text)
            if piece.box is not None:
                x0, top, x1, bottom = piece.box
                height = (bottom - top) / len(texts)
                line.box = (x0, round(top + at * height, 2), x1, round(top + (at + 1) * height, 2))
            yield line
