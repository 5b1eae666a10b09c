"""How a page lies in its picture, and back: tilt of a few degrees, and quarter turns."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan.picture import Box, Grey

_SIDE = 1200  # pixels of the longer side are enough to tell a tilt of 0.02 degrees
_STEPS = ((6.0, 0.5), (0.5, 0.1), (0.1, 0.02))  # degrees: how far around the best so far, in which steps


@dataclass(frozen=True, slots=True)
class Turn:
    """Quarter turns to the left, then a rotation by ``degrees`` to the left that lays rows level."""

    quarters: int
    degrees: float
    height: int  # of the picture as given
    width: int

    def upright(self, grey: Grey) -> Grey:
        """Return the picture turned; what comes in at the corners is white."""
        turned = np.ascontiguousarray(np.rot90(grey, self.quarters))
        matrix, size = self._rotation()
        flat = cv2.warpAffine(
            turned, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
        )
        return np.asarray(flat, dtype=np.uint8)

    def back(self, box: Box) -> tuple[float, float, float, float]:
        """Return the box (left, top, right, bottom) around ``box`` in the picture as given."""
        matrix, _ = self._rotation()
        inverse = cv2.invertAffineTransform(matrix)
        corners = np.array(
            [(x, y, 1.0) for x in (box.left, box.right) for y in (box.top, box.bottom)], dtype=np.float64
        )
        points = corners @ inverse.T
        width, height = self._turned_size()
        for _ in range(self.quarters):
            points = np.column_stack([height - points[:, 1], points[:, 0]])
            width, height = height, width
        left, top = np.clip(points.min(axis=0), 0, (self.width, self.height))
        right, bottom = np.clip(points.max(axis=0), 0, (self.width, self.height))
        return float(left), float(top), float(right), float(bottom)

    def _turned_size(self) -> tuple[int, int]:
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def _rotation(self) -> tuple[NDArray[np.float64], tuple[int, int]]:
        """The rotation around the middle, onto a sheet that holds all four corners."""
        width, height = self._turned_size()
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), self.degrees, 1.0)
        cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
        across, down = int(width * cosine + height * sine), int(width * sine + height * cosine)
        matrix[:, 2] += np.array([(across - width) / 2, (down - height) / 2])
        return np.asarray(matrix, dtype=np.float64), (across, down)


def tilt_of(grey: Grey) -> float:
    """Return by how many degrees the rows of a picture run downwards to the right.

    Ruled lines and rows of text make the row sums of a level page rise and fall most steeply.
    """
    scale = min(1.0, _SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), 1.0)  # else no shear at all would be the sharpest
    ink = np.asarray(255 - soft, dtype=np.uint8)
    best = 0.0
    for reach, step in _STEPS:
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _steepness(ink, float(angle))))
    return best


def _steepness(ink: Grey, degrees: float) -> float:
    height, width = ink.shape
    slope = np.tan(np.radians(degrees))
    shear = np.array([[1.0, 0.0, 0.0], [-slope, 1.0, slope * width / 2]])
    level = cv2.warpAffine(ink, shear, (width, height))
    return float(np.square(np.diff(level.sum(axis=1, dtype=np.float64))).sum())
