"""Indicators told as lines inside one cell of a form, beside their label (绩效指标) or below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from extractors.form.rows import Row
from extractors.labelled.head_labels import head_labels
from extractors.labelled.level_names import LevelNames
from extractors.labelled.stretch import Stretch, Written
from extractors.labelled.targets import item_of
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, Line, Piece

_FEWEST = 2  # levels
_PAIR = 2  # level 2 and an indicator


class Told(NamedTuple):
    """The row of a table that tells indicators in lines, and the lines of each of its cells."""

    row: int
    cells: list[tuple[Piece, list[Piece]]]

    @property
    def lines(self) -> list[Piece]:
        """All lines, cell by cell."""
        return [line for _, lines in self.cells for line in lines]


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


def lines_of_rows(grid: Grid, names: LevelNames) -> list[Line]:
    """The lines that a table's rows are, where each names a level alone, or level 2 beside an indicator with its target."""
    found: list[Line] = []
    for row in grid.rows:
        written = [cell.piece for cell in row if cell.piece.text.strip() and not cell.spanned]
        level = bool(written) and names.leading(Stretch.whole(Written.of(written[:1])), below=True)
        alone = bool(level and level.names and not level.rest.text)
        item = item_of(Stretch.whole(Written.of(written[1:]))) if len(written) == _PAIR else None
        if not alone or len(written) > _PAIR or (item and not (item.name and item.target)):
            return []
        found += [Line(piece) for piece in written]
    return found if len(found) > len(grid.rows) else []


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
