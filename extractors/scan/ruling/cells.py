"""Tables from ruled lines: the boxes of their cells, merged ones whole.

All lines of a table make a lattice. Two neighbouring fields of it are one cell where no line stands between
them, so that a stray stroke, which is no wall from side to side, parts nothing; the outline counts as drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.limits import PAGE_CROSSINGS, hold
from extractors.scan.paper import ink_of
from extractors.scan.picture import Box, Grey, Mask, Upright
from extractors.scan.ruling.courses import (
    SAME_LINE,
    SMALLEST,
    WANDER,
    Course,
    courses_of,
    is_drawn,
    outlines_of,
)
from extractors.scan.ruling.lattice import rectangles
from extractors.scan.ruling.lines import Rules
from extractors.scan.ruling.strokes import without_strokes

_MARGIN = 0.7  # points around a line that its blur reaches
_DRAWN_BETWEEN = (
    0.5  # of a field's edge between two walls of one line: a stamp or a scratch lies over what is missing
)


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell: its box, and the rows and columns (from 0, the last one included) that it covers."""

    box: Box
    rows: tuple[int, int]
    columns: tuple[int, int]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table's outline and its cells, row by row."""

    box: Box
    cells: list[RuledCell]


def find_tables(page: Upright, rules: Rules) -> list[RuledTable]:
    """Return the page's ruled tables with more than one cell, from the top. Raises ``too_large``."""
    own = cv2.dilate(np.ascontiguousarray(rules.marks_down), np.ones((1, 3), np.uint8))
    text = np.asarray(cv2.subtract(ink_of(page), own), dtype=np.uint8)
    tables = [_table(page, rules, text, outline) for outline in outlines_of(page, rules)]
    return [table for table in tables if len(table.cells) > 1]


def without_walls(page: Upright, rules: Rules, tables: list[RuledTable]) -> Grey:
    """Return the page with the lines of its tables painted white; strokes that look like lines stay."""
    walls = np.zeros(page.grey.shape, dtype=np.uint8)
    for cell in (cell.box for table in tables for cell in table.cells):
        corners = (cell.left, cell.top), (cell.right, cell.bottom)
        cv2.rectangle(walls, *corners, 255, 2 * page.pixels(SAME_LINE) + 1)
    lines = cv2.bitwise_and(walls, cv2.bitwise_or(rules.marks_across, rules.marks_down))
    return _painted_over(page, np.asarray(lines, dtype=np.uint8))


def without_lines(page: Upright, rules: Rules) -> Grey:
    """Return the page with its lines across painted white, which no line down meets."""
    return _painted_over(page, rules.across)


def _painted_over(page: Upright, lines: Mask) -> Grey:
    margin = 2 * page.pixels(_MARGIN) + 1
    blank = page.grey.copy()
    blank[cv2.dilate(lines, np.ones((margin, margin), np.uint8)) > 0] = 255
    return blank


def _table(page: Upright, rules: Rules, text: Mask, outline: Box) -> RuledTable:
    window = np.s_[outline.top : outline.bottom, outline.left : outline.right]
    across, down = rules.across[window], rules.down[window]
    same = page.pixels(SAME_LINE)
    rows_at, columns_at = courses_of(across, same, axis=1), courses_of(down, same, axis=0)
    ys, xs = [course.middle for course in rows_at], [course.middle for course in columns_at]
    hold("crossings of ruled lines", len(xs) * len(ys), PAGE_CROSSINGS)
    floors = _walls(page, across, rules.marks_across[window], rows_at, xs)
    sides = _walls(page, down.T, rules.marks_down[window].T, columns_at, ys).T
    courses = [(course.first, course.last) for course in columns_at]
    cells = rectangles(floors, without_strokes(page, text[window], sides, courses, ys))
    smallest = page.pixels(SMALLEST)
    boxes = [
        (Box(xs[left], ys[top], xs[right + 1], ys[bottom + 1]), (top, bottom), (left, right))
        for top, bottom, left, right in cells
    ]
    wide = [cell for cell in boxes if min(cell[0].width, cell[0].height) >= smallest]
    rows = sorted({cell[1][0] for cell in wide})
    columns = sorted({cell[2][0] for cell in wide})
    return RuledTable(
        outline,
        [
            RuledCell(
                Box(
                    box.left + outline.left, box.top + outline.top,
                    box.right + outline.left, box.bottom + outline.top,
                ),
                _span(rows, *between),
                _span(columns, *beside),
            )
            for box, between, beside in sorted(wide, key=lambda cell: (cell[1][0], cell[2][0]))
        ],
    )  # fmt: skip


def _walls(
    page: Upright, lines: Mask, marks: Mask, courses: list[Course], ends: list[int]
) -> NDArray[np.bool_]:
    """Tell for each course of lines across, and each stretch between two ends, whether it is drawn.

    Between two walls of a course less is enough, and ``marks`` count that are no lines by themselves.

    Stretches too short for text (columns of head and indicators that nearly meet) count as drawn: else two
    cells above one another would flow together through the crack beside them.
    Returns (courses, stretches); the first and the last course are the outline.
    """
    wander, smallest = page.pixels(WANDER), page.pixels(SMALLEST)
    walls = np.zeros((len(courses), len(ends) - 1), dtype=np.bool_)
    for number, course in enumerate(courses):
        along = np.s_[max(0, course.first - wander) : course.last + wander + 1]
        band, marked = lines[along].max(axis=0) > 0, marks[along].max(axis=0) > 0
        for stretch, (start, end) in enumerate(pairwise(ends)):
            walls[number, stretch] = end - start < smallest or is_drawn(page, band[start:end])
        between = walls[number, :-2] & walls[number, 2:]
        for gap in np.flatnonzero(between & ~walls[number, 1:-1]) + 1:
            walls[number, gap] = marked[ends[gap] : ends[gap + 1]].mean() >= _DRAWN_BETWEEN
    walls[[0, -1]] = True
    return walls


def _span(starts: list[int], first: int, last: int) -> tuple[int, int]:
    """First and last of the rows (or columns) that begin between two places of the lattice."""
    inside = [number for number, start in enumerate(starts) if first <= start <= last]
    return inside[0], inside[-1]
