"""Pictures, marks on them and boxes in them, as the steps of reading a scan hand them on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # (height, width, 3), red green blue
Grey = NDArray[np.uint8]  # (height, width), paper 255, ink dark
Mask = NDArray[np.uint8]  # (height, width), 255 where something is


class Box(NamedTuple):
    """A box in pixels of the upright picture; the right and the bottom edge are outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    def meet(self, other: Box) -> Box:
        """Return what both boxes cover; its width or height is not positive where they do not meet."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def join(self, other: Box) -> Box:
        """Return the box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def grown(self, by: int) -> Box:
        """Return the box with its edges moved outwards."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is inside."""
        return self.width <= 0 or self.height <= 0


@dataclass(frozen=True, slots=True)
class Upright:
    """The page in grey, turned upright, and how large a point of the page is on it."""

    grey: Grey
    point: float  # pixels

    @property
    def frame(self) -> Box:
        """The whole page."""
        return Box(0, 0, self.grey.shape[1], self.grey.shape[0])

    def pixels(self, points: float) -> int:
        """Return a length of the page in whole pixels, at least one."""
        return max(1, round(points * self.point))
