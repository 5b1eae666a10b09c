"""The points of a drawn path, on the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float

import pypdfium2.raw as pdfium

from extractors.pdf.sheet import Matrix, place

Point = tuple[float, float]

SLANT = 0.02  # a line that leaves the straight by more than this share of its length is no ruling
_CORNER = 12.0  # points: a curve no larger than this rounds a corner off


def subpaths(drawn: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[tuple[list[Point], int]]:
    """Each subpath's points, a closed one ending where it began; and how many of its segments are curves.

    A curve goes in as the corner that it rounds off, or as the straight line between its ends.
    """
    points: list[Point] = []
    controls: list[Point] = []
    curves = 0
    x, y = c_float(0), c_float(0)
    for at in range(pdfium.FPDFPath_CountSegments(drawn)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, at)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = place(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, curves
            points, controls, curves = [point], [], 0
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            controls.append(point)
            if len(controls) == 3:
                points += _rounded(points[-1], *controls) if points else []
                controls, curves = [], curves + 1
        else:
            points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and points and points[-1] != points[0]:
            points.append(points[0])
    if len(points) > 1:
        yield points, curves


def _rounded(start: Point, first: Point, _second: Point, end: Point) -> list[Point]:
    width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
    if min(width, height) <= SLANT * max(width, height) or max(width, height) > _CORNER:
        return [end]
    level = abs(first[0] - start[0]) > abs(first[1] - start[1])
    return [(end[0], start[1]) if level else (start[0], end[1]), end]
