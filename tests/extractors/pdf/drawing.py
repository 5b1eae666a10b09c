"""Sheets drawn as PDF, in the many ways that office programs, converters and printers draw them."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.extractors.pdf.sheets import CellBox, Sheet, Words

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
DOT = ImageReader(Image.new("RGB", (1, 1)))

Edge = tuple[float, float, float, float]  # x0, top, x1, bottom from the sheet's top left
Draw = Callable[[Canvas, Sheet], None]


def edges_of(sheet: Sheet, sides: str = "LRTB") -> list[Edge]:
    """Every cell border once; of the table's outer ones only those on the named sides."""
    left, right = min(cell.x0 for cell in sheet.cells), max(cell.x1 for cell in sheet.cells)
    top, bottom = min(cell.top for cell in sheet.cells), max(cell.bottom for cell in sheet.cells)
    outer = {"L": (0, left), "R": (0, right), "T": (1, top), "B": (1, bottom)}
    drawn: dict[Edge, None] = {}
    for cell in sheet.cells:
        for edge in (
            (cell.x0, cell.top, cell.x1, cell.top),
            (cell.x0, cell.bottom, cell.x1, cell.bottom),
            (cell.x0, cell.top, cell.x0, cell.bottom),
            (cell.x1, cell.top, cell.x1, cell.bottom),
        ):
            left_out = any(
                edge[axis] == edge[axis + 2] == at for side, (axis, at) in outer.items() if side not in sides
            )
            if not left_out:
                drawn[edge] = None
    return list(drawn)


def by_edge(draw: Callable[[Canvas, Edge], None], sides: str = "LRTB") -> Draw:
    """A way of ruling that draws border by border; ``draw`` gets it in the canvas's own coordinates."""

    def rule(canvas: Canvas, sheet: Sheet) -> None:
        for x0, top, x1, bottom in edges_of(sheet, sides):
            draw(canvas, (x0, sheet.height - top, x1, sheet.height - bottom))

    return rule


def line(canvas: Canvas, edge: Edge) -> None:
    canvas.line(*edge)


def thin_rectangle(canvas: Canvas, edge: Edge, width: float = 0.5) -> None:
    x0, y0, x1, y1 = edge
    x, y = min(x0, x1) - width / 2, min(y0, y1) - width / 2
    canvas.rect(x, y, abs(x1 - x0) + width, abs(y1 - y0) + width, stroke=0, fill=1)


