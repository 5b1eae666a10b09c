"""Headings in light print on a dark fill: printed the other way round, as all else is, with the fill's edge as a line."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan.picture import Box, Mask, Picture, Upright
from extractors.scan.ruling.fill_walls import Fill, Wall, walls_through

_AROUND = 150.0  # points: nowhere is a fill so wide and so high
_DARK = 0.68  # of the paper's light: fills are darker
_STROKE = 3.0  # points: strokes of letters on a fill are narrower
_ROW = 9.0  # points: a fill is higher than letters are
_LONG = 30.0  # points: a fill is longer than a binder's hole or the star of a seal
_SOLID = 0.8  # of a fill is dark; of heavy print, closed to one patch, less is
_LIGHTER = 0.3  # of the way from the fill to the paper
_PRINT = (0.01, 0.3)  # of a fill: its letters
_EDGE = 1.0  # points: a fill's edge is blurred
_AROUND_FILL = 20.0  # points, in which lines that end at it are seen


def with_fills_turned(picture: Picture, point: float) -> Picture:
    """Return the picture (height, width, 3) with dark letters on white where it has light ones on a dark fill.

    Around each fill a line is drawn. ``point`` is in pixels. What is dark without letters on it stays as it is.
    """
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    whole, paper = Upright(grey, point), _paper(grey, point)
    dark = (grey < _DARK * paper).astype(np.uint8)
    _, found, boxes, _ = cv2.connectedComponentsWithStats(_filled(dark, point))
    labels = np.asarray(found, dtype=np.int32)
    turned = picture
    for number, (left, top, width, height, _) in enumerate(boxes[1:].tolist(), start=1):
        window = np.s_[top : top + height, left : left + width]
        large = max(width, height) >= _LONG * point and min(width, height) >= _ROW * point
        inside = (
            left > 0 and top > 0 and left + width < grey.shape[1] and top + height < grey.shape[0]
        )  # no desk
        if not (large and inside):
            continue
        fill = labels[window] == number
        if dark[window][fill].mean() < _SOLID:
            continue
        level = float(np.median(grey[window][fill]))
        light = (grey[window] - level) / np.maximum(paper[window] - level, 1.0)
        if not _PRINT[0] <= float((light[fill] > _LIGHTER).mean()) <= _PRINT[1]:
            continue
        turned = turned.copy() if turned is picture else turned
        around = (
            Box(left, top, left + width, top + height).grown(round(_AROUND_FILL * point)).meet(whole.frame)
        )
        walls = _walls(whole, paper, labels, number, around, level)
        _turn(turned[window], fill.astype(np.uint8), np.clip(1 - light, 0, 1) * paper[window], point)
        for start, end in walls:
            cv2.line(turned, start, end, (0, 0, 0), max(1, round(_EDGE * point)))
    return turned


def _paper(grey: NDArray[np.uint8], point: float) -> NDArray[np.float32]:
    """How light the paper is around each place."""
    side = max(3, round(_AROUND * point / 8)) | 1
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    lightest = cv2.blur(cv2.dilate(small, np.ones((side, side), np.uint8)), (side, side))
    whole = cv2.resize(lightest, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(whole, dtype=np.float32)


def _filled(dark: Mask, point: float) -> Mask:
    """Mark what is dark over more than a row's height, letters in it or not."""
    stroke, row = (max(3, round(size * point)) for size in (_STROKE, _ROW))
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((stroke, stroke), np.uint8))
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((row, row), np.uint8)), dtype=np.uint8)


def _walls(
    whole: Upright,
    paper: NDArray[np.float32],
    labels: NDArray[np.int32],
    number: int,
    around: Box,
    level: float,
) -> list[Wall]:
    """The lines through the fill of a label, as places of the whole picture."""
    window = np.s_[around.top : around.bottom, around.left : around.right]
    fill = Fill(Upright(whole.grey[window], whole.point), paper[window], labels[window] == number, level)
    return [
        ((x0 + around.left, y0 + around.top), (x1 + around.left, y1 + around.top))
        for (x0, y0), (x1, y1) in walls_through(fill)
    ]


def _turn(window: Picture, fill: Mask, light: NDArray[np.float32], point: float) -> None:
    edge = max(1, round(_EDGE * point))
    blurred = cv2.dilate(fill, np.ones((2 * edge + 1, 2 * edge + 1), np.uint8)) > 0
    window[blurred] = np.clip(light, 0, 255).astype(np.uint8)[blurred][:, None]
    outline, _ = cv2.findContours(fill, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    cv2.drawContours(window, outline, -1, (0, 0, 0), edge)
