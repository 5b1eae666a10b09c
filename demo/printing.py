"""Prints composed pages into a PDF file: texts, tables, running header, footer, watermark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from demo.lettering import FONT, register_font, width
from demo.pages import Ruled, Text
from demo.ruling import draw_pieces
from demo.style import Style

HEAVY = 0.35  # points between the two strokes of a text that is drawn twice


@dataclass(frozen=True)
class Sheets:
    """All pages; the first ``front`` are cover and contents list; ``name`` heads the others."""

    pages: Sequence[Sequence[Text | Ruled]]
    front: int
    name: str


def print_pages(path: Path, sheets: Sheets, style: Style) -> None:
    """Write the PDF. The same pages give the same bytes."""
    register_font()
    canvas = Canvas(str(path), pagesize=style.page, invariant=1, pageCompression=1)
    canvas.setTitle(sheets.name)
    for place, marks in enumerate(sheets.pages):
        if style.turned:
            canvas.setPageRotation(90)  # reportlab then swaps the sides of the page that it stores
            canvas.transform(0, 1, -1, 0, style.page[1], 0)  # what is upright when shown lies when stored
        numbered = place >= sheets.front or (style.counts_front and place > 0)
        number = place + 1 if style.counts_front else place + 1 - sheets.front
        if style.watermark:
            _draw_watermark(canvas, style)
        for mark in marks:
            _draw_mark(canvas, mark, style)
        if style.running_header and place >= sheets.front:
            _write_middle(canvas, sheets.name, 36, style)
        if numbered:
            _write_middle(canvas, style.footer.format(n=number), style.page[1] - 40, style)
        canvas.showPage()
    canvas.save()


def _draw_mark(canvas: Canvas, mark: Text | Ruled, style: Style) -> None:
    if isinstance(mark, Ruled):
        canvas.setFont(FONT, style.size)
        draw_pieces(canvas, mark.pieces, mark.y, style)
        return
    canvas.setFont(FONT, mark.size)
    baseline = style.page[1] - mark.y - mark.size
    canvas.drawString(mark.x, baseline, mark.text)
    if mark.heavy:
        canvas.drawString(mark.x + HEAVY, baseline, mark.text)


def _draw_watermark(canvas: Canvas, style: Style) -> None:
    canvas.saveState()
    canvas.setFillGray(0.85)
    canvas.setFont(FONT, 60)
    canvas.translate(style.page[0] / 2, style.page[1] / 2)
    canvas.rotate(40)
    canvas.drawCentredString(0, 0, style.watermark)
    canvas.restoreState()


def _write_middle(canvas: Canvas, text: str, top: float, style: Style) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawString((style.page[0] - width(text, 9)) / 2, style.page[1] - top - 9, text)
