"""Head rows cut by a page break: do two rows, one on either side of it, belong together?

They are known by their labels (the layout's), and by standing in the same columns.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.form.cut_headings import continues_heading, lower_row_of
from extractors.form.rows import Cell, Row
from extractors.joining import as_label, squeeze
from extractors.layouts.layout import Layout

_NUMBER = re.compile(r"[\d.,，．%％]+")
_AFTER_LABEL = re.compile(r"[^()（）]*[)）][:：]?|[:：]|[（(][^()（）]*[)）]?[:：]?")  # ``（%）`` or its end


def continues_head(earlier: Row | None, before: Row, row: Row, layout: Layout) -> bool:
    """Head rows: a rest stands under text, or where a value was due, and spoils no label.

    A value is due beside a label, and under a month end in the row over it (``earlier``).
    """
    pairs = [(before.nearest(cell), cell) for cell in row.written()]
    if not all(cell.stands_under(above) for above, cell in pairs):
        return False
    others = [(above, cell) for above, cell in pairs if not ends_label(above, cell, layout)]
    if any(layout.is_label(above.text) or layout.is_label(cell.text) for above, cell in others):
        return False
    # A label cut beyond the first column, where labels may stand for several rows, was cut with its row.
    if any(above is not before.cells[0] for above, cell in pairs if (above, cell) not in others):
        return True
    return all(
        above.text
        or _follows_label(before, above, layout)
        or (earlier and _under_month(earlier, above, layout))
        for above, _ in others
    )


def one_row(before: Row, row: Row, layout: Layout) -> Row | None:
    """The whole row where two rows are one of the head or of the heading, cut; else None."""
    if not before.written() or not row.written():
        return None
    if begins_head(None, before, row, layout):
        return _joined(row, before, layout, above=True)
    if continues_heading(before, row, layout) or continues_head(None, before, row, layout):
        return _joined(before, row, layout, above=False)
    return lower_row_of(before, row, layout)


def _joined(row: Row, other: Row, layout: Layout, *, above: bool) -> Row:
    whole = Row([replace(cell, pieces=list(cell.pieces)) for cell in row.cells])
    for cell in other.written():
        pieces = whole.nearest(cell).pieces
        pieces[0 if above else len(pieces) : 0 if above else len(pieces)] = cell.pieces
    whole.see_heading(layout)
    return whole


def begins_head(earlier: Row | None, before: Row, row: Row, layout: Layout) -> bool:
    """Tell whether ``before`` holds the first lines of tall values whose labels stand on the next page.

    A row under ``earlier``'s labels or month ends, or beside its label over several rows, belongs to that instead.
    """
    if before.is_heading or any(layout.is_label(cell.text) for cell in before.cells):
        return False
    above = earlier.cells if earlier else []
    if any(layout.milestone(cell.text) or layout.group(cell.text) for cell in above):
        return False
    pairs = [(cell, row.nearest(cell)) for cell in before.written()]
    values = [(cell, below) for cell, below in pairs if not ends_label(cell, below, layout)]
    return bool(values) and all(
        cell.stands_under(below)
        and not layout.is_label(below.text)
        and _follows_label(row, below, layout)
        and not any(cell.overlap(over) > 0 and layout.is_label(over.text) for over in above)
        for cell, below in values
    )


def ends_label(above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell holds the end of the label above it (``其中：财政`` over ``资金``)."""
    whole = above.text + cell.text
    if not (above.text and cell.text and layout.is_label(whole)) or _NUMBER.fullmatch(squeeze(cell.text)):
        return False
    if as_label(whole) == as_label(above.text):
        return bool(_AFTER_LABEL.fullmatch(squeeze(cell.text)))
    return (
        not (layout.is_label(above.text) and layout.is_label(cell.text))
        or layout.label(cell.text) == "caption"
    )


def _follows_label(row: Row, cell: Cell, layout: Layout) -> bool:
    at = row.cells.index(cell)
    return at > 0 and layout.label(row.cells[at - 1].text) is not None


def _under_month(earlier: Row, cell: Cell, layout: Layout) -> bool:
    over = earlier.nearest(cell)
    return over.overlap(cell) > 0 and layout.milestone(over.text) is not None
