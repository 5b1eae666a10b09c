"""Where a point of a PDF page lies on the sheet that a reader sees: crop box, rotation, text laid sideways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import pypdfium2

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points from the sheet's top left
Matrix = tuple[float, float, float, float, float, float]  # as in PDF: x' = ax + cy + e, y' = bx + dy + f

_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """The visible part of a page. ``to_sheet`` leads from user space to points from its top left, downwards."""

    width: float
    height: float
    to_sheet: Matrix

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> Sheet:
        """The page as shown: its crop box (within the media box), turned as ``/Rotate`` says."""
        left, bottom, right, top = page.get_bbox()
        flat = cls(right - left, top - bottom, (1, 0, 0, -1, -left, top))
        return reduce(lambda sheet, _: sheet.turned(), range(page.get_rotation() // 90), flat)

    def turned(self, quarters: int = 1) -> Sheet:
        """The sheet after turning it clockwise by quarters of a circle."""
        sheet = self
        for _ in range(quarters % _QUARTERS):
            turn = (0, 1, -1, 0, sheet.height, 0)
            sheet = Sheet(sheet.height, sheet.width, times(sheet.to_sheet, turn))
        return sheet

    def turned_back(self, box: Box, quarters: int) -> Box:
        """A box of this sheet, as it lay before the sheet was turned clockwise by quarters."""
        width, height = self.width, self.height
        for _ in range(quarters % _QUARTERS):
            x0, top, x1, bottom = box
            box = (top, width - x1, bottom, width - x0)
            width, height = height, width
        return box

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of user space on the sheet."""
        x0, y0 = place(self.to_sheet, left, bottom)
        x1, y1 = place(self.to_sheet, right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def shows(self, x: float, y: float) -> bool:
        """Tell whether a point of the sheet lies on it."""
        return 0 <= x <= self.width and 0 <= y <= self.height


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does the one and then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def inverse(matrix: Matrix) -> Matrix | None:
    """The matrix that undoes one; None for one that leaves no area."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    if not size:
        return None
    return d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size


def place(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def bounds(points: Iterable[tuple[float, float]]) -> Box:
    """The box around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def area(box: Box) -> float:
    """The area of a box."""
    return (box[2] - box[0]) * (box[3] - box[1])


def holds(box: Box, x: float, y: float) -> bool:
    """Tell whether a point lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def middle(char: dict[str, Any]) -> tuple[float, float]:
    """The middle of a character."""
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
