"""What a page draws besides text: ruled lines, filled shapes, pictures (pdfium gives the objects)."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.limits import NESTED_FORMS, PAGE_EDGES, hold
from extractors.pdf.frames import strips_between
from extractors.pdf.paint import colour
from extractors.pdf.paths import SLANT, Point, subpaths
from extractors.pdf.sheet import Box, Matrix, Sheet, bounds, place, times

_THIN = 4.0  # points: what is drawn no wider than this is a line
_SAME_SIDE = 0.5  # points


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along the sheet: horizontal at height ``at`` from x ``start`` to ``end``, or vertical."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle too wide to be a line, and how light it is from 0 (black) to 1."""

    box: Box
    light: float

    def sides(self) -> list[Rule]:
        """Its four sides as lines."""
        x0, top, x1, bottom = self.box
        return [
            Rule(True, top, x0, x1),
            Rule(True, bottom, x0, x1),
            Rule(False, x0, top, bottom),
            Rule(False, x1, top, bottom),
        ]


@dataclass(slots=True)
class Drawing:
    """All of it, on the sheet. ``curves`` counts curved outlines: text turned into outlines has thousands."""

    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    curves: int = 0


def read_drawing(page: pypdfium2.PdfPage, number: int, sheet: Sheet) -> Drawing:
    """Read lines, shapes and pictures of page ``number``. Raises UnreadableDraft ``too_large``."""
    drawing = Drawing()
    edges = 0
    for drawn, kind, matrix in _objects(page, sheet):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            edges += pdfium.FPDFPath_CountSegments(drawn)
            hold("drawn edges on a page", edges, PAGE_EDGES, (number,))
            _add_path(drawing, drawn, matrix)
        else:
            edges += 1
            hold("drawn edges on a page", edges, PAGE_EDGES, (number,))
            _add_picture(drawing, drawn, matrix)
    return drawing


def _objects(page: pypdfium2.PdfPage, sheet: Sheet) -> Iterator[tuple[Any, int, Matrix]]:
    """Paths, pictures and shadings with the matrix that puts them on the sheet, also those inside forms."""
    top = range(pdfium.FPDFPage_CountObjects(page.raw))
    stack = [(pdfium.FPDFPage_GetObject(page.raw, at), sheet.to_sheet, 0) for at in reversed(top)]
    while stack:
        drawn, outer, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        matrix = times(_matrix(drawn), outer)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield drawn, kind, matrix
        elif depth < NESTED_FORMS:
            inside = range(pdfium.FPDFFormObj_CountObjects(drawn))
            stack += [(pdfium.FPDFFormObj_GetObject(drawn, at), matrix, depth + 1) for at in reversed(inside)]


def _matrix(drawn: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    found = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(drawn, byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _add_picture(drawing: Drawing, drawn: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
    """A picture fills the unit square of its matrix; a very thin one is a line."""
    if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_IMAGE:
        box = bounds(place(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)))
        if not _add_thin(drawing, box):
            drawing.pictures.append(box)


def _add_path(drawing: Drawing, drawn: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
    fill, stroke = c_int(0), c_int(0)
    pdfium.FPDFPath_GetDrawMode(drawn, byref(fill), byref(stroke))
    filled = bool(fill.value) and colour(drawn, stroke=False)[1] > 0
    stroked = bool(stroke.value) and colour(drawn, stroke=True)[1] > 0
    if not filled and not stroked:
        return
    light = colour(drawn, stroke=not filled)[0]
    width = _stroke_width(drawn, matrix) if stroked else 0.0
    shapes: list[list[Point]] = []
    for points, curves in subpaths(drawn, matrix):
        drawing.curves += curves
        if stroked:
            _add_strokes(drawing, points, width, light)
        if filled:
            shapes.append(points)
    if fill.value != pdfium.FPDF_FILLMODE_ALTERNATE or not _add_border(drawing, shapes, light):
        for points in shapes:
            _add_fill(drawing, points, light)


def _stroke_width(drawn: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> float:
    width = c_float(0)
    pdfium.FPDFPageObj_GetStrokeWidth(drawn, byref(width))
    a, b, c, d, _, _ = matrix
    return float(width.value) * max(hypot(a, b), hypot(c, d))


def _add_strokes(drawing: Drawing, points: list[Point], width: float, light: float) -> None:
    for (x0, y0), (x1, y1) in pairwise(points):
        across, down = abs(x1 - x0), abs(y1 - y0)
        if min(across, down) > SLANT * max(across, down) or across == down == 0:
            continue
        half = width / 2 if width > _THIN else 0.0
        level = across > down
        box = bounds([(x0, y0), (x1, y1)])
        reach = (0.0, half) if level else (half, 0.0)
        box = (box[0] - reach[0], box[1] - reach[1], box[2] + reach[0], box[3] + reach[1])
        if not half:
            drawing.rules.append(_rule(box, horizontal=level))
        elif not _add_thin(drawing, box):
            drawing.fills.append(Fill(box, light))


def _add_fill(drawing: Drawing, points: list[Point], light: float) -> None:
    box = bounds(points)
    if not _add_thin(drawing, box) and _is_rectangle(points, box):
        drawing.fills.append(Fill(box, light))


def _add_border(drawing: Drawing, shapes: list[list[Point]], light: float) -> bool:
    """Add what is painted between two rectangles; tell whether the shapes are two, one in the other."""
    boxes = [bounds(points) for points in shapes]
    if len(boxes) != 2 or not all(map(_is_rectangle, shapes, boxes)):
        return False
    strips = strips_between(*boxes)
    for strip in strips or ():
        if not _add_thin(drawing, strip):
            drawing.fills.append(Fill(strip, light))
    return strips is not None


def _is_rectangle(points: list[Point], box: Box) -> bool:
    x0, top, x1, bottom = box
    return all(min(x - x0, x1 - x) < _SAME_SIDE and min(y - top, bottom - y) < _SAME_SIDE for x, y in points)


def _add_thin(drawing: Drawing, box: Box) -> bool:
    """Add a thin shape as a line along its middle; a dot may be part of a line of either direction."""
    across, down = box[2] - box[0], box[3] - box[1]
    if down <= _THIN:
        drawing.rules.append(_rule(box, horizontal=True))
    if across <= _THIN:
        drawing.rules.append(_rule(box, horizontal=False))
    return min(across, down) <= _THIN


def _rule(box: Box, *, horizontal: bool) -> Rule:
    x0, top, x1, bottom = box
    if horizontal:
        return Rule(True, (top + bottom) / 2, x0, x1)
    return Rule(False, (x0 + x1) / 2, top, bottom)
