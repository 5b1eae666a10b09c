"""The last row of a table and the first of the next as one: what they say together tells whether a form begins there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.form.page_breaks.cut_headings import continues_heading, lower_row_of
from extractors.form.page_breaks.cut_heads import begins_head, continues_head
from extractors.form.page_breaks.merged_cells import MergedCells
from extractors.form.rows import Row
from extractors.layouts.layout import Layout


def one_row(above: Sequence[Row], row: Row, layout: Layout, *, opens: bool) -> Row | None:
    """The whole row where the last of the rows ``above`` and ``row`` are one of the head or of the heading, cut; else None.

    Only where the last one ``opens`` its table may its labels all stand in ``row``.
    """
    before = above[-1]
    if not before.written() or not row.written():
        return None
    if opens and begins_head(None, before, row, layout):
        return _joined(row, before, layout, above=True)
    if (
        continues_heading(before, row, layout)
        or continues_head(above, row, MergedCells(layout)).cut == "rest"
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
