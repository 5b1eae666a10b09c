"""Walls of which a scan in black and white left pieces: drawn on along the course of the line that they belong to.

A piece alone may be a stroke of a letter. What stands clear of letters, one piece behind another along most of the way from
one crossing to the next, is a wall, if a line runs there elsewhere in the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan.paper import ink_of
from extractors.scan.picture import Box, Mask, Upright
from extractors.scan.ruling.courses import (
    SAME_LINE,
    SMALLEST,
    WANDER,
    Course,
    courses_of,
    ends_drawn,
    is_drawn,
    outlines_of,
)
from extractors.scan.ruling.lines import PIECE, Rules, strokes_across

_BESIDE = (
    2.0  # points to either side of a course that are free of ink beside a line, not beside a letter's stroke
)
# Of a stretch from crossing to crossing that pieces clear of ink cover: where they reach both of its ends, one of them, or
# the stretches on both sides are walls. Strokes of letters in line with a course cover a third at most.
_CLEAR, _CLEAR_OF_OPEN, _CLEAR_BETWEEN = 0.5, 0.6, 0.35
_COVERED = 0.85  # of a stretch, from end to end: in tight rows letters stand close by, and cover less
_LONG = 13.0  # points: of a shorter stretch a letter's stroke covers as much
_THICK = 2  # pixels of a line that is drawn


@dataclass(frozen=True, slots=True)
class _Lattice:
    """Where a table lies, the courses that its lines across may take, and the places at which others cross them."""

    outline: Box
    courses: Sequence[Course]
    places: Sequence[Course]

    @classmethod
    def of(cls, page: Upright, marks: Mask, others: Mask, outline: Box) -> _Lattice:
        """Find them: lines run where ``marks`` are, too, of which an end is lost."""
        window = np.s_[outline.top : outline.bottom, outline.left : outline.right]
        same = page.pixels(SAME_LINE)
        return cls(outline, courses_of(marks[window], same, axis=1), courses_of(others[window], same, axis=0))


def with_broken_walls(page: Upright, rules: Rules) -> Rules:
    """Return the ruled lines with those parts of them that are broken into pieces."""
    outlines = outlines_of(page, rules)
    if not outlines:
        return rules
    own = cv2.bitwise_or(
        cv2.dilate(rules.marks_across, np.ones((3, 1), np.uint8)),
        cv2.dilate(np.ascontiguousarray(rules.marks_down), np.ones((1, 3), np.uint8)),
    )
    ink = np.asarray(cv2.subtract(ink_of(page), own), dtype=np.uint8)
    across, marks_across = _mended(page, rules, ink, outlines)
    turned = Rules(
        *(
            np.ascontiguousarray(mask.T)
            for mask in (rules.down, rules.across, rules.marks_down, rules.marks_across)
        )
    )
    on_side = Upright(np.ascontiguousarray(page.grey.T), page.point)
    down, marks_down = _mended(on_side, turned, ink.T, [_turned(outline) for outline in outlines])
    return Rules(across, np.ascontiguousarray(down.T), marks_across, np.ascontiguousarray(marks_down.T))


def _turned(box: Box) -> Box:
    return Box(box.top, box.left, box.bottom, box.right)


def _mended(page: Upright, rules: Rules, ink: Mask, outlines: Sequence[Box]) -> tuple[Mask, Mask]:
    """The lines across with those of which pieces are left; and the marks, with the pieces of what is a wall.

    ``ink`` is the page's without what is a line.
    """
    pieces = strokes_across(page, PIECE)
    lines, marks = rules.across.copy(), rules.marks_across.copy()
    wander, beside = page.pixels(WANDER), page.pixels(_BESIDE)
    for box in outlines:
        lattice = _Lattice.of(page, rules.marks_across, rules.down, box)
        ends = [place.middle for place in lattice.places]
        for course in lattice.courses:
            top = max(0, box.top + course.first - wander)
            bottom = box.top + course.last + wander + 1
            band = np.s_[top:bottom, box.left : box.right]
            drawn = lines[band].max(axis=0) > 0
            above, below = (
                ink[max(0, edge - beside) : edge, box.left : box.right].max(axis=0, initial=0) > 0
                for edge in (top, bottom + beside)
            )
            seen = (pieces[band].max(axis=0) > 0) | drawn
            clear = seen & ~above & ~below
            for (start, end), is_wall in zip(
                pairwise(ends), walls_of(page, drawn, seen, clear, ends), strict=True
            ):
                if not is_wall:
                    continue
                here = np.s_[start:end]
                if not is_drawn(page, drawn[here]):
                    y = top + _height(pieces[band][:, here] | lines[band][:, here])
                    for mask in (lines, marks):
                        cv2.line(mask, (box.left + start, y), (box.left + end, y), 255, _THICK)
                marks[band][:, here] |= pieces[band][:, here] * clear[here]
    return lines, marks


def walls_of(
    page: Upright,
    drawn: NDArray[np.bool_],
    seen: NDArray[np.bool_],
    clear: NDArray[np.bool_],
    ends: Sequence[int],
) -> list[bool]:
    """Tell for each stretch of a course whether it is a wall: drawn, or seen in pieces, so many of them clear of ink.

    What covers all of a stretch may be letters in line, if nothing else on the course is a wall.
    """

    def is_wall(start: int, end: int) -> bool:
        here = np.s_[start:end]
        if end - start < page.pixels(SMALLEST):
            return False
        if is_drawn(page, drawn[here]):
            return True
        reached = ends_drawn(page, clear[here])
        return any(reached) and clear[here].mean() >= (_CLEAR if all(reached) else _CLEAR_OF_OPEN)

    def is_covered(start: int, end: int) -> bool:
        here = np.s_[start:end]
        reached = end - start >= page.pixels(_LONG) and all(ends_drawn(page, seen[here]))
        return reached and bool(seen[here].mean() >= _COVERED)

    walls = [is_wall(start, end) for start, end in pairwise(ends)]
    if any(walls):
        walls = [
            wall or is_covered(start, end) for wall, (start, end) in zip(walls, pairwise(ends), strict=True)
        ]
    return [
        wall
        or (
            all(walls[at - 1 : at + 2 : 2])
            and 0 < at < len(walls) - 1
            and clear[start:end].mean() >= _CLEAR_BETWEEN
        )
        for at, (wall, (start, end)) in enumerate(zip(walls, pairwise(ends), strict=True))
    ]


def _height(drawn: Mask) -> int:
    """The row at which most of what is drawn across lies."""
    return int(np.median(np.nonzero(drawn)[0]))
