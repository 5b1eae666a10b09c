"""How things on a page are painted."""

from __future__ import annotations

from ctypes import byref, c_uint
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from extractors.pdf.sheet import Box, Matrix

_STRAIGHT = 3.0  # degrees off the upright


@dataclass(frozen=True, slots=True)
class Within:
    """Where a run of characters begins in a drawing's own axes, and the matrix from these to the page's."""

    start: tuple[float, float]
    matrix: Matrix


@dataclass(slots=True)
class Paint:
    """How a run of characters is painted.

    ``size`` in points; ``angle`` in degrees clockwise as seen on the sheet; ``light`` from 0 (black) to 1
    (white); ``opacity`` from 0 to 1; ``quarters``: how often the words are turned clockwise by a quarter of a
    circle, None where they slant; ``within``: the drawing that they are part of, if not of the page itself;
    ``clip``: what of the page they can be seen on, in its own axes, None for all.
    """

    size: float
    angle: float
    light: float = 0.0
    opacity: float = 1.0
    invisible: bool = False
    quarters: int | None = 0
    within: Within | None = None
    clip: Box | None = None

    def turn_back(self, quarters: int) -> None:
        """Note how the words stand once the sheet was turned, by quarters of a circle, against the clock."""
        self.angle = (self.angle - 90 * quarters) % 360
        slant = abs((self.angle + 45) % 90 - 45)
        self.quarters = None if slant > _STRAIGHT else round(self.angle / 90) % 4


def colour(drawn: pdfium.FPDF_PAGEOBJECT, *, stroke: bool) -> tuple[float, float]:
    """Lightness and opacity of what an object of a page is painted with; a pattern counts as black."""
    red, green, blue, alpha = c_uint(0), c_uint(0), c_uint(0), c_uint(255)
    get = pdfium.FPDFPageObj_GetStrokeColor if stroke else pdfium.FPDFPageObj_GetFillColor
    if not get(drawn, byref(red), byref(green), byref(blue), byref(alpha)):
        return 0.0, 1.0
    return (0.3 * red.value + 0.59 * green.value + 0.11 * blue.value) / 255, alpha.value / 255
