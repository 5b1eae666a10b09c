"""Lines of text on a page and the cells they stand in: none crosses a ruled line, no ink goes unread."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.scan.paper import ink_of
from extractors.scan.picture import Box, Mask, Upright

_SAME_ROW = 0.5  # of the lower box's height that two boxes of one row share
_APART = 1.5  # of a row's height: boxes further apart are read one by one
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
_TALL = 1.7  # of a usual line's height: a box so high holds several lines


@dataclass(frozen=True, slots=True)
class Patch:
    """A piece of a line that is read at one go.

    ``by_ink`` where only its ink told that it is there, ``pale`` where that is much paler than the page's text: what
    is left of a stamp, a watermark, the other side of the sheet.
    """

    box: Box
    by_ink: bool = False
    pale: bool = False


Row = list[Patch]  # patches side by side, from the left


def text_rows(page: Upright, found: list[Box], cells: list[Box]) -> tuple[list[list[Row]], list[Row]]:
    """Share the boxes of text on a page without its ruled lines out to its cells.

    Returns the rows of each cell, and those outside, from the top. A box over a ruled line is cut at it; ink
    that no box covers becomes a patch of its own.
    """
    ink = ink_of(page)
    patches = [Patch(box.meet(page.frame)) for box in found]
    usual_dark = float(np.median([_darkness(page, patch.box) for patch in patches])) if patches else 0.0
    patches += [
        Patch(box, by_ink=True, pale=_darkness(page, box) < _PALE * usual_dark)
        for box in _unread(page, ink, found)
    ]
    usual = float(np.median([min(box.width, box.height) for box in found])) if found else 0.0
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
    return [_rows(ink, patches, usual) for patches in inside], _rows(ink, outside, usual)


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


def _rows(ink: Mask, patches: list[Patch], usual: float) -> list[Row]:
    """Put patches side by side in rows from the top, near ones as one; what is left of a line down stands beside all."""
    parts = [part for patch in patches for part in _cut(ink, patch, usual)]
    bars = [part for part in parts if part.by_ink and part.box.height >= _TALL * usual > part.box.width]
    rows: list[Row] = []
    for patch in sorted(parts, key=lambda part: part.box.top + part.box.bottom):
        if patch in bars:
            continue
        same = next((row for row in rows if _in_row(patch, row)), None)
        if same:
            same.append(patch)
        else:
            rows.append([patch])
    return [*(_joined(row) for row in rows), *([bar] for bar in bars)]


def _in_row(patch: Patch, row: Row) -> bool:
    """Tell whether a patch stands in a row, by the nearest one of it: what stands between two lines brings them not together.

    Nor does a speck there.
    """
    sure = [other for other in row if not other.by_ink]
    nearest = min(sure if sure and not patch.by_ink else row, key=lambda other: _apart(other.box, patch.box))
    return _beside(nearest.box, patch.box)


def _apart(box: Box, other: Box) -> int:
    """How far apart two boxes stand side by side; less than nothing where one stands over the other."""
    return max(box.left, other.left) - min(box.right, other.right)


def _beside(box: Box, other: Box) -> bool:
    shared = min(box.bottom, other.bottom) - max(box.top, other.top)
    return shared > _SAME_ROW * min(box.height, other.height)


def _joined(row: Row) -> Row:
    joined: Row = []
    pale = [patch for patch in row if patch.pale]
    for patch in sorted((patch for patch in row if not patch.pale), key=lambda patch: patch.box.left):
        last = joined[-1] if joined else None
        if last and patch.box.left - last.box.right < _APART * max(patch.box.height, last.box.height):
            joined[-1] = Patch(last.box.join(patch.box), last.by_ink and patch.by_ink)
        else:
            joined.append(patch)
    return [*joined, *pale]


def _cut(ink: Mask, patch: Patch, usual: float) -> list[Patch]:
    """Cut a box that holds several lines (or characters above one another) at the empty rows between."""
    box = patch.box
    if box.height < _TALL * usual:
        return [patch]
    inked = ink[box.top : box.bottom, box.left : box.right].any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inked.astype(np.int8), [0]])))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    lines: list[list[int]] = []
    for top, bottom in runs:
        if lines and (bottom - lines[-1][0] <= usual or bottom - top < usual / 4):
            lines[-1][1] = bottom
        else:
            lines.append([top, bottom])
    margin = max(1, round(usual / 10))
    return [
        replace(
            patch,
            box=box._replace(
                top=max(box.top, box.top + top - margin), bottom=min(box.bottom, box.top + bottom + margin)
            ),
        )
        for top, bottom in lines
    ]
