"""A page that is a picture, read: ruled tables become grids, the rest lines, as from any other format."""

from __future__ import annotations

from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reading import ScannedPage, Unruled, Word
from extractors.scan.picture import Box, Picture
from extractors.scan.ruling.cells import RuledTable
from extractors.scan.spread import gutter_of
from extractors.scan.straight.layout import lay_straight
from extractors.scan.words.gaps import Gaps
from extractors.scan.words.lines import text_rows
from extractors.scan.words.patches import Words, read_patches, run_together
from extractors.scan.words.recognition import require_ocr
from extractors.scan.words.rows import Row

_LINE_PITCH = 1.5  # of a line's height, where a cell has only one line to measure by
_SMALLEST = 8  # pixels: a sheet less high or wide holds no letter
_LONGEST = 100  # times its width: no sheet, nor the picture of a long web page, is higher
_PLACES = 2  # decimals of a point


def read_scanned_page(picture: Picture, page: int, first_table: int, points_per_pixel: float) -> ScannedPage:
    """Read the picture (height, width, 3; red green blue) of page ``page`` (from 1).

    Tables are numbered from ``first_table``. Boxes are in points of the picture as given; each piece has a
    confidence (0 to 1), and a doubt where its text may be wrong. Raises UnreadableDraft: ``no_ocr`` where the
    extra ``ocr`` is not installed, ``too_large``.
    """
    require_ocr()
    short, long = sorted(picture.shape[:2])
    if short < _SMALLEST or long > _LONGEST * short:
        return ScannedPage()
    straight = lay_straight(picture, 1 / points_per_pixel)
    cells = [cell.box for table in straight.tables for cell in table.cells]
    inside, outside = text_rows(straight.blank, straight.texts, cells)
    gaps = None if straight.tables else Gaps.on(straight.blank, outside)
    if gaps:
        outside = gaps.rows
    gutter = gutter_of(straight.tables, straight.texts, straight.blank.frame)
    if gutter:
        outside = [side for row in outside for side in gutter.parted(row)]
    words = iter(
        read_patches(straight.blank, [patch for rows in [*inside, outside] for row in rows for patch in row])
    )

    def points(box: Box) -> tuple[float, float, float, float]:
        left, top, right, bottom = (round(edge * points_per_pixel, _PLACES) for edge in straight.back(box))
        return left, top, right, bottom

    rows_of_cells = iter(inside)
    blocks: list[tuple[Box, Block]] = []
    for number, table in enumerate(straight.tables, start=first_table):
        pieces = []
        for cell in table.cells:
            rows = next(rows_of_cells)
            piece = _said([[next(words) for _ in row] for row in rows], page)
            piece.table, piece.row, piece.column = number, cell.rows[0], cell.columns[0]
            if straight.mended and any(len(row) > 1 for row in rows):
                piece.doubt = piece.doubt or "unsure"  # words apart: a line between them may be lost
            piece.box, piece.room = points(cell.box), _room(cell.box, rows)
            pieces.append(piece)
        blocks.append((table.box, _grid(table, pieces)))
    lines: list[tuple[Line, list[Word]]] = []
    for number, row in enumerate(outside):
        said = [next(words) for _ in row]
        piece = _said([said], page, tabbed=True)
        if piece.text:
            around = _around(row)
            piece.row, piece.box = number, points(around)
            line = Line(piece)
            blocks.append((around, line))
            if gaps:
                lines.append((line, gaps.words(said, row)))

    def order(block: tuple[Box, Block]) -> tuple[int, int, int]:
        box = block[0]
        return gutter.part(box) if gutter else 0, box.top, box.left

    def placed(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        return points(Box(*(round(edge * straight.blank.point) for edge in box)))

    unruled = Unruled(page, lines, straight.levels, placed, recognised=True) if gaps else None
    return ScannedPage([block for _, block in sorted(blocks, key=order)], unruled)


def _said(rows: list[list[Words]], page: int, *, tabbed: bool = False) -> Piece:
    said = run_together(rows, tabbed=tabbed)
    return Piece(said.text, page=page, confidence=said.confidence, doubt=said.doubt)


def _grid(table: RuledTable, pieces: list[Piece]) -> Grid:
    rows: list[list[GridCell]] = [[] for _ in range(1 + max(cell.rows[1] for cell in table.cells))]
    for cell, piece in zip(table.cells, pieces, strict=True):
        for row in range(cell.rows[0], cell.rows[1] + 1):
            rows[row].append(GridCell(piece, cell.box.left, cell.box.right, spanned=row > cell.rows[0]))
    return Grid([sorted(row, key=lambda cell: cell.left) for row in rows if row])


def _room(cell: Box, rows: list[Row]) -> float | None:
    """How many more lines the cell had room for below its text; None without text."""
    if not rows:
        return None
    bottoms = [_around(row).bottom for row in rows]
    lines = len(rows) - 1
    pitch = (bottoms[-1] - bottoms[0]) / lines if lines else _LINE_PITCH * _around(rows[0]).height
    return (cell.bottom - bottoms[-1]) / pitch if pitch > 0 else None


def _around(row: Row) -> Box:
    box = row[0].box
    for patch in row[1:]:
        box = box.join(patch.box)
    return box
