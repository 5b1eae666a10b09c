"""Draws pieces of a form on a page: ruled cells, merged down where they are, text at the top or middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from demo.forms import Edges
from demo.layout import Cell, Piece
from demo.lettering import width
from demo.style import Style

ASCENT = 0.88  # of the font size: from the top of a line to its baseline


@dataclass
class _Box:
    cell: Cell
    x0: float
    x1: float
    top: float
    bottom: float


def draw_pieces(canvas: Canvas, pieces: Sequence[Piece], top: float, style: Style) -> None:
    """Draw ``pieces`` one under the other from ``top`` (points from the page's top edge)."""
    canvas.setLineWidth(style.rule)
    for box in _boxes(pieces, top, style):
        _draw_rules(canvas, box, style)
        _draw_lines(canvas, box, style)


def _boxes(pieces: Sequence[Piece], top: float, style: Style) -> list[_Box]:
    boxes: list[_Box] = []
    standing: dict[tuple[float, float], _Box] = {}
    for piece in pieces:
        edges: Edges = style.look.head if piece.part == "head" else style.look.body
        bottom = top + piece.height * style.line + 2 * style.padding
        for cell in piece.cells:
            columns = edges[cell.start], edges[cell.end]
            if cell.above and columns in standing:
                standing[columns].bottom = bottom
            else:
                standing[columns] = _Box(cell, *columns, top, bottom)
                boxes.append(standing[columns])
        if piece.row is None:
            standing.clear()  # what goes on below a repeated heading is not merged with it
        top = bottom
    return boxes


def _draw_rules(canvas: Canvas, box: _Box, style: Style) -> None:
    upper, lower = style.page[1] - box.top, style.page[1] - box.bottom
    if style.boxes:
        canvas.rect(box.x0, lower, box.x1 - box.x0, upper - lower)
        return
    canvas.line(box.x0, upper, box.x1, upper)
    canvas.line(box.x0, lower, box.x1, lower)
    canvas.line(box.x0, upper, box.x0, lower)
    canvas.line(box.x1, upper, box.x1, lower)


def _draw_lines(canvas: Canvas, box: _Box, style: Style) -> None:
    top = box.top + style.padding
    if style.middle:
        top = (box.top + box.bottom - len(box.cell.lines) * style.line) / 2
    for place, line in enumerate(box.cell.lines):
        x = box.x0 + style.padding
        if style.centred or box.cell.centred:
            x = (box.x0 + box.x1 - width(line, style.size)) / 2
        canvas.drawString(x, style.page[1] - top - place * style.line - ASCENT * style.size, line)
