"""The line that a page's break leaves out above or below a table: its upright lines go on to one height, and end there."""

from __future__ import annotations

from collections import defaultdict

import cv2
import numpy as np

from extractors.scan.paper import ink_of
from extractors.scan.picture import Mask, Upright

_SAME_HEIGHT = 3.0  # points
_LEAST = 7.0  # points beyond the last line across: no row is lower
_ROW = 12.0  # points: between two lines across
_FEWEST = 3  # upright lines that end at one height
LONG = 60.0  # points: a line across that is no stroke of letters; it need run up to no other
_ASTRAY, _BESIDE = 1.2, 2.0  # points from the line: its pieces; what would be a letter's strokes
_PIECE = 3.0  # points
TOUCH = 2.0  # points that a line may end short of the one it runs up to


def with_open_ends(page: Upright, across: Mask, down: Mask, pieces: Mask) -> Mask:
    """Return the lines across with one more at each height where several upright ones end that others cross.

    No line ends where ``pieces`` of upright ones, clear of letters, go on beyond: it is broken there.

    They run from the first of the upright lines to the last. Where the upright lines of a page's only row meet but one
    line across, they are those of a table if they stand along the whole of it. Fewer are enough where a line across closes
    the rows beside them at their height: a page cut the cells that run down beside those.
    """
    touch = 2 * page.pixels(TOUCH) + 1
    _, labelled, extents, _ = cv2.connectedComponentsWithStats(across)
    long = extents[:, 2] >= page.pixels(LONG)
    long[0] = False  # the ground
    numbered = np.where(long[labelled], labelled, 0).astype(np.float32)
    reached = cv2.dilate(numbered, np.ones((touch, touch), np.uint8)).astype(np.int32)
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(down)
    ink = ink_of(page)
    free: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)  # height and x of what ends free
    for number, (left, top, width, height, _) in enumerate(boxes[1:].tolist(), start=1):
        window = np.s_[top : top + height, left : left + width]
        course = np.where(labels[window] == number, reached[window], 0)
        met = np.flatnonzero(course.any(axis=1))
        if not met.size:
            continue
        only = 0 if met[-1] - met[0] >= page.pixels(_ROW) else int(course.max())
        least = page.pixels(_ROW if only else _LEAST)
        x = left + width // 2
        if met[0] >= least and not _goes_on(page, pieces, ink, x, top, -1):
            free["top", only].append((top, x))
        if height - 1 - met[-1] >= least and not _goes_on(page, pieces, ink, x, top + height - 1, 1):
            free["bottom", only].append((top + height - 1, x))
    found = across.copy()
    same = page.pixels(_SAME_HEIGHT)
    closing = [box for number, box in enumerate(extents.tolist()) if long[number]]
    for (_, only), ends in free.items():
        for group in _at_one_height(sorted(ends), same):
            y = round(float(np.median([y for y, _ in group])))
            first, last = min(x for _, x in group), max(x for _, x in group)
            start, _, length, *_ = extents[only].tolist()
            if only and not (first <= start + touch and last >= start + length - touch):
                continue
            if len(group) < _FEWEST and not only:
                first, last = _up_to_line(y, first, last, closing, same)
            elif len(group) < _FEWEST:
                continue
            if last > first:
                cv2.line(found, (first, y), (last, y), 255, 2)
    return found


def _goes_on(page: Upright, pieces: Mask, ink: Mask, x: int, y: int, ahead: int) -> bool:
    """Tell whether a piece of an upright line, and nothing beside it, follows the end of one (``ahead``: -1 up, 1 down)."""
    far, astray, beside = page.pixels(_ROW), page.pixels(_ASTRAY), page.pixels(_BESIDE)
    rows = np.s_[max(0, y - far) : y] if ahead < 0 else np.s_[y + 1 : y + 1 + far]
    left, right = max(0, x - astray), x + astray + 1
    follows = pieces[rows, left:right].any(axis=1)
    edges = [ink[rows, max(0, left - beside) : left], ink[rows, right : right + beside]]
    clear = follows & ~np.hstack(edges).any(axis=1)
    return bool(clear.sum() >= page.pixels(_PIECE))


def _up_to_line(y: int, first: int, last: int, closing: list[list[int]], same: int) -> tuple[int, int]:
    """From the upright lines to the nearest line across at their height, on either side; nothing where there is none."""
    for left, top, width, height, _ in closing:
        if top - same <= y <= top + height + same:
            if left > last:
                return first, left
            if left + width < first:
                return left + width, last
    return first, first


def _at_one_height(ends: list[tuple[int, int]], same: int) -> list[list[tuple[int, int]]]:
    """The ends in groups of much the same height."""
    groups: list[list[tuple[int, int]]] = []
    for end in ends:
        if groups and end[0] - groups[-1][-1][0] <= same:
            groups[-1].append(end)
        else:
            groups.append([end])
    return groups
