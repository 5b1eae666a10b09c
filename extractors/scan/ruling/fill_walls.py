"""Lines on a dark fill that are as dark: what ends at the fill's edge goes on through it, between the letters."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.scan.picture import Upright

_CLEAR = 2.0  # points from a fill's edge: it is blurred, or ruled
_COURSE = 14.0  # points: a line goes on so far beyond the edge, a stroke of letters does not
_DARK = 0.6  # of the paper's light: ink
_DRAWN = 0.8  # of the course
_WIDEST = 3.0  # points: more is no line
_STEP = 30.0  # points, over which an edge's slope is seen
_BAND = 1.0  # points on either side of a line
_LETTERS = 0.03  # of the band: no letter stands in it
_INSIDE = 0.9  # of either side of a line is the fill's
_LIGHT_LINE = 0.7  # of its length: a light line runs there
_LIGHTER = 0.3  # of the way from the fill to the paper
_TOLD_APART = 3.0  # grey levels: between a line on a fill and the fill, along the whole of it

Wall = tuple[tuple[int, int], tuple[int, int]]  # from and to, each x and y
Light = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill of one grey ``level`` and what lies around it, the paper's light there, and where the fill is."""

    around: Upright
    paper: Light  # (height, width), as the others
    inside: NDArray[np.bool_]
    level: float

    def turned(self) -> Fill:
        """The same with its rows as columns."""
        return Fill(Upright(self.around.grey.T, self.around.point), self.paper.T, self.inside.T, self.level)


def walls_through(fill: Fill) -> list[Wall]:
    """The lines that go on through a fill: downwards those of the rows below it, else above it; across, only where
    they can be told from the fill at all, as a label may stand over several rows.
    """
    across = [((y0, x0), (y1, x1)) for (x0, y0), (x1, y1) in _downwards(fill.turned(), told_apart=True)]
    return [*_downwards(fill, told_apart=False), *across]


def _downwards(fill: Fill, *, told_apart: bool) -> list[Wall]:
    inside = fill.inside
    columns = np.flatnonzero(inside.any(axis=0))
    first, last = inside.argmax(axis=0), inside.shape[0] - 1 - inside[::-1].argmax(axis=0)
    step = fill.around.pixels(_STEP)
    if columns.size <= step:
        return []
    slope = float(np.median((last[columns[step:]] - last[columns[:-step]]) / step))
    for edge, away in ((last, 1), (first, -1)):
        courses = [
            _course(fill, x, slope, int(first[x]), int(last[x])) for x in _lines_at(fill, columns, edge, away)
        ]
        drawn_on = [course for course in courses if course]
        if any(course.lined >= _LIGHT_LINE for course in drawn_on):
            return []  # its lines are seen: where none is, a heading stands over several columns
        if walls := [course.wall for course in drawn_on if course.is_free(told_apart=told_apart)]:
            return walls
    return []


def _lines_at(fill: Fill, columns: NDArray[np.intp], edge: NDArray[np.intp], away: int) -> list[int]:
    """Where lines end at an edge of the fill."""
    offsets = away * np.arange(fill.around.pixels(_CLEAR), fill.around.pixels(_COURSE))
    rows = edge[columns] + offsets[:, None]
    within = (rows >= 0) & (rows < fill.around.grey.shape[0])
    at = np.clip(rows, 0, fill.around.grey.shape[0] - 1)
    dark = within & (fill.around.grey[at, columns] < _DARK * fill.paper[at, columns])
    beside = np.pad(dark, ((0, 0), (1, 1)))
    drawn = (beside[:, :-2] | dark | beside[:, 2:]).mean(axis=0) >= _DRAWN
    changes = np.flatnonzero(np.diff(np.concatenate([[False], drawn, [False]]).astype(np.int8)))
    widest = fill.around.pixels(_WIDEST) + 2
    return [
        int(columns[(start + end) // 2])
        for start, end in pairwise(changes)
        if drawn[start] and end - start <= widest
    ]


@dataclass(frozen=True, slots=True)
class _Course:
    """Where a line would run through a fill, and what is seen there: how much of it is ``light``, of the lightest row of
    pixels along it (``lined``), and how far it is told ``apart`` from the fill.
    """

    wall: Wall
    light: float
    lined: float
    apart: float

    def is_free(self, *, told_apart: bool) -> bool:
        """Tell whether no letters stand in its way, and it can be told from the fill if it must."""
        return self.light <= _LETTERS and (not told_apart or self.apart >= _TOLD_APART)


def _course(fill: Fill, x: int, slope: float, first: int, last: int) -> _Course | None:
    """The course from a place of the fill's lower edge, square to it; None at the fill's sides."""
    ys = np.arange(first, last + 1)
    xs = np.round(x + slope * (last - ys)).astype(np.intp)
    band, reach = fill.around.pixels(_BAND), fill.around.pixels(_BAND) + fill.around.pixels(_CLEAR)
    if xs.min() < reach or xs.max() >= fill.around.grey.shape[1] - reach:
        return None
    if min(float(fill.inside[ys, xs + side].mean()) for side in (-reach, reach)) < _INSIDE:
        return None
    course = fill.around.grey[ys[:, None], xs[:, None] + np.arange(-reach, reach + 1)].astype(np.float32)
    near = course[:, reach - band : reach + band + 1]
    light = (near - fill.level) / max(float(fill.paper[last, x]) - fill.level, 1.0)
    middle, left, right = (float(part.mean()) for part in (near, course[:, :band], course[:, -band:]))
    apart = min(abs(middle - left), abs(middle - right))
    along = (light > _LIGHTER).mean(axis=0)
    return _Course(((int(xs[0]), first), (int(xs[-1]), last)), float(along.mean()), float(along.max()), apart)
