"""PDF with a text layer: ruled tables become grids, the rest lines (pdfplumber finds both).

A character belongs to the cell that holds its middle, or else to a line: none is lost, also where a table has
gaps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pdfplumber.utils.text import extract_text

from extractors.errors import UnreadableDraft
from extractors.pieces import Block, Grid, GridCell, Line, Piece, Reading

Char = dict[str, Any]
Box = tuple[float, float, float, float]

_SAME_EDGE = 2.0  # points: edges closer than this are one ruled line


def read_pdf(path: Path) -> Reading:
    """Read every page.

    Raises UnreadableDraft: ``encrypted`` (needs a password), ``damaged`` (no page can be read) or
    ``no_text_layer`` (pages are pictures).
    """
    try:
        with pdfplumber.open(path) as document:
            reading = Reading(format="pdf", page_count=len(document.pages))
            characters = 0
            for page in document.pages:
                characters += len(page.chars)
                reading.blocks.extend(_page_blocks(page, len(reading.blocks)))
                page.close()
    except UnreadableDraft:
        raise
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise UnreadableDraft("encrypted") from error
        raise UnreadableDraft("damaged", type(cause).__name__) from error
    except (PDFException, MalformedPDFException, RecursionError, ValueError, TypeError, KeyError, IndexError) as error:
        # pdfminer answers a broken file with whatever exception its parser happens to meet
        raise UnreadableDraft("damaged", f"{type(error).__name__}: {error}"[:200]) from error
    if not reading.page_count:
        raise UnreadableDraft("damaged", "no pages")
    if not characters:
        raise UnreadableDraft("no_text_layer", f"{reading.page_count} pages")
    return reading


def _page_blocks(page: Page, first_table: int) -> list[Block]:
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    shares, loose = _share_out(page.chars, [table.cells for table in tables])
    blocks: list[tuple[float, float, Block]] = []
    for number, table in enumerate(tables):
        grid = _grid(page.page_number, first_table + number, table.cells, shares[number])
        blocks.append((table.bbox[1], table.bbox[0], grid))
    for line in _lines(page.page_number, loose):
        x0, top, _, _ = line.piece.box or (0.0, 0.0, 0.0, 0.0)
        blocks.append((top, x0, line))
    blocks.sort(key=lambda block: block[:2])
    return [block for _, _, block in blocks]


def _share_out(chars: list[Char], tables: list[list[Box]]) -> tuple[list[dict[Box, list[Char]]], list[Char]]:
    """Give each character to the smallest cell around its middle; return the shares and what lies outside."""
    shares: list[dict[Box, list[Char]]] = [{} for _ in tables]
    by_size = sorted(
        ((cell, number) for number, cells in enumerate(tables) for cell in cells),
        key=lambda entry: (entry[0][2] - entry[0][0]) * (entry[0][3] - entry[0][1]),
    )
    loose = []
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        for cell, number in by_size:
            if cell[0] <= x < cell[2] and cell[1] <= y < cell[3]:
                shares[number].setdefault(cell, []).append(char)
                break
        else:
            loose.append(char)
    return shares, loose


def _grid(page: int, table: int, cells: list[Box], share: dict[Box, list[Char]]) -> Grid:
    tops = _edges(cell[1] for cell in cells)
    lefts = _edges(cell[0] for cell in cells)
    rows: list[list[GridCell]] = [[] for _ in tops]
    for box in sorted(cells):
        first = bisect_right(tops, box[1] + _SAME_EDGE) - 1
        last = bisect_right(tops, box[3] - _SAME_EDGE) - 1
        piece = Piece(
            text=extract_text(share.get(box, [])),
            page=page,
            table=table,
            row=first,
            column=bisect_right(lefts, box[0] + _SAME_EDGE) - 1,
            box=_rounded(box),
        )
        for number in range(first, max(first, last) + 1):
            rows[number].append(GridCell(piece, box[0], box[2], spanned=number > first))
    return Grid([sorted(row, key=lambda cell: cell.left) for row in rows if row])


def _edges(values: Iterator[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _lines(page: int, chars: list[Char]) -> Iterator[Line]:
    """Group characters into lines by their middles, and set each line's words apart where a gap shows."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: (char["top"] + char["bottom"]) / 2):
        middle = (char["top"] + char["bottom"]) / 2
        if rows and middle < rows[-1][0]["bottom"] and middle - _middle(rows[-1]) < char["height"] / 2:
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


def _middle(row: list[Char]) -> float:
    return float((row[0]["top"] + row[0]["bottom"]) / 2)


def _rounded(box: Box) -> Box:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
