"""The characters of a page, as pdfium gives them: what, where, and how they are painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from ctypes import addressof, byref, c_double
from dataclasses import dataclass
from math import atan2, degrees, dist, hypot
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.limits import PAGE_CHARACTERS, hold
from extractors.pdf.clips import clip_of
from extractors.pdf.drawn_twice import once, side_by_side
from extractors.pdf.lettering import usual
from extractors.pdf.paint import Paint, Within, colour
from extractors.pdf.sheet import Box, Matrix, Sheet, holds, inverse, place, times

# One character, in the keys of pdfplumber, whose text functions work on it: text, x0, top, x1, bottom, doctop,
# upright; ``paint``, how it is painted; ``clipped``, whether it lies where its paint is not seen.
Char = dict[str, Any]

_HYPHENS = (0x02, 0xFFFE)  # pdfium's own signs for a hyphen at a line's end
_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_STROKED = (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP)
_ASCENT = 0.88  # of a font's size: what Chinese fonts reach above their line
_SAME_POINT = 0.001


@dataclass(slots=True)
class Lettering:
    """The characters of a page on a sheet that has most of them upright.

    ``quarters``: how often the sheet was turned clockwise for that; ``unmapped``: characters without any code.
    """

    sheet: Sheet
    quarters: int
    chars: list[Char]
    unmapped: int


def read_characters(page: pypdfium2.PdfPage, number: int, shown: Sheet) -> Lettering:
    """Read the characters of page ``number``; text drawn twice is given once, the usual form stands for each shape.

    Raises UnreadableDraft ``too_large``.
    """
    text = page.get_textpage()
    try:
        count = text.count_chars()
        hold("characters on a page", count, PAGE_CHARACTERS, (number,))
        generated = pdfium.FPDFText_IsGenerated
        paints = _Paints(text.raw, shown)
        drawn = [(at, paints.of(at)) for at in range(count) if generated(text.raw, at) != 1]
        quarters = _quarters_off(paint for _, paint in drawn)
        sheet = shown.turned(-quarters)
        for paint in {id(paint): paint for _, paint in drawn}.values():
            paint.turn_back(quarters)
        unmapped = sum(pdfium.FPDFText_HasUnicodeMapError(text.raw, at) == 1 for at, _ in drawn)
        chars = _chars(text.raw, drawn, sheet)
    finally:
        text.close()
    return Lettering(sheet, -quarters % 4, once(side_by_side(chars)), unmapped)


def _quarters_off(paints: Iterable[Paint]) -> int:
    """By how many quarters of a circle, clockwise, most of the text is turned."""
    turns = Counter(round(paint.angle / 90) % 4 for paint in paints)
    most = turns.most_common(1)
    return most[0][0] if most and most[0][1] > turns.total() / 2 else 0


class _Paints:
    """The paint of each character; those of one text object share it."""

    def __init__(self, text: pdfium.FPDF_TEXTPAGE, sheet: Sheet) -> None:
        self._text = text
        self._sheet = sheet
        self._known: dict[int, Paint] = {}

    def of(self, at: int) -> Paint:
        run = pdfium.FPDFText_GetTextObject(self._text, at)
        key = addressof(run.contents) if run else -1 - at
        if key not in self._known:
            self._known[key] = self._read(at, run)
        return self._known[key]

    def _read(self, at: int, run: pdfium.FPDF_PAGEOBJECT) -> Paint:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text, at, byref(matrix))
        a, b, c, d, _, _ = self._sheet.to_sheet
        across = a * matrix.a + c * matrix.b, b * matrix.a + d * matrix.b
        paint = Paint(
            size=pdfium.FPDFText_GetFontSize(self._text, at) * hypot(matrix.c, matrix.d),
            angle=degrees(atan2(across[1], across[0])) % 360,
        )
        if run:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(run)
            paint.invisible = mode in _INVISIBLE
            paint.light, paint.opacity = colour(run, stroke=mode in _STROKED)
            paint.within = _drawn_in(run, (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f))
            paint.clip = None if paint.within else clip_of(run)
        return paint


def _drawn_in(run: pdfium.FPDF_PAGEOBJECT, shown: Matrix) -> Within | None:
    """The drawing that a text object is part of; None for one on the page itself."""
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(run, byref(found))
    own = found.a, found.b, found.c, found.d, found.e, found.f
    undone = inverse(own) if own != shown else None
    return Within(own[4:], times(undone, shown)) if undone else None


def _chars(text: pdfium.FPDF_TEXTPAGE, drawn: list[tuple[int, Paint]], sheet: Sheet) -> list[Char]:
    rectangle, x, y = pdfium.FS_RECTF(), c_double(0), c_double(0)
    at_rectangle, at_x, at_y = byref(rectangle), byref(x), byref(y)
    chars = []
    for at, paint in drawn:
        if not pdfium.FPDFText_GetLooseCharBox(text, at, at_rectangle):
            continue
        corners = [(rectangle.left, rectangle.bottom), (rectangle.right, rectangle.top)]
        if paint.size and pdfium.FPDFText_GetCharOrigin(text, at, at_x, at_y):
            origin = x.value, y.value
            if paint.within and dist(origin, paint.within.start) < _SAME_POINT:
                # Characters of a replacement text (ActualText) come with their place in the drawing alone.
                origin, *corners = (place(paint.within.matrix, *point) for point in (origin, *corners))
            box = _em_box(sheet.box(*corners[0], *corners[1]), place(sheet.to_sheet, *origin), paint)
        else:
            box = sheet.box(*corners[0], *corners[1])
        code = pdfium.FPDFText_GetUnicode(text, at)
        chars.append(
            {
                "text": "-" if code in _HYPHENS else usual(chr(code or 0xFFFD)),
                "x0": box[0],
                "top": box[1],
                "x1": box[2],
                "bottom": box[3],
                "doctop": box[1],
                "height": box[3] - box[1],
                "size": paint.size,
                "upright": True,
                "paint": paint,
                "clipped": paint.clip is not None and not holds(paint.clip, *_between(*corners)),
            }
        )
    return chars


def _between(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _em_box(box: Box, origin: tuple[float, float], paint: Paint) -> Box:
    """A character's width and place on its line, as high as its font size: what fonts say of their own height
    is often wrong, and fonts of drawings (Type 3) give the ink of each character alone. Characters at a slant, or
    hung from their tops, keep the box that they have.
    """
    (x, y), above, below = origin, _ASCENT * paint.size, (1 - _ASCENT) * paint.size
    em = {
        0: (box[0], y - above, box[2], y + below),
        1: (x - below, box[1], x + above, box[3]),
        2: (box[0], y - below, box[2], y + above),
        3: (x - above, box[1], x + below, box[3]),
    }.get(-1 if paint.quarters is None else paint.quarters)
    on_line = em is not None and (holds(box, *_middle(em)) or holds(em, *_middle(box)))
    return em if em is not None and on_line else box


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
