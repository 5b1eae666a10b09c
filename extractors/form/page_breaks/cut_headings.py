"""The heading of an indicator table cut by a page break: in a line of its text, or between its two rows."""

from __future__ import annotations

from dataclasses import replace

from extractors.form.indicators.one_heading import merged_heading, one_heading
from extractors.form.page_breaks.label_ends import ends_label, splits_label
from extractors.form.rows import ENOUGH_HEADINGS, Cell, Row
from extractors.layouts.layout import Layout

_WHOLE = 0.75  # of a heading's width: what goes on below it, and is no part that divides it


def lower_row_of(before: Row, row: Row, layout: Layout) -> Row | None:
    """The whole heading where ``before`` is the upper row of one and ``row`` the lower one; else None.

    Headings over both rows may go on in the lower one, or end there.
    """
    upper = replace(before, cells=[replace(cell, pieces=list(cell.pieces)) for cell in before.cells])
    lower = replace(row, cells=[_ended(upper, cell, layout) for cell in row.cells])
    upper.see_heading(layout)
    if not (upper.is_heading or lower.is_heading):
        return None
    return merged_heading(upper, lower) if one_heading(upper, lower, layout) else None


def _ended(upper: Row, cell: Cell, layout: Layout) -> Cell:
    """The cell as it goes on with the one above it, where it holds its end."""
    above = upper.nearest(cell)
    ends = ends_label(above, cell, layout) or splits_label(above, cell, layout)
    if not ends or cell.overlap(above) < _WHOLE * (above.right - above.left):
        return cell
    above.pieces.extend(cell.pieces)
    return replace(cell, pieces=above.pieces, spanned=True)


def continues_heading(before: Row, row: Row, layout: Layout) -> bool:
    """Tell whether ``row`` holds the ends of headings: with those above they are columns' names."""
    pairs = [(before.nearest(cell), cell) for cell in row.written()]
    whole_below = [not above.text and layout.column(cell.text) is not None for above, cell in pairs]
    if not all(
        (above.text or below) and cell.stands_under(above)
        for below, (above, cell) in zip(whole_below, pairs, strict=True)
    ):
        return False
    if not before.is_heading:
        alone = {layout.column(cell.text) for cell in row.cells} - {None}
        whole = {layout.column(above.text + cell.text) for above, cell in pairs} - {None}
        return len(whole) >= ENOUGH_HEADINGS and len(whole) > len(alone)
    named = [
        layout.is_label(above.text + cell.text) or _is_written_below(above, cell, layout)
        for above, cell in pairs
    ]
    return any(named) and all(
        whole or not layout.is_label(above.text) for whole, (above, _) in zip(named, pairs, strict=True)
    )


def _is_written_below(above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell ends with a heading and that over it and its neighbours (近两年指标值 | 前年), cut between them."""
    return bool(layout.column(above.text) and layout.column(cell.text)) and above.text != cell.text
