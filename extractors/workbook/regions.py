"""A sheet's rows as lines and tables: titles and units over a table are lines, ruled rows are its rows.

A table is what has borders at the sides of its cells. Where a stretch of rows has none at all, it is a table
from its first row with two written cells on. Tables side by side, parted by an unruled empty column, are read
one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.limits import CELLS, ROW_CELLS, hold
from extractors.workbook.sheet import Merge, Sheet


@dataclass(frozen=True, slots=True)
class Box:
    """A shown cell: where its text stands in the sheet (``row``, ``column``), and what it covers.

    ``left`` and ``right`` are column edges, ``bottom`` its last row. ``spanned``: it began in a row above.
    """

    text: str
    row: int
    column: int
    left: int
    right: int
    bottom: int
    ruled: bool
    spanned: bool = False


@dataclass(slots=True)
class Band:
    """Rows that nothing parts: neither a blank row nor, over all of them, an empty column."""

    rows: list[list[Box]] = field(default_factory=list)

    def table_rows(self) -> list[bool]:
        """For each row, whether it is a table's."""
        ruled = [any(box.ruled for box in row) for row in self.rows]
        if not any(ruled):
            several = [len(_written(row)) > 1 for row in self.rows]
            first = several.index(True) if any(several) else len(several)
            return [at >= first for at in range(len(self.rows))]
        width = self._width()
        first = ruled.index(True)
        while first < len(ruled) and _is_banner(self.rows[first], width):
            first += 1  # a title in a frame of its own
        last = len(ruled) - ruled[::-1].index(True)
        return [
            first <= at and (is_ruled or (at < last and _is_inner(row)))
            for at, (is_ruled, row) in enumerate(zip(ruled, self.rows, strict=True))
        ]

    def _width(self) -> tuple[int, int]:
        boxes = [box for row in self.rows for box in row]
        return min(box.left for box in boxes), max(box.right for box in boxes)


def bands(sheet: Sheet) -> Iterator[Band]:
    """The stretches of a sheet's shown rows, from top to bottom and left to right."""
    stretch: list[list[Box]] = []
    above = 0
    for row, boxes in shown_rows(sheet):
        if any(_parts(sheet, between) for between in range(above + 1, row)):
            yield from _side_by_side(stretch, sheet.hidden_columns)
            stretch = []
        stretch.append(boxes)
        above = max(row, *(box.bottom for box in boxes))
    yield from _side_by_side(stretch, sheet.hidden_columns)


def _parts(sheet: Sheet, blank_row: int) -> bool:
    return blank_row not in sheet.ruled_blank_rows and blank_row not in sheet.hidden_rows


def shown_rows(sheet: Sheet) -> Iterator[tuple[int, list[Box]]]:
    """Each row that shows some text of its own, with its cells from left to right."""
    merges = sorted(sheet.merges, key=lambda merge: merge.top)
    by_row: dict[int, list[int]] = {}
    last_column = max((column for _, column in sheet.texts), default=1)
    for row, column in sorted(sheet.texts.keys() | sheet.ruled):
        if column <= last_column:
            by_row.setdefault(row, []).append(column)
    open_merges: list[Merge] = []
    begun: set[Merge] = set()
    cells = upcoming = 0
    for row, columns in by_row.items():
        if row in sheet.hidden_rows:
            continue
        while upcoming < len(merges) and merges[upcoming].top <= row:
            open_merges.append(merges[upcoming])
            upcoming += 1
        open_merges = [merge for merge in open_merges if merge.bottom >= row]
        hold("cells of row {at}", max(len(columns), len(open_merges)), ROW_CELLS, (sheet.number,), row)
        boxes = _boxes(sheet, row, columns, open_merges, begun, last_column)
        cells += len(boxes)
        hold("table cells", cells, CELLS)
        if any(box.text and not box.spanned for box in boxes):
            begun.update(open_merges)
            yield row, boxes


def _boxes(
    sheet: Sheet, row: int, columns: list[int], merges: list[Merge], begun: set[Merge], last_column: int
) -> list[Box]:
    boxes = []
    covered: set[int] = set()
    for merge in merges:
        covers = set(range(merge.left, min(merge.right, last_column) + 1))
        if covers <= sheet.hidden_columns:
            continue
        covered |= covers
        boxes.append(
            Box(
                text=sheet.texts.get((merge.top, merge.left), ""),
                row=merge.top,
                column=merge.left,
                left=merge.left,
                right=max(covers) + 1,
                bottom=merge.bottom,
                ruled=any((row, column) in sheet.ruled for column in (merge.left, merge.right)),
                spanned=merge in begun,
            )
        )
    for column in columns:
        if column not in covered and column not in sheet.hidden_columns:
            text = sheet.texts.get((row, column), "")
            boxes.append(Box(text, row, column, column, column + 1, row, (row, column) in sheet.ruled))
    return sorted(boxes, key=lambda box: box.left)


def _side_by_side(rows: Sequence[list[Box]], hidden: set[int]) -> Iterator[Band]:
    """Part a stretch at shown columns that nothing covers; without borders a gap may be an empty column."""
    if not rows:
        return
    if not any(box.ruled for row in rows for box in row):
        yield Band(list(rows))
        return
    spans = sorted((box.left, box.right) for row in rows for box in row)
    starts = [spans[0][0]]
    reach = spans[0][1]
    for left, right in spans:
        if not hidden.issuperset(range(reach, left)):
            starts.append(left)
        reach = max(reach, right)
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else reach + 1
        part = [[box for box in row if start <= box.left < end] for row in rows]
        yield Band([row for row in part if row])


def _written(row: list[Box]) -> list[Box]:
    return [box for box in row if box.text and not box.spanned]


def _is_inner(row: list[Box]) -> bool:
    """Tell whether an unruled row between ruled ones is the table's all the same: a border was forgotten."""
    return len(_written(row)) >= 3 or any(box.spanned for box in row)


def _is_banner(row: list[Box], width: tuple[int, int]) -> bool:
    """Tell whether a row is one cell over the whole width."""
    written = _written(row)
    return len(written) == 1 and (written[0].left, written[0].right) == width
