"""Draws pieces of a form on a page: ruled cells, merged down where they are, text at the top or middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.pdfgen.canvas import Canvas

from demo.forms import Edges
from demo.lettering import width
from demo.merging import Merged, merged_cells
from demo.paging import Piece
from demo.style import Style

ASCENT = 0.88  # of the font size: from the top of a line to its baseline
SEGMENT = 7.0  # points: the pieces that some programs cut a line into
APART = 1.4  # points between the two lines of a doubled rule


@dataclass(frozen=True)
class _Box:
    merged: Merged
    x0: float
    x1: float
    top: float
    bottom: float


def draw_pieces(canvas: Canvas, pieces: Sequence[Piece], top: float, style: Style) -> None:
    """Draw ``pieces`` one under the other from ``top`` (points from the page's top edge)."""
    canvas.saveState()
    canvas.setLineWidth(style.rule)
    if style.rules == "dashed":
        canvas.setDash(3, 1.5)
    for box in _boxes(pieces, top, style):
        _draw_rules(canvas, box, style)
        _draw_lines(canvas, box, style)
    canvas.restoreState()


def _boxes(pieces: Sequence[Piece], top: float, style: Style) -> list[_Box]:
    heights = (piece.height * style.line + 2 * style.padding for piece in pieces)
    tops = list(accumulate(heights, initial=top))
    boxes = []
    for merged in merged_cells(pieces):
        edges: Edges = style.look.head if pieces[merged.first].part == "head" else style.look.body
        columns = edges[merged.cell.start], edges[merged.cell.end]
        boxes.append(_Box(merged, *columns, tops[merged.first], tops[merged.last + 1]))
    return boxes


def _draw_rules(canvas: Canvas, box: _Box, style: Style) -> None:
    upper, lower = style.page[1] - box.top, style.page[1] - box.bottom
    if style.rules == "boxes" and not style.open_sides:
        canvas.rect(box.x0, lower, box.x1 - box.x0, upper - lower)
        return
    _rule(canvas, (box.x0, upper, box.x1, upper), style)
    _rule(canvas, (box.x0, lower, box.x1, lower), style)
    outer = (style.look.body[0], style.look.body[-1])
    for x in (box.x0, box.x1):
        if not (style.open_sides and any(abs(x - edge) < 0.01 for edge in outer)):
            _rule(canvas, (x, upper, x, lower), style)


def _rule(canvas: Canvas, ends: tuple[float, float, float, float], style: Style) -> None:
    """One rule, across or down, in the way that the program behind this paper draws it."""
    x0, y0, x1, y1 = ends
    across = y0 == y1
    if style.rules == "rectangles":
        breadth, height = (x1 - x0, style.rule) if across else (style.rule, y1 - y0)
        canvas.rect(x0, y0, breadth, height, stroke=0, fill=1)
    elif style.rules == "segments":
        count = max(1, round((abs(x1 - x0) + abs(y1 - y0)) / SEGMENT))
        for part in range(count):
            start, end = part / count, (part + 1) / count
            canvas.line(
                x0 + (x1 - x0) * start, y0 + (y1 - y0) * start, x0 + (x1 - x0) * end, y0 + (y1 - y0) * end
            )
    elif style.rules == "doubled":
        aside = (0.0, APART) if across else (APART, 0.0)
        canvas.line(x0, y0, x1, y1)
        canvas.line(x0 + aside[0], y0 + aside[1], x1 + aside[0], y1 + aside[1])
    else:
        canvas.line(x0, y0, x1, y1)


def _draw_lines(canvas: Canvas, box: _Box, style: Style) -> None:
    lines = box.merged.lines
    top = box.top + style.padding
    if style.middle:
        top = (box.top + box.bottom - len(lines) * style.line) / 2
    for place, line in enumerate(lines):
        x = box.x0 + style.padding
        if style.centred or box.merged.cell.centred:
            x = (box.x0 + box.x1 - width(line, style.size)) / 2
        canvas.drawString(x, style.page[1] - top - place * style.line - ASCENT * style.size, line)
