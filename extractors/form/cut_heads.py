"""Head rows and headings cut by a page break: do two rows, one on either side of it, belong together?

They are known by their labels (the layout's), and by standing in the same columns. A head row of several
labels with centred text, cut so that a label stands below its value's first line and no label is cut itself,
is not put together again: the value's first part is a leftover.
"""

from __future__ import annotations

import re

from extractors.form.rows import ENOUGH_HEADINGS, Cell, Row
from extractors.joining import as_label, squeeze
from extractors.layouts.layout import Layout

_AFTER_LABEL = re.compile(r"[^()（）]*[)）][:：]?|[:：]|[（(][^()（）]*[)）]?[:：]?")  # ``（%）`` or its end


def continues_head(before: Row, row: Row, layout: Layout) -> bool:
    """Head rows and headings: a rest stands under text, or where a value was due, and spoils no label."""
    pairs = [(before.nearest(cell), cell) for cell in row.written()]
    if not all(cell.stands_under(above) for above, cell in pairs):
        return False
    # A label cut beyond the first column, where labels may stand for several rows, was cut with its row.
    if any(above is not before.cells[0] and ends_label(above, cell, layout) for above, cell in pairs):
        return True
    for above, cell in pairs:
        if ends_label(above, cell, layout):
            continue
        if before.is_heading or layout.is_label(cell.text) or layout.is_label(above.text):
            return False
        if not above.text and not _follows_label(before, above, layout):
            return False
    return True


def completes_heading(before: Row, row: Row, layout: Layout) -> bool:
    """Tell whether two rows are the heading of the indicator table, cut: together they name more columns."""
    pairs = [(above, cell) for cell in row.cells if cell.stands_under(above := before.nearest(cell))]
    alone = {layout.column(cell.text) for cell in row.cells} - {None}
    whole = {layout.column(above.text + cell.text) for above, cell in pairs} - {None}
    return len(whole) >= ENOUGH_HEADINGS and len(whole) > len(alone)


def begins_head(earlier: Row, before: Row, row: Row, layout: Layout) -> bool:
    """Tell whether ``before`` holds the first lines of a tall value whose label stands on the next page.

    A row under ``earlier``'s month ends, or beside its label over several rows, belongs to that instead.
    """
    written, labels = before.written(), row.written()
    if (
        not written
        or before.is_heading
        or not labels
        or layout.label(labels[0].text) not in ("purpose", "goals")
    ):
        return False
    labelled = any(layout.is_label(cell.text) for cell in before.cells)
    if labelled or any(layout.milestone(cell.text) or layout.group(cell.text) for cell in earlier.cells):
        return False
    return all(
        cell.stands_under(below := row.nearest(cell)) and not layout.is_label(below.text) for cell in written
    )


def ends_label(above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell holds the end of the label above it (``其中：财政`` over ``资金``)."""
    whole = above.text + cell.text
    if not (above.text and cell.text and layout.is_label(whole)):
        return False
    if as_label(whole) == as_label(above.text):
        return bool(_AFTER_LABEL.fullmatch(squeeze(cell.text)))
    return not (layout.is_label(above.text) and layout.is_label(cell.text))


def _follows_label(row: Row, cell: Cell, layout: Layout) -> bool:
    at = row.cells.index(cell)
    return at > 0 and layout.label(row.cells[at - 1].text) is not None
