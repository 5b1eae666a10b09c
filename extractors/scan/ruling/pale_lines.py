"""Lines much paler than a page's ruled ones, and none of them: a watermark's strokes, the back page's table, a fold."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan.picture import Grey, Mask, Upright

_PALE = 0.5  # of the darkness of most lines
_FEW = 0.2  # of the length of all lines
_RULED = 0.85  # of the length of all lines, from the palest: what is darker is ruled on the page
_FAINT = 0.35  # of the darkness of those
_LETTER = (3.0, 30.0)  # points high
_CROSSED = 4  # letters, or lines
_TOUCH = 4.0  # points that a ruled line may end short of another, at most
_BEYOND = 3.0  # points: where a letter interrupts a line, that ends a little before it

_Flags = NDArray[np.bool_]


def without_pale(page: Upright, lines: Mask, others: Mask) -> Mask:
    """Drop the few lines across that are much paler than the rest; and many, where they run through letters or end at nothing.

    Where a good part of all is paler, stands clear of what is written and runs up to other lines (``others`` are those
    down), the table is drawn so (grey lines in a black frame). Shadows of a table on the back, and of a fold, go through
    the words as it happens, which interrupt them.
    """
    _, found, extents, _ = cv2.connectedComponentsWithStats(lines)
    labels, boxes = np.asarray(found, dtype=np.int32), np.asarray(extents, dtype=np.int32)
    dark = np.array([_darkness(page.grey, labels, number, box) for number, box in enumerate(boxes) if number])
    if not dark.size:
        return lines
    lengths = boxes[1:, 2].astype(float)
    pale = dark < _PALE * _darkest_of(dark, lengths, 0.5)
    if lengths[pale].sum() > _FEW * lengths.sum():
        pale[:] = False
    ruled = _darkest_of(dark, lengths, _RULED)
    faint = dark < _FAINT * ruled
    crossed = _crossed_letters(page, labels, np.concatenate([[False], faint]), ruled)
    if crossed >= _CROSSED or _end_free(page, boxes[1:][faint], others):
        pale |= faint
    kept = np.concatenate([[False], ~pale])
    return np.where(kept[labels], lines, np.uint8(0)).astype(np.uint8)


def _darkness(grey: Grey, labels: NDArray[np.int32], number: int, box: NDArray[np.int32]) -> float:
    """How much darker than white a line is along its course, at most of its places."""
    left, top, width, height, _ = box.tolist()
    window = np.s_[top : top + height, left : left + width]
    return 255 - float(np.median(np.where(labels[window] == number, grey[window], 255).min(axis=0)))


def _darkest_of(dark: NDArray[np.float64], lengths: NDArray[np.float64], share: float) -> float:
    """The darkness that so great a share of all lines, by their length, does not pass."""
    order = np.argsort(dark)
    at = np.searchsorted(np.cumsum(lengths[order]), share * lengths.sum())
    return float(dark[order][min(at, dark.size - 1)])


def _end_free(page: Upright, boxes: NDArray[np.int32], others: Mask) -> bool:
    """Tell whether many lines, and most of them, have an end where no line runs down."""
    touch = page.pixels(_TOUCH)

    def is_free(x: int, top: int, bottom: int) -> bool:
        around = others[max(top - touch, 0) : bottom + touch, max(x - touch, 0) : x + touch]
        return not around.any()

    free = sum(
        is_free(left, top, top + height) or is_free(left + width, top, top + height)
        for left, top, width, height, _ in boxes.tolist()
    )
    return free >= _CROSSED and free > len(boxes) / 2


def _crossed_letters(page: Upright, labels: NDArray[np.int32], faint: _Flags, ruled: float) -> int:
    """How many letters, as dark as half a ruled line or darker, the faint lines run through."""
    if not faint.any():
        return 0
    ink = (page.grey < 255 - ruled / 2).astype(np.uint8)
    side = 2 * page.pixels(1) + 1
    of_lines = cv2.dilate(((labels > 0) & ~faint[labels]).astype(np.uint8), np.ones((side, side), np.uint8))
    ink[of_lines > 0] = 0
    _, letters, extents, _ = cv2.connectedComponentsWithStats(ink)
    beyond = np.ones((1, 2 * page.pixels(_BEYOND) + 1), np.uint8)
    crossed = np.unique(letters[cv2.dilate(faint[labels].astype(np.uint8), beyond) > 0])
    least, most = (page.pixels(points) for points in _LETTER)
    sizes = extents[crossed[crossed > 0], 2:4]
    return int(((sizes.max(axis=1) >= least) & (sizes.max(axis=1) <= most)).sum()) if sizes.size else 0
