"""Labels of the head over several rows, cut by a page break: does the first row of a page stand beside the label too?"""

from __future__ import annotations

from extractors.form.head.line import NUMBER
from extractors.form.page_breaks.merged_cells import MergedCells
from extractors.form.rows import Row
from extractors.layouts.layout import Layout


def goes_on_beside(before: Row, row: Row, layout: Layout) -> bool:
    """Tell whether the first cell of a row goes on with a label over several rows in the row before.

    It is empty; or it is no label, and the row has values under the labels of that; or they name a small table together.
    """
    above, first = before.cells[0], row.cells[0]
    if first.spanned or not first.stands_under(above):
        return False
    if not first.text:
        return True
    if NUMBER.fullmatch(first.text):
        return False  # an amount, under its label
    beside = [cell for cell in row.written() if cell is not first]
    if beside and layout.group(above.text + first.text) == "table":
        return True
    return (
        bool(beside)
        and (bool(above.text and layout.is_label(above.text + first.text)) or not layout.is_label(first.text))
        and all(
            cell.stands_under(over := before.nearest(cell))
            and layout.is_label(over.text)
            and not layout.is_label(cell.text)
            for cell in beside
        )
    )


def began_beside(before: Row, row: Row, merged: MergedCells) -> bool:
    """Tell whether the label over several rows in a row stands beside the row before as well, in its empty cell.

    A centred label has its text on one page only. One that is drawn over a single row on either page has labels beside
    it in both, or headings above and what stands under them below.
    """
    above, first = before.cells[0], row.cells[0]
    if not merged.tall or above.text or first.spanned or not first.text or not first.stands_under(above):
        return False
    if merged.over_rows(above, first):
        return True
    layout = merged.layout
    if len(before.cells) <= 2 or len(row.cells) <= 2 or not layout.is_label(first.text):
        return False
    labels = [layout.is_label(cell.text) for cell in row.written() if cell is not first]
    headings = all(layout.is_label(cell.text) for cell in before.written())
    return layout.is_label(before.cells[1].text) and (labels[:1] == [True] or (headings and not any(labels)))
