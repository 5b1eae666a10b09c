"""Lines of text on a page and the cells they stand in: none crosses a ruled line, no ink goes unread."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from extractors.scan.paper import ink_of
from extractors.scan.picture import Box, Mask, Upright
from extractors.scan.words.rows import Patch, Row, rows_of

_STROKE = 3.0  # points: ink of this size or more is part of a character
_LETTER = 40.0  # points: ink higher than that is none
_WORD_GAP = 5.0  # points between characters of a word
_MARGIN = 1.5  # points around a text's ink
_EDGE = 15.0  # points along the sheet's edge where ink is a shadow
_PALE = 0.45  # of the darkness of a page's text: ink paler than that is a trace of something else
_DARKEST = 5  # percentile of a text's levels that is its ink's
_THIN, _NEAR = 3.0, 2.0  # points: a line's width, and how far it may lie from the cell's side
_ALONG = 0.8  # of the side's length
_BLOT, _FILLED, _MOSTLY = 0.6, 0.65, 0.9  # of a line's height; of a spot's own box; of the ink in a box


def text_rows(page: Upright, found: list[Box], cells: list[Box]) -> tuple[list[list[Row]], list[Row]]:
    """Share the boxes of text on a page without its ruled lines out to its cells.

    Returns the rows of each cell, and those outside, from the top. A box over a ruled line is cut at it; ink
    that no box covers becomes a patch of its own.
    """
    ink = ink_of(page)
    patches = [Patch(box.meet(page.frame)) for box in found]
    usual_dark = float(np.median([_darkness(page, patch.box) for patch in patches])) if patches else 0.0
    usual = float(np.median([min(box.width, box.height) for box in found])) if found else 0.0
    patches += [
        Patch(box, by_ink=True, pale=_darkness(page, box) < _PALE * usual_dark)
        for box in _whole(_unread(page, ink, found), usual)
    ]
    inside: list[list[Patch]] = [[] for _ in cells]
    outside: list[Patch] = []
    loose: list[Patch] = []  # ink outside tables
    for patch in patches:
        covered = 0
        for number, cell in enumerate(cells):
            part = patch.box.meet(cell)
            if part.is_empty:
                continue
            covered += part.width * part.height
            if _holds_text(page, ink, part) and not (patch.by_ink and _is_border(page, part, cell)):
                inside[number].append(replace(patch, box=part))
        alone = covered < patch.box.width * patch.box.height / 2 and _holds_text(page, ink, patch.box)
        if alone and not _is_blot(page, patch.box, usual):
            (loose if patch.by_ink else outside).append(patch)
    outside += _words_among(page, loose, outside, usual)
    return [rows_of(ink, patches, usual) for patches in inside], rows_of(ink, outside, usual)


def _darkness(page: Upright, box: Box) -> float:
    """How much darker than white a text's ink is, in grey levels."""
    levels = page.grey[box.top : box.bottom, box.left : box.right]
    return 255 - float(np.percentile(levels, _DARKEST)) if levels.size else 0.0


def _holds_text(page: Upright, ink: Mask, box: Box) -> bool:
    """Tell whether a box holds a stroke, rather than dust or the edge of a neighbour's letter."""
    stroke = page.pixels(_STROKE)
    if max(box.width, box.height) < stroke or min(box.width, box.height) < stroke / 3:
        return False
    _, _, marks, _ = cv2.connectedComponentsWithStats(ink[box.top : box.bottom, box.left : box.right])
    return bool((marks[1:, 2:4].max(axis=1, initial=0) >= stroke).any())


def _is_blot(page: Upright, box: Box, usual: float) -> bool:
    """Tell whether a box holds nothing but a spot as high as a letter and filled: a hole of a binder."""
    levels = page.grey[box.top : box.bottom, box.left : box.right]
    dark = (levels < (int(levels.min()) + 255) // 2).astype(np.uint8)
    _, _, marks, _ = cv2.connectedComponentsWithStats(dark)
    widths, heights, areas = marks[1:, 2], marks[1:, 3], marks[1:, 4]
    filled = (np.minimum(widths, heights) >= _BLOT * usual) & (areas >= _FILLED * widths * heights)
    return bool(filled.any()) and bool(areas[filled].sum() >= _MOSTLY * areas.sum())


def _is_border(page: Upright, box: Box, cell: Box) -> bool:
    """Tell whether a box is what is left of the line at one of a cell's sides: as long as that, and thin."""
    thin, near = page.pixels(_THIN), page.pixels(_NEAR)
    beside = min(box.left - cell.left, cell.right - box.right) <= near and box.width <= thin
    above = min(box.top - cell.top, cell.bottom - box.bottom) <= near and box.height <= thin
    return (beside and box.height >= _ALONG * cell.height) or (above and box.width >= _ALONG * cell.width)


def _words_among(page: Upright, loose: list[Patch], found: list[Patch], usual: float) -> list[Patch]:
    """Tell words, and what stands in a row with words, from dust, shadows and the sheet's edge."""
    inner = page.frame.grown(-page.pixels(_EDGE))
    likely = [
        patch for patch in loose if patch.box.meet(inner) == patch.box and patch.box.height <= 1.6 * usual
    ]
    words = [patch for patch in likely if min(patch.box.height, patch.box.width) >= 0.6 * usual]
    rows = [patch.box for patch in [*found, *words]]
    return [
        patch
        for patch in likely
        if patch in words
        or any(row.top < (patch.box.top + patch.box.bottom) / 2 < row.bottom for row in rows)
    ]


def _unread(page: Upright, ink: Mask, found: list[Box]) -> list[Box]:
    """Boxes around words that no box of text covers."""
    rest = ink.copy()
    for box in found:
        rest[max(0, box.top) : box.bottom, max(0, box.left) : box.right] = 0
    _, labels, marks, _ = cv2.connectedComponentsWithStats(rest)
    size = marks[:, 2:4].max(axis=1)
    strokes = (size >= page.pixels(_STROKE)) & (size <= page.pixels(_LETTER))
    strokes[0] = False
    words = strokes[labels].astype(np.uint8)
    near = np.ones((page.pixels(1.0), page.pixels(_WORD_GAP)), np.uint8)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(words, cv2.MORPH_CLOSE, near))
    margin = page.pixels(_MARGIN)
    return [
        Box(left, top, left + width, top + height).grown(margin).meet(page.frame)
        for left, top, width, height, _ in boxes[1:].tolist()
    ]


def _whole(boxes: list[Box], usual: float) -> list[Box]:
    """The boxes with those as one that meet, and together are no higher than a line: parts of one character, as of = and 5."""
    whole: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.top):
        near = [at for at, other in enumerate(whole) if not other.meet(box).is_empty]
        joined = next((at for at in near if whole[at].join(box).height <= usual), None)
        if joined is None:
            whole.append(box)
        else:
            whole[joined] = whole[joined].join(box)
    return whole
