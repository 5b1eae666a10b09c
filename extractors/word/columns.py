"""The columns of a Word table: which of its grid a cell covers, and where they begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement

from extractors.limits import ROW_CELLS, hold
from extractors.word.content import CELL, children


def row_cells(row: BaseOxmlElement) -> Iterator[tuple[int, int, CT_Tc]]:
    """(first grid column, grid columns covered, cell) of each cell in a row."""
    column = _within(row.grid_before) if isinstance(row, CT_Row) else 0
    for number, element in enumerate(children(row, CELL), start=1):
        hold("cells of a row", number, ROW_CELLS)
        if isinstance(element, CT_Tc):
            span = max(_within(element.grid_span), 1)
            yield column, span, element
            column += span


def _within(columns: int) -> int:
    return min(max(columns, 0), ROW_CELLS)


def column_edges(table: BaseOxmlElement) -> list[float]:
    """Edges of the table's grid columns, from 0 to 100; all of one width where some has none."""
    widths = [
        int(column.get(qn("w:w")) or 0) for column in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    ]
    if not widths or min(widths) <= 0:
        widths = [1] * max(len(widths), 1)
    total = sum(widths)
    return [0.0, *(100 * edge / total for edge in accumulate(widths))]


def edge_at(edges: list[float], column: int) -> float:
    """Edge of a grid column; beyond the declared grid (converters write too few columns) go on counting."""
    return edges[column] if column < len(edges) else edges[-1] + column - len(edges) + 1
