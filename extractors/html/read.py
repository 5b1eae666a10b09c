"""Web pages: text becomes lines, tables grids; tables that only lay out a page are walked through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from lxml.html import HtmlElement

from extractors.errors import UnreadableDraft
from extractors.html.page import trees
from extractors.html.shown import children, field_value, is_hidden, is_never_shown, span, stands_apart
from extractors.html.styles import draw_tables
from extractors.html.tables import ROWS, TABLE_CELLS, depths, inside, lays_out, table_inside
from extractors.limits import (
    CELLS,
    ELEMENTS,
    NESTED_ELEMENTS,
    NESTED_TABLES,
    PIECE_CHARACTERS,
    ROW_CELLS,
    hold,
)
from extractors.nested import number_rows, with_rows_inside
from extractors.pieces import Grid, GridCell, Line, Piece
from extractors.reading import Reading

_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_MOST_ROWS, _MOST_COLUMNS = 65_534, 1_000  # of a span, as browsers have it


def read_html(path: Path) -> Reading:
    """Read the pages of a file. Lines are numbered from 0; cells by table, row and column from 0, as in Word.

    Raises UnreadableDraft: ``damaged`` or ``too_large``.
    """
    reader = _PageReader()
    try:
        for tree in trees(path.read_bytes()):
            reader.read(tree)
    except (RecursionError, LookupError, TypeError, ValueError) as error:
        raise UnreadableDraft("damaged", f"{type(error).__name__}: {error}"[:200]) from error
    return reader.reading


class _PageReader:
    """Walks pages, numbering lines, tables and cells as it goes."""

    def __init__(self) -> None:
        self.reading = Reading(format="html", page_count=None)
        self._lines, self._tables = count(), count()
        self._cells = 0
        self._text: list[str] = []
        self._typed = False  # as it is shown (<pre>), with its blanks and the ends of its lines
        self._depth = 0  # of the heading that the next words stand in

    def read(self, tree: HtmlElement) -> None:
        for number, depth in enumerate(depths(tree), start=1):
            hold("elements in one another", depth, NESTED_ELEMENTS)
            hold("elements of a page", number, ELEMENTS)
        draw_tables(tree)
        self._walk(tree, 0)
        self._end_line()

    def _walk(self, element: HtmlElement, tables: int, before: str = "") -> None:
        """Take an element and what it holds as lines and tables; ``before`` is shown at its beginning."""
        if self._passes_over(element):
            return
        if element.tag == "table":
            hold("tables in one another", tables + 1, NESTED_TABLES)
            self._end_line()
            if not lays_out(element):
                self._grid(element)
                return
            tables += 1
        apart = stands_apart(element)
        if apart or element.tag == "br":
            self._end_line()
        typed = self._typed
        self._typed = typed or element.tag == "pre"
        depth = self._depth
        self._depth = _HEADINGS.get(element.tag, depth)
        self._text += [before, field_value(element), element.text or ""]
        for number, child in children(element):
            self._walk(child, tables, number)
            self._text.append(child.tail or "")
        if apart:
            self._end_line()
        self._depth, self._typed = depth, typed

    def _end_line(self) -> None:
        said = "".join(self._text)
        self._text.clear()
        if not said.strip():
            return
        for typed in said.split("\n") if self._typed else [said]:
            text, number = _shown(typed), next(self._lines)
            if text:
                hold("characters of a line", len(text), PIECE_CHARACTERS)
                line = Line(Piece(text=text, row=number, depth=self._depth))
                self.reading.blocks.append(line)
                self.reading.typed += [(line, typed)] if self._typed else []

    def _passes_over(self, element: HtmlElement) -> bool:
        """Leave out what is no text; keep apart what the page hides."""
        if not isinstance(element.tag, str) or is_never_shown(element):
            return True
        if not is_hidden(element):
            return False
        text = _shown("".join(element.itertext()))[:PIECE_CHARACTERS]
        if text:
            piece = Piece(text=text)
            piece.take("hidden")
            self.reading.hidden.append(piece)
        return True

    def _grid(self, table: HtmlElement) -> None:
        rows = self._rows(table, next(self._tables))
        self._end_line()
        number_rows(rows)
        if rows:
            self.reading.blocks.append(Grid(rows))

    def _rows(self, table: HtmlElement, number: int, depth: int = 0) -> list[list[GridCell]]:
        hold("tables in one another", depth, NESTED_TABLES)
        rows: list[list[GridCell]] = []
        open_cells: dict[int, tuple[GridCell, int]] = {}  # by left column: cells that rows below go on with
        for caption in table.iterchildren("caption"):
            self._walk(caption, 0)
        for row_number, row in enumerate(self._within(table, *ROWS)):
            if self._passes_over(row):
                continue
            cells = [
                GridCell(cell.piece, cell.left, cell.right, spanned=True) for cell, _ in open_cells.values()
            ]
            open_cells = {left: (cell, more - 1) for left, (cell, more) in open_cells.items() if more > 1}
            taken = {column for cell in cells for column in range(int(cell.left), int(cell.right))}
            column = 0
            within: tuple[GridCell, HtmlElement] | None = None
            for element in self._within(row, *TABLE_CELLS):
                if self._passes_over(element):
                    continue
                while column in taken:
                    column += 1
                width = span(element, "colspan", _MOST_COLUMNS)
                nested = None if within else table_inside(element)
                text = self._cell_text(element, without=nested)
                cell = GridCell(
                    Piece(text=text, table=number, row=row_number, column=column), column, column + width
                )
                within = (cell, nested) if nested is not None else within
                height = span(element, "rowspan", _MOST_ROWS)
                if height > 1:
                    open_cells[column] = (cell, height - 1)
                cells.append(cell)
                taken.update(range(column, column + width))
                column += width
                hold("cells of a row", len(cells), ROW_CELLS)
            self._cells += len(cells)
            hold("table cells", self._cells, CELLS)
            cells.sort(key=lambda cell: cell.left)
            if within:
                outer, table_within = within
                at = next(at for at, cell in enumerate(cells) if cell is outer)
                rows += with_rows_inside(cells, at, self._rows(table_within, number, depth + 1))
            else:
                rows.append(cells)
        return rows

    def _within(self, element: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
        """A table's rows, or a row's cells; words between them become a line over the table."""
        for found in inside(element, *tags):
            if isinstance(found, str):
                self._text.append(found)
            else:
                yield found

    def _cell_text(self, cell: HtmlElement, without: HtmlElement | None = None) -> str:
        """Text of a cell, one line a paragraph, with that of tables inside but one."""
        lines = [_shown(line) for line in "".join(self._cell_parts(cell, without=without)).split(_BREAK)]
        text = "\n".join(line for line in lines if line)
        hold("characters of a cell", len(text), PIECE_CHARACTERS)
        return text

    def _cell_parts(
        self, element: HtmlElement, before: str = "", without: HtmlElement | None = None
    ) -> Iterator[str]:
        apart = stands_apart(element) or element.tag == "br"
        yield (_BREAK if apart else "") + before + field_value(element) + (element.text or "")
        for number, child in children(element):
            if child is not without and not self._passes_over(child):
                yield from self._cell_parts(child, number, without)
            yield child.tail or ""
        if apart:
            yield _BREAK


_BREAK = "\x1e"  # between lines of a cell: a control character, which no page can hold


def _shown(text: str) -> str:
    """Text as a browser shows it: white space is one blank."""
    return _BLANKS.sub(" ", text).strip()
