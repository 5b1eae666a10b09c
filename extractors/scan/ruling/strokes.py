"""Upright strokes of letters in rows so low that they reach from line to line: they look like walls between cells.

A wall has a margin at one of its sides at least; a letter's stroke has others of its own, or the next letter. What is clear
at one side as a bracket is, and parts a cell from hardly more than a letter, is a wall only where another row has it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.scan.picture import Mask, Upright

_HIGHEST_ROW = 16.0  # points: letters that reach from line to line are no higher
_MARGIN = (0.8, 4.0)  # points from a wall, where a cell has its margin
_AT_IT = (0.8, 1.8)  # where a letter's strokes meet, and no text stands beside a wall
_LINE = 2.0  # points at either end that the lines above and below take up
# Of a wall's height with ink beside it: at one side; at both, with the paper's specks.
_CLEAR, _SPECKLED = 0.04, 0.25
_NARROW = 26.0  # points: three letters

Walls = NDArray[np.bool_]  # (rows, columns): whether one stands left of each field, and right of the last
Course = tuple[int, int]  # from where to where the walls of a column lie


def without_strokes(
    page: Upright, ink: Mask, sides: Walls, columns: Sequence[Course], rows: Sequence[int]
) -> Walls:
    """Return the walls without those that are strokes; ``rows`` say where the rows begin and end, all in ``ink``,
    which is without what may be walls itself.

    The first and the last column are the outline.
    """
    kept = sides.copy()
    bracketed: list[tuple[int, int]] = []  # clear at one side, and narrow
    for row, (top, bottom) in enumerate(pairwise(rows)):
        if bottom - top > page.pixels(_HIGHEST_ROW):
            continue
        inner = ink[top + page.pixels(_LINE) : bottom - page.pixels(_LINE)]
        for before, column, after in _neighbours(sides[row]):
            inked = _inked_beside(page, inner, columns[column], _MARGIN)
            room = columns[column][0] - columns[before][1], columns[after][0] - columns[column][1]
            if sum(inked) <= _SPECKLED:
                continue
            if min(inked) > _CLEAR < max(_inked_beside(page, inner, columns[column], _AT_IT)):
                kept[row, column] = False
            elif min(inked) <= _CLEAR and min(room) < page.pixels(_NARROW):
                bracketed.append((row, column))
    for row, column in bracketed:
        others = np.flatnonzero(kept[:, column]).tolist()
        kept[row, column] = any((other, column) not in bracketed for other in others)
    return kept


def _neighbours(walls: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Each wall inside a row with the ones to its left and its right."""
    there = np.flatnonzero(walls).tolist()
    return list(zip(there, there[1:], there[2:], strict=False))


def _inked_beside(
    page: Upright, inner: Mask, course: Course, band: tuple[float, float]
) -> tuple[float, float]:
    """Which share of a wall's height has ink in a band at its left, and at its right."""
    near, far = map(page.pixels, band)
    first, last = course
    left, right = (
        inner[:, max(0, first - far) : max(0, first - near)],
        inner[:, last + near + 1 : last + far + 1],
    )
    return _share(left), _share(right)


def _share(band: Mask) -> float:
    return float(band.any(axis=1).mean()) if band.size else 0.0
