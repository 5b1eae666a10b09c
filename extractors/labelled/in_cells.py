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
from extractors.pieces import Grid, GridCell, Line, Piece

_FEWEST = 2  # levels
_PAIR = 2  # level 2 and an indicator


class Told(NamedTuple):
    """The rows of a table that tell indicators in lines, from one to before another, and the lines of each of their cells."""

    start: int
    end: int
    cells: list[tuple[Piece, list[Piece]]]

    @property
    def lines(self) -> list[Piece]:
        """All lines, cell by cell."""
        return [line for _, lines in self.cells for line in lines]


def told_in_cells(grid: Grid, names: LevelNames) -> Told | None:
    """The rows whose cells tell the indicators of a form in lines; None without such, or where indicators have columns.

    So do one cell beside the label 绩效指标 or below it, or a cell beside each level 1.
    """
    if any(Row.of(row, names.layout).is_heading for row in grid.rows):
        return None
    rows = [_cells(row) for row in grid.rows]
    for at, cells in enumerate(rows):
        if (
            len(cells) in (1, 2)
            and _begins_indicators(cells, names.layout)
            and _levels(cells, names) >= _FEWEST
        ):
            return Told(at, at + 1, cells)
        own = cells[1:] if _begins_indicators(cells, names.layout) else cells
        if _is_of_level1(own, names):
            end = next(
                (one for one in range(at + 1, len(rows)) if not _is_of_level1(rows[one], names)), len(rows)
            )
            return Told(at, end, [*cells, *(cell for row in rows[at + 1 : end] for cell in row)])
    return None


def _cells(row: list[GridCell]) -> list[tuple[Piece, list[Piece]]]:
    written = [cell.piece for cell in row if cell.piece.text.strip() and not cell.spanned]
    return [(piece, list(_lines(piece))) for piece in written]


def _levels(cells: list[tuple[Piece, list[Piece]]], names: LevelNames) -> int:
    """How many names of levels stand before what the lines of cells tell."""
    lines = (Stretch.whole(Written.of([line])) for _, lines in cells for line in lines)
    return sum(bool(names.leading(part, below=True).names) for line in lines for part in names.apart(line))


def _is_of_level1(cells: list[tuple[Piece, list[Piece]]], names: LevelNames) -> bool:
    """Tell whether a row is a level 1 and the lines of its indicators, each under its level 2 (数量指标：…)."""
    if len(cells) != _PAIR or not names.layout.is_level1(cells[0][0].text):
        return False
    first = names.leading(Stretch.whole(Written.of(cells[1][1][:1])), below=True)
    told = first.rest.text or len(cells[1][1]) > 1
    return bool(first.names and told and names.layout.is_level2(first.names[-1].text))


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


def _begins_indicators(cells: list[tuple[Piece, list[Piece]]], layout: Layout) -> bool:
    """Tell whether the first line is the label of the indicators, alone in its cell if another cell has these."""
    if not cells or (len(cells) > 1 and len(cells[0][1]) > 1):
        return False
    said = head_labels(Stretch.whole(Written.of(cells[0][1][:1])), layout)
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
