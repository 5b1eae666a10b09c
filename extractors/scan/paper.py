"""From a colour picture to ink on white paper: shadows evened out, red and blue stamps lifted off the words."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan.picture import Box, Grey, Mask, Picture, Upright

_SHADE = 15.0  # points: darkness over so much is shadow or shading, not ink
_INK = 25  # grey levels darker than its surroundings
_AROUND = 12.0  # points: the surroundings
_TINT = (
    16  # levels by which a stamp's colour passes the others; pads that are nearly dry print as pale as that
)
_FULL_TINT = 90  # percentile of a stamp's tint that is its ink's
_MOSTLY = 0.5  # of full tint
_STAMP_COLOURS = (0, 2)  # red, and the blue of offices' own
_STAMP = (40.0, 220.0)  # points across; seals measure 38 to 58 mm, 收讫 twenty by forty
_STAMP_GAP = 5.0  # points between a stamp's strokes
_STAMP_BLUR = 1.5  # points around a stamp's colour where its edge is dark and hardly tinted
_SQUARE = 0.4  # the shorter side of a stamp by its longer one, at least


def grey_paper(picture: Picture, point: float) -> Grey:
    """Return the picture (height, width, 3) in grey on even white; ``point`` is in pixels."""
    even = _on_white(picture, point)
    grey = cv2.cvtColor(even, cv2.COLOR_RGB2GRAY)
    for colour in _STAMP_COLOURS:
        tint = _tint(even, colour)
        for stamp in _stamps(tint, point):
            window = np.s_[stamp.top : stamp.bottom, stamp.left : stamp.right]
            grey[window] = _without_stamp(
                np.asarray(grey[window], dtype=np.uint8), even[window][:, :, colour], tint[window]
            )
    return np.asarray(grey, dtype=np.uint8)


def _on_white(picture: Picture, point: float) -> Picture:
    """The picture with its paper white, each colour by itself: also paper in shadow, grey, yellowed or in warm light."""
    side = max(3, round(_SHADE * point / 4)) | 1
    small = cv2.resize(picture, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((side, side), np.uint8)), 5)
    paper = cv2.resize(paper, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(picture, np.maximum(paper, 1), scale=255), dtype=np.uint8)


def ink_of(page: Upright) -> Mask:
    """Mark what is darker than its surroundings."""
    side = page.pixels(_AROUND) | 1
    marked = cv2.adaptiveThreshold(
        page.grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(3, side), _INK
    )
    return np.asarray(marked, dtype=np.uint8)


def _tint(picture: Picture, colour: int) -> NDArray[np.int16]:
    others = np.delete(picture, colour, axis=2).max(axis=2)
    return np.asarray(picture[:, :, colour].astype(np.int16) - others, dtype=np.int16)


def _without_stamp(grey: Grey, own: Grey, tint: NDArray[np.int16]) -> Grey:
    """A stamp's ink becomes paper, black under it stays: the lighter of two ways to see it, each right where the other errs.

    In light of its ``own`` colour a stamp is nearly as bright as paper; the little that it is darker is added by how tinted
    a place is. Not more: pictures keep colours coarsely (JPEG), so that thin black strokes under a stamp are tinted. For
    the same reason a stamp's own edge is paler in colour than in light; but it is never darker than the stamp.
    """
    stamp = tint > _TINT
    share = np.clip(tint / np.percentile(tint[stamp], _FULL_TINT), 0, 1).astype(np.float32)
    inked = share > _MOSTLY
    around = np.asarray(cv2.dilate(share, np.ones((3, 3), np.uint8)), dtype=np.float32)

    def due(seen: Grey, share: NDArray[np.float32]) -> NDArray[np.float32]:
        """How bright a place is that nothing but the stamp darkens."""
        paper = float(np.median(seen[~stamp])) if not stamp.all() else 255.0
        missing = max(0.0, paper - float(np.median(seen[inked])))
        return np.asarray(paper - missing * share, dtype=np.float32)

    in_own = own - due(own, share) + 255
    in_light = np.where(around > 0, 255 * (grey / np.maximum(due(grey, around), 1)), 0)
    return np.asarray(np.clip(np.maximum(in_own, in_light), 0, 255), dtype=np.uint8)


def _stamps(tint: NDArray[np.int16], point: float) -> list[Box]:
    """Boxes of round or square stamps of one colour with the blur around them; words are none.

    Where a ring is tangent to its box, pictures that keep colours coarsely have its outer edge just outside, in grey:
    left there, it is a dark stroke that reads as 1.
    """
    marked = (tint > _TINT).astype(np.uint8)
    if not marked.any():
        return []
    side = max(3, round(_STAMP_GAP * point))
    closed = cv2.morphologyEx(marked, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(closed)
    smallest, largest = (size * point for size in _STAMP)
    sheet = Box(0, 0, tint.shape[1], tint.shape[0])
    blur = max(1, round(_STAMP_BLUR * point))
    return [
        Box(left, top, left + width, top + height).grown(blur).meet(sheet)
        for left, top, width, height, _ in boxes[1:].tolist()
        if smallest <= min(width, height) <= max(width, height) <= largest
        and min(width, height) >= _SQUARE * max(width, height)
    ]
