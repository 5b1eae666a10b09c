"""The last row of a table and the first of the next as one: what they say together tells whether a form begins there."""

from __future__ import annotations

from dataclasses import replace

from extractors.form.cut_headings import continues_heading, lower_row_of
from extractors.form.cut_heads import begins_head, continues_head
from extractors.form.merged_cells import MergedCells
from extractors.form.rows import Row
from extractors.layouts.layout import Layout


def one_row(before: Row, row: Row, layout: Layout, *, opens: bool) -> Row | None:
    """The whole row where two rows are one of the head or of the heading, cut; else None.

    Only where ``before`` ``opens`` its table may its labels all stand in ``row``.
    """
    if not before.written() or not row.written():
        return None
    if opens and begins_head(None, before, row, layout):
        return _joined(row, before, layout, above=True)
    if (
        continues_heading(before, row, layout)
        or continues_head([before], row, MergedCells(layout)).cut == "rest"
    ):
        return _joined(before, row, layout, above=False)
    return lower_row_of(before, row, layout)


def _joined(row: Row, other: Row, layout: Layout, *, above: bool) -> Row:
    whole = Row([replace(cell, pieces=list(cell.pieces)) for cell in row.cells])
    for cell in other.written():
        pieces = whole.nearest(cell).pieces
        pieces[0 if above else len(pieces) : 0 if above else len(pieces)] = cell.pieces
    whole.see_heading(layout)
    return whole
