"""PDF with a text layer: ruled tables become grids, the rest lines (pdfplumber finds both).

A character belongs to the cell that holds its middle, or else to a line: none is lost, also where a table has
gaps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pdfplumber.utils.text import extract_text

from extractors.errors import UnreadableDraft
from extractors.limits import CELLS, CHARACTERS, PAGES, hold
from extractors.pdf.bounds import bounded_tables, hold_page
from extractors.pdf.cell_shares import Box, Char, share_out
from extractors.pieces import Block, Grid, GridCell, Line, Piece, Reading

_SAME_EDGE = 2.0  # points: edges closer than this are one ruled line
_LINE_PITCH = 1.5  # of a character's height, where a cell has only one line to measure by

# pdfminer answers a broken file with whatever exception its parser happens to meet.
_BROKEN = (
    PDFException,
    MalformedPDFException,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


def read_pdf(path: Path) -> Reading:
    """Read every page.

    Raises UnreadableDraft: ``encrypted`` (needs a password), ``damaged`` (no page can be read), ``too_large``
    or ``no_text_layer`` (pages are pictures).
    """
    try:
        with pdfplumber.open(path) as document:
            reading = _read(document)
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise UnreadableDraft("encrypted") from error
        raise UnreadableDraft("damaged", type(cause).__name__) from error
    except (*_BROKEN, AssertionError, RecursionError) as error:
        raise UnreadableDraft("damaged", f"{type(error).__name__}: {error}"[:200]) from error
    return reading


def _read(document: PDF) -> Reading:
    pages = document.pages
    hold("pages", len(pages), PAGES)
    if not pages:
        raise UnreadableDraft("damaged", "no pages")
    reading = Reading(format="pdf", page_count=len(pages))
    characters = cells = 0
    for page in pages:
        hold_page(page)
        characters += len(page.chars)
        hold("characters", characters, CHARACTERS)
        blocks = _page_blocks(page, len(reading.blocks))
        cells += sum(len(row) for block in blocks if isinstance(block, Grid) for row in block.rows)
        hold("table cells", cells, CELLS)
        reading.blocks += blocks
        page.close()
    if not characters:
        raise UnreadableDraft("no_text_layer", f"{len(pages)} pages")
    return reading


def _page_blocks(page: Page, first_table: int) -> list[Block]:
    tables = [table for table in bounded_tables(page) if len(table.cells) > 1]
    shares, loose = share_out(page.chars, [table.cells for table in tables])
    blocks: list[tuple[float, float, Block]] = []
    for number, table in enumerate(tables):
        grid = _grid(page.page_number, first_table + number, table.cells, shares[number])
        blocks.append((table.bbox[1], table.bbox[0], grid))
    for line in _lines(page.page_number, loose):
        x0, top, _, _ = line.piece.box or (0.0, 0.0, 0.0, 0.0)
        blocks.append((top, x0, line))
    blocks.sort(key=lambda block: block[:2])
    return [block for _, _, block in blocks]


def _grid(page: int, table: int, cells: list[Box], share: dict[Box, list[Char]]) -> Grid:
    tops = _edges(cell[1] for cell in cells)
    lefts = _edges(cell[0] for cell in cells)
    rows: list[list[GridCell]] = [[] for _ in tops]
    for box in sorted(cells):
        first = bisect_right(tops, box[1] + _SAME_EDGE) - 1
        last = bisect_right(tops, box[3] - _SAME_EDGE) - 1
        chars = share.get(box, [])
        piece = Piece(
            text=extract_text(chars) if chars else "",
            page=page,
            table=table,
            row=first,
            column=bisect_right(lefts, box[0] + _SAME_EDGE) - 1,
            box=_rounded(box),
            room=_room(box, chars),
        )
        for number in range(first, max(first, last) + 1):
            rows[number].append(GridCell(piece, box[0], box[2], spanned=number > first))
    return Grid([sorted(row, key=lambda cell: cell.left) for row in rows if row])


def _room(box: Box, chars: list[Char]) -> float | None:
    """How many more lines the cell had room for below its text; None without text."""
    if not chars:
        return None
    bottoms = _edges(char["bottom"] for char in chars)
    lines = len(bottoms) - 1
    pitch = (bottoms[-1] - bottoms[0]) / lines if lines else _LINE_PITCH * chars[-1]["height"]
    return float((box[3] - max(char["bottom"] for char in chars)) / pitch) if pitch > 0 else None


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _lines(page: int, chars: list[Char]) -> Iterator[Line]:
    """Group characters into lines by their middles, and set each line's words apart where a gap shows."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=_middle):
        if (
            rows
            and _middle(char) < rows[-1][0]["bottom"]
            and _middle(char) - _middle(rows[-1][0]) < char["height"] / 2
        ):
            rows[-1].append(char)
        else:
            rows.append([char])
    for number, row in enumerate(rows):
        text = extract_text(row).replace("\n", " ").strip()
        if text:
            inked = [char for char in row if char["text"].strip()]
            box = (
                min(char["x0"] for char in inked),
                min(char["top"] for char in inked),
                max(char["x1"] for char in inked),
                max(char["bottom"] for char in inked),
            )
            yield Line(Piece(text=text, page=page, row=number, box=_rounded(box)))


def _middle(char: Char) -> float:
    return float((char["top"] + char["bottom"]) / 2)


def _rounded(box: Box) -> Box:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
