"""A sheet photographed on a desk: its four edges found in the picture, and the sheet seen from straight above."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan.picture import Picture

_SIDE = 800  # pixels of the longer side are enough to find a sheet's edges
_SMOOTHED = 0.02  # of the longer side: letters and the desk's grain go
_STRAIGHT = 0.02  # of the outline: an edge strays no more from straight
_SHARE = (0.3, 0.97)  # of the picture
_FILLED = 0.95  # of the four-cornered outline
_LIGHTER = 40.0  # grey levels, than what lies around
_CLEAR = 0.005  # of the longer side: a corner is inside the picture
_CORNERS = 4
_CORNERS_INSIDE = 3
_CORNERS_CUT = 2  # that a shadow may take away
_PARALLEL = 1e-6
_INSET = 0.004  # of the way to the middle: the edge's own shadow stays outside

_Corners = NDArray[np.float32]  # (4, 2): top left, top right, bottom right, bottom left


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a sheet's corners are in its picture, and how large it is seen from above (pixels)."""

    corners: _Corners
    width: int
    height: int

    def flat(self, picture: Picture) -> Picture:
        """Return the sheet alone, its edges those of the picture."""
        flat = cv2.warpPerspective(picture, self._onto(), (self.width, self.height), flags=cv2.INTER_CUBIC)
        return np.asarray(flat, dtype=np.uint8)

    def back(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Return the box around what a box (left, top, right, bottom) of the sheet shows, in the picture."""
        left, top, right, bottom = box
        points = np.array([[[left, top], [right, top], [right, bottom], [left, bottom]]], dtype=np.float32)
        found = cv2.perspectiveTransform(points, np.linalg.inv(self._onto()))[0]
        (x0, y0), (x1, y1) = found.min(axis=0), found.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)

    def _onto(self) -> NDArray[np.float64]:
        own = np.array(
            [[0, 0], [self.width, 0], [self.width, self.height], [0, self.height]], dtype=np.float32
        )
        return np.asarray(cv2.getPerspectiveTransform(self.corners, own), dtype=np.float64)


def sheet_in(picture: Picture) -> Sheet | None:
    """Find the light sheet that lies on something darker; None where the paper fills the picture, as in scans."""
    scale = min(1.0, _SIDE / max(picture.shape[:2]))
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    small = np.asarray(
        cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
    )
    side = round(_SMOOTHED * max(small.shape)) | 1
    smooth = cv2.medianBlur(cv2.dilate(small, np.ones((side, side), np.uint8)), side)
    _, light = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    light = cv2.erode(light, np.ones((side, side), np.uint8))  # as much as its neighbours' light made it grow
    outlines, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = np.asarray(max(outlines, key=cv2.contourArea), dtype=np.int32)
    hull = cv2.convexHull(outline)
    corners = cv2.approxPolyDP(hull, _STRAIGHT * cv2.arcLength(hull, True), True)[:, 0].astype(np.float32)
    if _CORNERS < len(corners) <= _CORNERS + _CORNERS_CUT:
        corners = _of_longest_edges(corners)
    if len(corners) != _CORNERS or not _is_sheet(small, outline, corners):
        return None
    corners = _ordered(corners)
    corners = (corners + _INSET * (corners.mean(axis=0) - corners)) / scale
    top, right, bottom, left = (
        float(np.linalg.norm(corners[at] - corners[(at + 1) % _CORNERS])) for at in range(_CORNERS)
    )
    return Sheet(corners.astype(np.float32), round(max(top, bottom)), round(max(left, right)))


def _of_longest_edges(corners: _Corners) -> _Corners:
    """The corners of the four longest edges, drawn on until they meet: a shadow or a finger hides the others."""
    ahead = np.roll(corners, -1, axis=0)
    kept = np.sort(np.argsort(np.linalg.norm(ahead - corners, axis=1))[-_CORNERS:])
    # a line through two points as three numbers, and where two lines meet, are cross products
    lines = np.cross(_with_one(corners[kept]), _with_one(ahead[kept]))
    met = np.cross(lines, np.roll(lines, -1, axis=0))
    if np.any(np.abs(met[:, 2]) < _PARALLEL):
        return corners
    return np.asarray(met[:, :2] / met[:, 2:], dtype=np.float32)


def _with_one(points: _Corners) -> NDArray[np.float64]:
    return np.hstack([points.astype(np.float64), np.ones((len(points), 1))])


def _is_sheet(grey: NDArray[np.uint8], outline: NDArray[np.int32], corners: _Corners) -> bool:
    """Tell whether a light patch has a sheet's shape and lies within the picture, on something darker."""
    height, width = grey.shape
    area = cv2.contourArea(corners)
    share = area / (height * width)
    if not _SHARE[0] <= share <= _SHARE[1] or cv2.contourArea(outline) < _FILLED * area:
        return False
    clear = _CLEAR * max(height, width)
    inside = [clear < x < width - 1 - clear and clear < y < height - 1 - clear for x, y in corners]
    if sum(inside) < _CORNERS_INSIDE:
        return False
    mask = np.zeros(grey.shape, np.uint8)
    cv2.fillConvexPoly(mask, corners.astype(np.int32), 255)
    on, off = (float(np.median(grey[mask == value])) for value in (255, 0))
    return on - off >= _LIGHTER


def _ordered(corners: _Corners) -> _Corners:
    """The corners from the top left one, clockwise."""
    sums, differences = corners.sum(axis=1), corners[:, 1] - corners[:, 0]
    return corners[[sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]]
