"""Word (.docx): paragraphs become lines, tables grids. Merged cells are one cell, as in the other formats.

Column edges are fractions of the table's width, so that the pieces of a table that a converter split into
several (one a page, each with a grid of its own) still line up.
"""

from __future__ import annotations

import zipfile
from itertools import accumulate
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from extractors.errors import UnreadableDraft
from extractors.pieces import Block, Grid, GridCell, Line, Piece, Reading


def read_word(path: Path) -> Reading:
    """Read paragraphs and tables in the order of the document's body.

    Raises UnreadableDraft ``damaged`` where the package or its XML cannot be opened.
    """
    try:
        document = Document(str(path))
        blocks = _blocks(document)
    except (PackageNotFoundError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
        raise UnreadableDraft("damaged", f"{type(error).__name__}: {error}"[:200]) from error
    return Reading(format="docx", page_count=None, blocks=blocks)


def _blocks(document: WordDocument) -> list[Block]:
    blocks: list[Block] = []
    tables = lines = 0
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            for text in item.text.split("\n"):
                if text.strip():
                    blocks.append(Line(Piece(text=text.strip(), row=lines)))
                    lines += 1
        else:
            blocks.append(_grid(item, tables))
            tables += 1
    return blocks


def _grid(table: Table, number: int) -> Grid:
    edges = _column_edges(table)
    rows: list[list[GridCell]] = []
    open_cells: dict[int, Piece] = {}  # by first grid column: the cell that a vertical merge goes on with
    for row_number, row in enumerate(table._tbl.tr_lst):
        cells: list[GridCell] = []
        for column, width, element in _row_cells(row):
            above = open_cells.get(column)
            spanned = element.vMerge == "continue" and above is not None
            if spanned and above is not None:
                piece = above
            else:
                piece = Piece(text=_text(element), table=number, row=row_number, column=column)
            if element.vMerge is None:
                open_cells.pop(column, None)
            else:
                open_cells[column] = piece
            cells.append(GridCell(piece, _edge(edges, column), _edge(edges, column + width), spanned))
        rows.append(cells)
    return Grid(rows)


def _row_cells(row: CT_Row) -> list[tuple[int, int, CT_Tc]]:
    """(first grid column, grid columns covered, cell) of each cell in a row."""
    cells = []
    column = row.grid_before
    for element in row.tc_lst:
        cells.append((column, element.grid_span, element))
        column += element.grid_span
    return cells


def _text(element: CT_Tc) -> str:
    """Text of a cell and of the tables nested in it, paragraphs and line breaks as line breaks."""
    paragraphs = element.iter(qn("w:p"))
    return "\n".join(Paragraph(paragraph, None).text for paragraph in paragraphs).strip()  # type: ignore[arg-type]


def _column_edges(table: Table) -> list[float]:
    widths = [int(column.w or 0) for column in table._tbl.tblGrid.gridCol_lst]
    if not widths or not all(widths):
        widths = [1] * max(len(widths), 1)
    total = sum(widths)
    return [0.0, *(100 * edge / total for edge in accumulate(widths))]


def _edge(edges: list[float], column: int) -> float:
    """Edge of a grid column; beyond the declared grid (some converters write too few columns) go on counting."""
    return edges[column] if column < len(edges) else edges[-1] + column - len(edges) + 1
