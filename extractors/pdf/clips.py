"""Where on its page an object is seen: a workbook's printout cuts text at its cell and at the page, yet holds it all."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float

import pypdfium2.raw as pdfium

from extractors.pdf.sheet import Box, bounds


def clip_of(drawn: pdfium.FPDF_PAGEOBJECT) -> Box | None:
    """The box, in the page's own axes, out of which nothing of an object is seen; None where all is.

    A clip that is no rectangle counts as the box around it.
    """
    clip = pdfium.FPDFPageObj_GetClipPath(drawn)
    if not clip:
        return None
    boxes = [
        bounds(points)
        for at in range(pdfium.FPDFClipPath_CountPaths(clip))
        if (points := list(_points(clip, at)))
    ]
    if not boxes:
        return None
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return max(x0s), max(y0s), min(x1s), min(y1s)


def _points(clip: pdfium.FPDF_CLIPPATH, path: int) -> Iterator[tuple[float, float]]:
    x, y = c_float(0), c_float(0)
    for at in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
        pdfium.FPDFPathSegment_GetPoint(
            pdfium.FPDFClipPath_GetPathSegment(clip, path, at), byref(x), byref(y)
        )
        yield x.value, y.value