def along(edge: Edge, on: float, off: float) -> list[Edge]:
    """Pieces of a border ``on`` points long, ``off`` points apart."""
    x0, y0, x1, y1 = edge
    length = abs(x1 - x0) + abs(y1 - y0)
    steps = [at * (on + off) for at in range(int(length // (on + off)) + 1)]
    pieces = []
    for step in steps:
        a, b = step / length, min(step + on, length) / length
        pieces.append((x0 + a * (x1 - x0), y0 + a * (y1 - y0), x0 + b * (x1 - x0), y0 + b * (y1 - y0)))
    return pieces


def pieces(on: float, off: float) -> Callable[[Canvas, Edge], None]:
    def draw(canvas: Canvas, edge: Edge) -> None:
        for piece in along(edge, on, off):
            canvas.line(*piece)

    return draw


def doubled(apart: float) -> Callable[[Canvas, Edge], None]:
    def draw(canvas: Canvas, edge: Edge) -> None:
        x0, y0, x1, y1 = edge
        across, down = (apart / 2, 0) if x0 == x1 else (0, apart / 2)
        canvas.line(x0 - across, y0 - down, x1 - across, y1 - down)
        canvas.line(x0 + across, y0 + down, x1 + across, y1 + down)

    return draw


def longer(by: float) -> Callable[[Canvas, Edge], None]:
    """Lines that overshoot both ends by so many points, or fall short where it is negative."""

    def draw(canvas: Canvas, edge: Edge) -> None:
        (x0, x1), (y0, y1) = sorted(edge[::2]), sorted(edge[1::2])
        across, down = (0, by) if x0 == x1 else (by, 0)
        canvas.line(x0 - across, y0 - down, x1 + across, y1 + down)

    return draw


def curve(canvas: Canvas, edge: Edge) -> None:
    x0, y0, x1, y1 = edge
    third = ((x1 - x0) / 3, (y1 - y0) / 3)
    canvas.bezier(x0, y0, x0 + third[0], y0 + third[1], x1 - third[0], y1 - third[1], x1, y1)


def picture_line(canvas: Canvas, edge: Edge) -> None:
    x0, y0, x1, y1 = edge
    canvas.drawImage(DOT, min(x0, x1), min(y0, y1), max(abs(x1 - x0), 0.5), max(abs(y1 - y0), 0.5))


def mitred(canvas: Canvas, edge: Edge) -> None:
    """As browsers draw borders: trapezoids that meet at the corners."""
    x0, y0, x1, y1 = edge
    path = canvas.beginPath()
    path.moveTo(x0 - 0.4, y0 + 0.4)
    path.lineTo(x1 + 0.4, y1 + (0.4 if y0 == y1 else -0.4))
    path.lineTo(x1 + (-0.4 if y0 == y1 else 0.4), y1 + (-0.4 if y0 == y1 else 0.4))
    path.lineTo(x0 + 0.4, y0 - 0.4)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def thick_stroke(canvas: Canvas, edge: Edge) -> None:
    """A border drawn the short way: half a point long, as wide as the cell."""
    (x0, x1), (y0, y1) = sorted(edge[::2]), sorted(edge[1::2])
    canvas.saveState()
    canvas.setLineWidth(max(x1 - x0, y1 - y0))
    if y0 == y1:
        canvas.line((x0 + x1) / 2, y0 - 0.25, (x0 + x1) / 2, y0 + 0.25)
    else:
        canvas.line(x0 - 0.25, (y0 + y1) / 2, x0 + 0.25, (y0 + y1) / 2)
    canvas.restoreState()


def one_path(canvas: Canvas, sheet: Sheet) -> None:
    path = canvas.beginPath()
    for x0, top, x1, bottom in edges_of(sheet):
        path.moveTo(x0, sheet.height - top)
        path.lineTo(x1, sheet.height - bottom)
    canvas.drawPath(path)


def cell_rectangles(inset: float = 0.0, radius: float = 0.0) -> Draw:
    def draw(canvas: Canvas, sheet: Sheet) -> None:
        for cell in sheet.cells:
            x, y = cell.x0 + inset, sheet.height - cell.bottom + inset
            across, down = cell.x1 - cell.x0 - 2 * inset, cell.bottom - cell.top - 2 * inset
            if radius:
                canvas.roundRect(x, y, across, down, radius)
            else:
                canvas.rect(x, y, across, down)

    return draw


def filled_cells(shades: tuple[float, ...], inset: float = 0.0, behind: float | None = None) -> Draw:
    """Cells as filled rectangles without any line: by turns in these shades, or apart on a darker ground."""

    def draw(canvas: Canvas, sheet: Sheet) -> None:
        canvas.saveState()
        if behind is not None:
            canvas.setFillGray(behind)
            x0, x1 = min(cell.x0 for cell in sheet.cells), max(cell.x1 for cell in sheet.cells)
            y0 = sheet.height - max(cell.bottom for cell in sheet.cells)
            y1 = sheet.height - min(cell.top for cell in sheet.cells)
            canvas.rect(x0 - inset, y0 - inset, x1 - x0 + 2 * inset, y1 - y0 + 2 * inset, stroke=0, fill=1)
        for at, cell in enumerate(sheet.cells):
            canvas.setFillGray(shades[at % len(shades)])
            across, down = cell.x1 - cell.x0 - 2 * inset, cell.bottom - cell.top - 2 * inset
            canvas.rect(cell.x0 + inset, sheet.height - cell.bottom + inset, across, down, stroke=0, fill=1)
        canvas.restoreState()

    return draw


def write(
    canvas: Canvas, sheet: Sheet, words: Words, text: str | None = None, x: float | None = None
) -> None:
    canvas.setFont(FONT, words.size)
    canvas.drawString(
        words.x if x is None else x, sheet.height - words.y, words.text if text is None else text
    )


def all_words(sheet: Sheet) -> list[Words]:
    return [*sheet.words, *(words for cell in sheet.cells for words in cell.lines)]


def write_all(canvas: Canvas, sheet: Sheet) -> None:
    for words in all_words(sheet):
        write(canvas, sheet, words)


def characters(words: Words) -> list[tuple[float, str]]:
    """Each character of a line and where it begins."""
    xs = [
        words.x + pdfmetrics.stringWidth(words.text[:at], FONT, words.size) for at in range(len(words.text))
    ]
    return list(zip(xs, words.text, strict=True))


def underline(canvas: Canvas, sheet: Sheet, words: Words, height: float) -> None:
    """A line under (or through) words, as long as they are."""
    y = sheet.height - words.y + height * words.size
    canvas.line(words.x, y, words.x + pdfmetrics.stringWidth(words.text, FONT, words.size), y)


def pdf(sheets: list[Sheet], *draws: Draw, compress: bool = False, turn: Draw | None = None) -> bytes:
    """Draw each sheet as a page; ``turn`` may change the page's own axes first."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=int(compress), initialFontName=FONT)
    for sheet in sheets:
        canvas.setPageSize((sheet.width, sheet.height))
        if turn:
            turn(canvas, sheet)
        for draw in draws:
            canvas.saveState()
            canvas.setLineWidth(0.5)
            draw(canvas, sheet)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def outer(cells: list[CellBox]) -> Edge:
    """The box around cells."""
    return (
        min(cell.x0 for cell in cells),
        min(cell.top for cell in cells),
        max(cell.x1 for cell in cells),
        max(cell.bottom for cell in cells),
    )


def gaps(values: list[float]) -> list[tuple[float, float]]:
    return list(pairwise(values))
