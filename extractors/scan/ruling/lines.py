"""Ruled lines of a page, also thin, grey, broken or doubled ones."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.reading import Level
from extractors.scan.picture import Mask, Upright
from extractors.scan.ruling.open_ends import LONG, TOUCH, with_open_ends
from extractors.scan.ruling.pale_lines import without_pale

_SHORTEST_ACROSS = (
    22.0  # points: columns are wider than that, and strokes of neighbouring letters never in line
)
_SHORTEST_DOWN = 13.0  # points: rows are higher than that, strokes of letters shorter
PIECE = 4.0  # points: shorter is a speck, or what is left of a letter
_SMOOTHED = 1.0  # points along a line: its own grain goes; letters stand further apart
_GAP = 0.7  # points: a break from the scanner's grain
_STEP = 3  # pixels: a hair line scanned askew goes on in the next row of pixels
_BREAK = 6.0  # points: a break between pieces of a line that are lines themselves
_ROUNDS = 8  # what ended at a line that went, goes in the next round
_THICKEST = 4.0  # points: more is a bar or a shadow
_AROUND = 13.0  # points: the surroundings that a line is darker than
_FEW_LINES = 2
_OVERHANG = 8.0  # points
_BOWED = 0.35  # points: so far a stamp's ring strays from straight, where it passes for a short line
_TANGENT = 48.0  # points: and no longer than that
_ENDS = 6  # of a line: its ends are a sixth each
_LINE_INK = 12  # grey levels: a thin grey line is paler than letters


@dataclass(frozen=True, slots=True)
class Rules:
    """Where lines run across and down; and all that looks like one, whether it ends at others or not."""

    across: Mask
    down: Mask
    marks_across: Mask
    marks_down: Mask


def find_rules(page: Upright) -> Rules:
    """Mark the ruled lines of an upright page."""
    turned = Upright(np.ascontiguousarray(page.grey.T), page.point)
    across, beside = lines_across(page, _SHORTEST_ACROSS), lines_across(turned, _SHORTEST_DOWN)
    down = np.ascontiguousarray(without_pale(turned, beside, across.T).T)
    across = _without_overhang(page, without_pale(page, across, beside.T), down)
    across = with_open_ends(page, across, down, np.ascontiguousarray(strokes_across(turned, PIECE).T))
    marks_across, marks_down = across, down
    for _ in range(_ROUNDS):
        kept_across = _ending_at(page, across, down, page.pixels(LONG))
        kept_down = _ending_at(page, down.T, kept_across.T, down.size).T
        if kept_across.sum() == across.sum() and kept_down.sum() == down.sum():
            break
        across, down = kept_across, np.ascontiguousarray(kept_down)
    return Rules(across, down, marks_across, marks_down)


def levels_of(page: Upright, rules: Rules) -> list[Level]:
    """The long lines across, in points of the upright page: what parts the rows of a table without other lines."""
    _, _, boxes, _ = cv2.connectedComponentsWithStats(rules.across)
    return [
        Level((top + height / 2) / page.point, left / page.point, (left + width) / page.point)
        for left, top, width, height, _ in boxes[1:].tolist()
        if width >= page.pixels(LONG)
    ]


def _without_overhang(page: Upright, lines: Mask, down: Mask) -> Mask:
    """Cut what one or two lines across reach further than all others, to no line down: the edges of a fold's shadow, along
    which a line runs.
    """
    _, _, boxes, _ = cv2.connectedComponentsWithStats(lines)
    long = [box for box in boxes[1:].tolist() if box[2] >= page.pixels(LONG)]
    if len(long) <= 2 * _FEW_LINES:
        return lines
    starts = sorted(left for left, *_ in long)
    ends = sorted(left + width for left, _, width, *_ in long)
    start, end = starts[_FEW_LINES], ends[-1 - _FEW_LINES]
    kept = lines.copy()
    if start - starts[0] > page.pixels(_OVERHANG) and not _ends_at_line(page, down, starts[0]):
        kept[:, :start] = 0
    if ends[-1] - end > page.pixels(_OVERHANG) and not _ends_at_line(page, down, ends[-1]):
        kept[:, end:] = 0
    return kept


def _ends_at_line(page: Upright, down: Mask, x: int) -> bool:
    """Tell whether a line down stands where lines across end."""
    touch = page.pixels(TOUCH)
    return int(down[:, max(0, x - touch) : x + touch + 1].any(axis=1).sum()) >= page.pixels(_SHORTEST_DOWN)


def _ending_at(page: Upright, lines: Mask, others: Mask, long: int) -> Mask:
    """Keep the lines across that begin and end at other ones, as strokes of letters do not, or are ``long``.

    What reaches beyond the last of them goes: a letter's stroke, or what a break parts from its other end.
    """
    touch = page.pixels(TOUCH)
    shortest = page.pixels(_SHORTEST_DOWN) - 2 * touch
    reached = cv2.dilate(np.ascontiguousarray(others), np.ones((2 * touch + 1, 2 * touch + 1), np.uint8))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(lines))
    kept = np.zeros(lines.shape, dtype=np.uint8)
    for number, (left, top, width, height, _) in enumerate(boxes[1:].tolist(), start=1):
        window = np.s_[top : top + height, left : left + width]
        course = labels[window] == number
        if width < long:
            ends = np.flatnonzero(reached[window].any(axis=0))
            if not ends.size or ends[-1] - ends[0] < shortest:
                continue
            course[:, : ends[0]] = course[:, ends[-1] + 1 :] = False
            if width < page.pixels(_TANGENT) and _bow(course) > _BOWED * page.point:
                continue
        kept[window] |= course * np.uint8(255)
    return kept


def _bow(course: NDArray[np.bool_]) -> float:
    """How far a short line strays from straight, in pixels: that between its ends."""
    columns = np.flatnonzero(course.any(axis=0))
    rows = np.arange(len(course))[:, None]
    middles = (course * rows).sum(axis=0)[columns] / course.sum(axis=0)[columns]
    end = max(1, len(columns) // _ENDS)
    ends = (middles[:end].mean() + middles[-end:].mean()) / 2
    half = len(middles) // 2
    return abs(float(middles[max(0, half - end) : half + end].mean() - ends))


def lines_across(page: Upright, shortest: float) -> Mask:
    """Mark the lines that run across, those of ``shortest`` points or more."""
    lines = strokes_across(page, shortest)
    closed = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, np.ones((1, page.pixels(_BREAK)), np.uint8))
    bars = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((_thickest(page), 1), np.uint8))
    return np.asarray(cv2.subtract(closed, bars), dtype=np.uint8)


def strokes_across(page: Upright, shortest: float) -> Mask:
    """Mark what is thin and runs across for ``shortest`` points or more without a break: lines, and strokes of letters."""
    smooth = cv2.blur(page.grey, (page.pixels(_SMOOTHED), 1))
    side = page.pixels(_AROUND) | 1
    ink = cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(side, 3), _LINE_INK
    )
    beside = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((_thickest(page) + 2, 1), np.uint8))
    ink[cv2.subtract(beside, smooth) < _LINE_INK] = (
        0  # the edge of a shaded cell is darker than one side alone
    )
    ink = cv2.dilate(ink, np.ones((_STEP, 1), np.uint8))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, page.pixels(_GAP) + 1), np.uint8))
    strokes = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, page.pixels(shortest)), np.uint8))
    return np.asarray(strokes, dtype=np.uint8)


def _thickest(page: Upright) -> int:
    return page.pixels(_THICKEST) + _STEP - 1
