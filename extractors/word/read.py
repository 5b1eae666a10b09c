"""Word (.docx): paragraphs become lines, tables grids. Merged cells are one cell, as in the other formats.

Column edges are fractions of the table's width, so that the pieces of a table that a converter split into
several (one a page, each with a grid of its own) still line up. Headers are kept apart, as they are
the page's; footers are not read.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from docx.document import Document as WordDocument
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.opc.part import PartFactory
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from docx.parts.document import DocumentPart

from extractors.errors import UnreadableDraft
from extractors.limits import (
    CELLS,
    NESTED_TABLES,
    PART_BYTES,
    PARTS,
    PIECE_CHARACTERS,
    UNPACKED_BYTES,
    hold,
)
from extractors.nested import number_rows, with_rows_inside
from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reading import Reading
from extractors.word.columns import column_edges, edge_at, row_cells
from extractors.word.content import (
    CELL,
    PARAGRAPH,
    ROW,
    TABLE,
    cells,
    children,
    hidden_text,
    is_deleted,
    lays_out,
    paragraph_text,
    rows,
    table_inside,
    text_boxes,
)
from extractors.word.numbering import Numbering
from extractors.word.styles import Styles

# python-docx answers a broken file with whatever exception it happens to meet; lxml's are SyntaxErrors.
_BROKEN = (
    *(
        OpcError,
        PythonDocxError,
        XmlchemyError,
        zipfile.BadZipFile,
        zlib.error,
        SyntaxError,
        EOFError,
        NotImplementedError,
    ),
    *(AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError),
)


# python-docx opens documents alone; templates and what holds macros (which are never looked at) are no different
for _type in (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
):
    PartFactory.part_type_for[_type] = DocumentPart


def read_word(path: Path) -> Reading:
    """Read paragraphs and tables in the order of the document's body.

    Raises UnreadableDraft: ``too_large``, or ``damaged`` where the package or its XML cannot be opened.
    """
    try:
        _hold_parts(path)
        main = Package.open(str(path)).main_document_part
        if not isinstance(main, DocumentPart):
            raise UnreadableDraft("damaged", f"the main part is of type {main.content_type}"[:200])
        reader = _WordReader(main.document)
    except _BROKEN as error:
        raise UnreadableDraft("damaged", f"{type(error).__name__}: {error}"[:200]) from error
    return Reading(
        format="docx", page_count=None, blocks=reader.blocks, hidden=reader.hidden, typed=reader.typed
    )


def _hold_parts(path: Path) -> None:
    """Hold the sizes that the package declares to their limits; no more than that is ever unpacked."""
    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
    hold("parts of the file", len(parts), PARTS)
    hold("bytes unpacked", sum(part.file_size for part in parts), UNPACKED_BYTES)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            hold("bytes of part {at}", part.file_size, PART_BYTES, at=part.filename[:100])


class _WordReader:
    """Walks a document once, numbering paragraphs, lines, tables and cells as it goes."""

    def __init__(self, document: WordDocument) -> None:
        self.blocks: list[Block] = []
        self.hidden: list[Piece] = []
        self.typed: list[tuple[Line, str]] = []
        self._styles = Styles(document)
        self._numbering = Numbering(document, self._styles)
        self._lines = self._tables = self._cells = 0
        self._read(document.element.body)
        self._keep_headers(document)

    def _read(self, container: BaseOxmlElement, depth: int = 0) -> None:
        hold("text boxes and tables in one another", depth, NESTED_TABLES)
        for element in children(container, PARAGRAPH, TABLE):
            if element.tag == TABLE and lays_out(element):
                for cell in cells(element):
                    self._read(cell, depth + 1)
                continue
            if element.tag == TABLE:
                self.blocks.append(self._grid(element, self._tables))
                self._tables += 1
                continue
            depth = self._styles.depth(element)
            for text in self._text(element).split("\n"):
                if text.strip():
                    line = Line(Piece(text=text.strip(), row=self._lines, depth=depth))
                    self.blocks.append(line)
                    self.typed.append((line, text))
                    self._lines += 1
            for box in text_boxes(element):
                self._read(box, depth + 1)

    def _keep_headers(self, document: WordDocument) -> None:
        """Keep what stands over every page apart, each text once: it may say the year or the department."""
        headers = (section.header for section in document.sections)
        texts = (
            line.text.strip() for one in headers if not one.is_linked_to_previous for line in one.paragraphs
        )
        for text in dict.fromkeys(filter(None, texts)):
            self._keep(text, "page_header")

    def _keep(self, text: str, name: str) -> None:
        """Keep a paragraph that is no text of the draft apart, as what it is."""
        hold("characters of a paragraph", len(text), PIECE_CHARACTERS)
        self.hidden.append(Piece(text=text))
        self.hidden[-1].take(name)

    def _text(self, paragraph: BaseOxmlElement) -> str:
        text = paragraph_text(paragraph)
        if hidden := hidden_text(paragraph).strip():
            self._keep(hidden, "hidden")
        hold("characters of a paragraph", len(text), PIECE_CHARACTERS)
        return self._numbering.label(paragraph) + text if text.strip() else ""

    def _grid(self, table: BaseOxmlElement, number: int, depth: int = 0) -> Grid:
        hold("tables in one another", depth, NESTED_TABLES)
        edges = column_edges(table)
        grid: list[list[GridCell]] = []
        open_cells: dict[int, Piece] = {}  # by first grid column: the cell that a vertical merge goes on with
        begun: dict[int, BaseOxmlElement] = {}  # merged cells of which a tracked change deleted the first row
        for row in children(table, ROW):
            if is_deleted(row):
                begun |= {column: cell for column, _, cell in row_cells(row) if cell.vMerge == "restart"}
                continue
            cells: list[GridCell] = []
            inside: tuple[int, BaseOxmlElement] | None = None
            for column, width, cell in row_cells(row):
                first = begun.pop(column, None) if cell.vMerge == "continue" else None
                element = cell if first is None else first
                merge = element.vMerge
                above = open_cells.get(column) if merge == "continue" else None
                nested = None if inside else table_inside(element)
                if nested is not None:
                    inside = len(cells), nested
                piece = above or Piece(
                    text=self._cell_text(element, without=nested).strip(),
                    table=number,
                    row=len(grid),
                    column=column,
                )
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = piece
                spanned = above is not None
                cells.append(GridCell(piece, edge_at(edges, column), edge_at(edges, column + width), spanned))
            self._cells += len(cells)
            hold("table cells", self._cells, CELLS)
            if inside:
                at, table_within = inside
                grid += with_rows_inside(cells, at, self._grid(table_within, number, depth + 1).rows)
            else:
                grid.append(cells)
        number_rows(grid)
        return Grid(grid)

    def _cell_text(
        self, cell: BaseOxmlElement, depth: int = 0, without: BaseOxmlElement | None = None
    ) -> str:
        """Text of a cell, its text boxes and the tables nested in it but one, one line a paragraph."""
        hold("tables in one another", depth, NESTED_TABLES)
        parts: list[str] = []
        for element in children(cell, PARAGRAPH, TABLE):
            if element.tag == PARAGRAPH:
                parts.append(self._text(element))
                parts += [self._cell_text(box, depth + 1) for box in text_boxes(element)]
            elif element is not without:
                parts += [
                    self._cell_text(inner, depth + 1)
                    for row in rows(element)
                    for inner in children(row, CELL)
                ]
        return "\n".join(part for part in parts if part.strip())
