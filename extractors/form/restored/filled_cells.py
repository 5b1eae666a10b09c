"""Merged cells that were taken apart and filled: each place that a cell covered says its text again.

So do programs that turn tables into text or workbooks. Across, a table is known by the labels and values that stand again
beside themselves; numbers are one cell only where the row above them, or the heading, is. Down, a caption over labels that
stands again just below itself is one cell, and so is a label whose value is said again with it. A label beside another
value is not, as last year's total has one as this year's has; nor are values alone, as two rows may well say the same.
(Names of levels may stand in each row anyhow.)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

from extractors.form.rows import Row
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell, Piece
from extractors.reading import Reading

_FEWEST_AGAIN = 2  # cells that say again what the one to their left says, in a table that was filled across
_FIGURES = re.compile(r"[\d.,，%％≥≤><=＝—/-]+")


def merge_filled(reading: Reading, layout: Layout) -> None:
    """Make one cell of those that say the same again; the copies are kept apart, as words of the form."""
    for block in reading.blocks:
        if isinstance(block, Grid):
            if _is_filled_across(block, layout):
                reading.hidden += _merge_across(block, layout)
            reading.hidden += _merge_down(block, layout)


def _is_filled_across(grid: Grid, layout: Layout) -> bool:
    """Tell whether nothing is merged, and values of the head, or words of a heading, stand again beside themselves."""
    widths = Counter(map(len, grid.rows))
    if max(widths.values()) < len(grid.rows) / 2 or any(cell.spanned for row in grid.rows for cell in row):
        return False
    again = 0
    for row in grid.rows:
        runs = [(text, len(list(cells))) for text, cells in groupby(map(_text, row))]
        if all(layout.is_label(text) or layout.is_level(text) for text, _ in runs):
            again += len(row) - len(runs)
        elif not any(layout.is_level(text) for text, _ in runs):
            values = [one for (label, _), one in pairwise(runs) if layout.is_label(label)]
            again += sum(times - 1 for value, times in values if value and not _FIGURES.fullmatch(value))
    return again >= _FEWEST_AGAIN


def _merge_across(grid: Grid, layout: Layout) -> Iterator[Piece]:
    """Merge each row by itself; yields the copies."""
    above: list[GridCell] = []
    walls: set[float] | None = None  # between the columns that a heading, or a row below it, tells apart
    for at, row in enumerate(grid.rows):
        if layout.label(row[0].piece.text) and not any(layout.is_level(cell.piece.text) for cell in row):
            walls = None  # a row of the head
        whole = len(set(map(_text, row))) == 1
        merged = [row[0]]
        for last, cell in pairwise(row):
            same = bool(_text(cell)) and _text(cell) == _text(last)
            if same and (
                whole or (_is_one(cell, above, layout) if walls is None else cell.left not in walls)
            ):
                cell.piece.take("heading")
                yield cell.piece
                merged[-1].right = cell.right
            else:
                merged.append(cell)
        grid.rows[at] = above = merged
        if Row.of(merged, layout).is_heading:
            walls = set()
        if walls is not None:
            walls |= {cell.left for last, cell in pairwise(merged) if _text(last) and _text(cell)}


def _is_one(cell: GridCell, above: list[GridCell], layout: Layout) -> bool:
    """Tell whether a cell of the head that says what the one to its left says is one with it."""
    over = [
        up for up in above if up.left <= cell.left <= up.right
    ]  # two where a wall stands over that between these
    if len(over) == 1 and over[0].right > cell.left:
        return True
    labels = sum(layout.is_label(up.piece.text) and not _FIGURES.fullmatch(_text(up)) for up in over)
    if labels == len(over) > 0:
        return False  # each under a label of its own
    return (
        labels > 0 or not over or not _FIGURES.fullmatch(_text(cell))
    )  # figures may be under months, a word each


def _merge_down(grid: Grid, layout: Layout) -> Iterator[Piece]:
    """Merge the labels of rows with those just above them; yields the copies."""
    merged: set[int] = set()  # ids of the pieces that go on further down
    for above, row in pairwise(grid.rows):
        for up, cell in _same_below(above, row, merged, layout):
            cell.piece.take("heading")
            yield cell.piece
            cell.piece, cell.spanned = up.piece, True
            merged.add(id(cell.piece))


def _same_below(
    above: list[GridCell], row: list[GridCell], merged: set[int], layout: Layout
) -> Iterator[tuple[GridCell, GridCell]]:
    over = {(cell.left, cell.right): at for at, cell in enumerate(above)}
    again = {
        at: over[cell.left, cell.right] for at, cell in enumerate(row) if (cell.left, cell.right) in over
    }
    again = {at: up for at, up in again.items() if _text(row[at]) and _text(row[at]) == _text(above[up])}
    if len(again) == len(row) == len(above):
        return  # a row that is said twice
    for at, up in again.items():
        cell = row[at]
        if cell.spanned or layout.is_level(cell.piece.text):
            continue
        captions = _is_caption(above, up, layout) or _is_caption(row, at, layout)
        if id(above[up].piece) in merged or captions or _is_pair(again, row, at, layout):
            yield above[up], cell


def _text(cell: GridCell) -> str:
    return squeeze(cell.piece.text)


def _is_caption(row: list[GridCell], at: int, layout: Layout) -> bool:
    """Tell whether a label has another one to its right, rather than a value; or a heading has one to its left.

    What stands left of labels alone is a caption whatever it says, and so is a word that is no label of a field.
    """
    text, beside = row[at].piece.text, row[at + 1] if at + 1 < len(row) else row[at - 1]
    if at == 0 and all(layout.is_label(cell.piece.text) for cell in row[1:]):
        return True
    if layout.group(text) and not layout.label(text):
        return True
    return layout.is_label(text) and layout.is_label(beside.piece.text)


def _is_pair(again: dict[int, int], row: list[GridCell], at: int, layout: Layout) -> bool:
    """Tell whether a label and the value to its right both stand again."""
    return any(
        first in again and second in again and layout.label(row[first].piece.text) is not None
        for first, second in ((at, at + 1), (at - 1, at))
    )
