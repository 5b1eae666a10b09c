"""Two tables side by side on a page: where the gap between them lies. Boxes are of points or of pixels alike."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

_CELLS = 4  # a smaller table is no column of a page
_SHARED = 0.5  # of the lower table's height, that both stand in

Box = tuple[float, float, float, float]  # left, top, right, bottom


class Gap(NamedTuple):
    """The middle of the gap, and from where to where the two tables stand."""

    x: float
    top: float
    bottom: float


def gap_between(tables: Iterable[tuple[Box, int]]) -> Gap | None:
    """The gap between the first two tables that stand side by side; ``tables`` are boxes with their numbers of cells."""
    large = [box for box, cells in tables if cells >= _CELLS]
    for pair in combinations(large, 2):
        (_, top1, right, bottom1), (left, top2, _, bottom2) = sorted(pair)
        shared = min(bottom1, bottom2) - max(top1, top2)
        if right < left and shared >= _SHARED * min(bottom1 - top1, bottom2 - top2):
            return Gap((right + left) / 2, min(top1, top2), max(bottom1, bottom2))
    return None
