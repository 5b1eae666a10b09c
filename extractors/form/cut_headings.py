"""The heading of an indicator table cut by a page break: in a line of its text, or between its two rows."""

from __future__ import annotations

from extractors.form.heading_rows import merged_heading, one_heading
from extractors.form.rows import ENOUGH_HEADINGS, Cell, Row
from extractors.layouts.layout import Layout


def lower_row_of(before: Row, row: Row, layout: Layout) -> Row | None:
    """The whole heading where ``before`` is the upper row of one and ``row`` the lower one; else None."""
    if before.parents or not (before.is_heading or row.is_heading):
        return None
    return merged_heading(before, row) if one_heading(before, row, layout) else None


def continues_heading(before: Row, row: Row, layout: Layout) -> bool:
    """Tell whether ``row`` holds the ends of headings: with those above they are columns' names."""
    pairs = [(before.nearest(cell), cell) for cell in row.written()]
    if not all(above.text and cell.stands_under(above) for above, cell in pairs):
        return False
    if not before.is_heading:
        alone = {layout.column(cell.text) for cell in row.cells} - {None}
        whole = {layout.column(above.text + cell.text) for above, cell in pairs} - {None}
        return len(whole) >= ENOUGH_HEADINGS and len(whole) > len(alone)
    named = [_is_word(above.text + cell.text, layout) for above, cell in pairs]
    return any(named) and all(
        whole or not _is_word(above.text, layout) for whole, (above, _) in zip(named, pairs, strict=True)
    )


def ends_group(above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell holds the end of the label beside an indicator table (``绩效`` over ``指标``)."""
    named = (layout.group(above.text + cell.text) or "").startswith("indicators")
    return named and bool(above.text and cell.text)


def _is_word(text: str, layout: Layout) -> bool:
    return bool(layout.column(text) or layout.group(text))
