"""Ruled lines of a page, also thin, grey, broken or doubled ones."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.scan.picture import Mask, Upright

_SHORTEST_ACROSS = 22.0  # points: columns are wider than that, and strokes of neighbouring letters never in line
_SHORTEST_DOWN = 13.0  # points: rows are higher than that, strokes of letters shorter
_SMOOTHED = 3.0  # points along a line: its own grain goes, strokes of letters fade
_GAP = 1.6  # points: a break that a line is drawn on over; letters stand further apart
_THICKEST = 4.0  # points: more is a bar or a shadow
_AROUND = 13.0  # points: the surroundings that a line is darker than
_LINE_INK = 12  # grey levels: a thin grey line is paler than letters


@dataclass(frozen=True, slots=True)
class Rules:
    """Where lines run across and down."""

    across: Mask
    down: Mask


def find_rules(page: Upright) -> Rules:
    """Mark the ruled lines of an upright page."""
    across = _lines(page, _SHORTEST_ACROSS)
    turned = Upright(np.ascontiguousarray(page.grey.T), page.point)
    return Rules(across, np.ascontiguousarray(_lines(turned, _SHORTEST_DOWN).T))


def _lines(page: Upright, shortest: float) -> Mask:
    """Mark the lines that run across."""
    smooth = cv2.blur(page.grey, (page.pixels(_SMOOTHED), 1))
    side = page.pixels(_AROUND) | 1
    ink = cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(side, 3), _LINE_INK
    )
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, page.pixels(_GAP) + 1), np.uint8))
    lines = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, page.pixels(shortest)), np.uint8))
    bars = cv2.morphologyEx(lines, cv2.MORPH_OPEN, np.ones((page.pixels(_THICKEST), 1), np.uint8))
    return np.asarray(cv2.subtract(lines, bars), dtype=np.uint8)
