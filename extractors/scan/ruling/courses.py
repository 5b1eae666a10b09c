"""Where the lines of a table run: its outline, and the courses of a lattice, of which any part may be drawn or not."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan.picture import Box, Mask, Upright
from extractors.scan.ruling.lines import Rules

SAME_LINE = 2.0  # points: lines closer than this are one, drawn twice
WANDER = 1.2  # points that a line may stray from its course
SMALLEST = 5.0  # points: a field less high or wide holds no text
_DRAWN = 0.75  # share of a field's edge that must be drawn to be a wall
_END_DRAWN = 0.2  # share of either end that must be drawn
_ENDS = 3.0  # points at either end of a wall, where letters in a row would have a margin


@dataclass(frozen=True, slots=True)
class Course:
    """Where a line of the lattice runs: pieces of it may lie a little apart, between ``first`` and ``last``."""

    first: int
    middle: int
    last: int


def courses_of(lines: Mask, same: int, axis: int) -> list[Course]:
    """The lines' courses, and the outline's; what lies closer together than ``same`` is one line."""
    _, _, boxes, centres = cv2.connectedComponentsWithStats(lines)
    length = 2 if axis == 1 else 3  # width or height
    found = sorted(
        (float(centre[axis]), int(box[length])) for box, centre in zip(boxes[1:], centres[1:], strict=True)
    )
    groups: list[list[tuple[float, int]]] = []
    for place, weight in [(0.0, 1), *found, (float(lines.shape[1 - axis]) - 1, 1)]:
        if groups and place - _middle(groups[-1]) <= same:
            groups[-1].append((place, weight))
        else:
            groups.append([(place, weight)])
    return [Course(round(group[0][0]), round(_middle(group)), round(group[-1][0])) for group in groups]


def _middle(group: list[tuple[float, int]]) -> float:
    return sum(place * weight for place, weight in group) / sum(weight for _, weight in group)


def is_drawn(page: Upright, drawn: NDArray[np.bool_]) -> bool:
    """Tell whether so much of a stretch of a course is drawn, and of both its ends, that it is a wall."""
    return bool(drawn.mean() >= _DRAWN) and all(ends_drawn(page, drawn))


def ends_drawn(page: Upright, drawn: NDArray[np.bool_]) -> tuple[bool, bool]:
    """Tell for either end of a stretch whether a line reaches it."""
    ending = page.pixels(_ENDS)
    return bool(drawn[:ending].mean() >= _END_DRAWN), bool(drawn[-ending:].mean() >= _END_DRAWN)


def outlines_of(page: Upright, rules: Rules) -> list[Box]:
    """Boxes around lines that touch one another; what lies inside one another is one table."""
    reach = 2 * page.pixels(SAME_LINE / 2) + 1
    lines = cv2.dilate(cv2.bitwise_or(rules.across, rules.down), np.ones((reach, reach), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(lines)
    outlines: list[Box] = []
    smallest = page.pixels(4 * SMALLEST)
    for left, top, width, height, _ in sorted(boxes[1:].tolist(), key=lambda box: (box[1], box[0])):
        found = Box(left, top, left + width, top + height).grown(-(reach // 2))
        if min(found.width, found.height) < smallest:
            continue
        for other in [box for box in outlines if not box.meet(found).is_empty]:
            outlines.remove(other)
            found = found.join(other)
        outlines.append(found)
    return outlines
