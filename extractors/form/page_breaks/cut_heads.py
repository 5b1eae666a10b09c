"""Head rows cut by a page break: do two rows, one on either side of it, belong together?

They are known by their labels (the layout's), and by standing in the same columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.form.page_breaks.beside_labels import (
    cut_label_before,
    follows_label,
    has_beside,
    has_value_above,
    has_value_inside,
    holds_labels_of,
    lies_under_label,
    names_project,
    says_nothing_alone,
    under_month,
)
from extractors.form.page_breaks.cut_items import (
    begins_item,
    is_of_table,
    is_sum,
    lacks_figures,
    says_figures_again,
)
from extractors.form.page_breaks.judgement import Judgement
from extractors.form.page_breaks.label_ends import ends_label, names_its_own, splits_label
from extractors.form.page_breaks.merged_cells import MergedCells
from extractors.form.page_breaks.text_ends import ended, parted
from extractors.form.rows import Cell, Row
from extractors.form.words.head import HeadWords, inline_names
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT


def continues_head(rows: Sequence[Row], row: Row, merged: MergedCells) -> Judgement:
    """Judge head rows: a rest of the last of the ``rows`` stands under text, or where a value was due, and spoils no label.

    A value is due beside a label, and under a month end in the row over it. Two labels that are one
    together (``年度`` over ``总体目标``), and a row of a small table in the head, may also be rows of their own.
    """
    layout = merged.layout
    before, earlier = rows[-1], rows[-2] if len(rows) > 1 else None
    pairs = _without_tall_label([(before.nearest(cell), cell) for cell in row.written()], merged)
    if not _may_be_one(before, pairs, layout):
        return Judgement("apart")
    if holds_labels_of(before, pairs, layout):
        return Judgement("rest")
    of_table = is_of_table(rows, row, layout)
    if of_table and begins_item(before, row, pairs):
        return Judgement("begins")
    ends = [pair for pair in pairs if ends_label(*pair, layout)]
    ends_beyond = any(
        (above is not before.cells[0] and not merged.over_rows(above, cell))
        or layout.label(above.text + cell.text) in NAMES_PROJECT
        for above, cell in ends
    )
    split = [pair for pair in pairs if splits_label(*pair, layout)]
    valued = any(has_value_above(before, row, *pair, layout) for pair in [*ends, *split])
    splits = [pair for pair in split if ends_beyond or valued or pair[0] is before.cells[0]]
    others = [pair for pair in pairs if pair not in ends and pair not in splits]
    words = HeadWords(layout)
    if any(
        layout.is_label(cell.text) or (inline_names(cell, words) and not inline_names(above, words))
        for above, cell in others
        if above.text and not names_project(before, row, above, cell, layout)
    ):
        return Judgement("apart")
    if says_figures_again(others):
        return Judgement("apart")
    if any(parted(above.text, cell.text) for above, cell in others if above.text):
        return Judgement("apart")
    # A label cut beyond the first column, where labels may stand for several rows, was cut with its row; 项目名称 stands
    # for one.
    if ends_beyond or valued:
        return Judgement("rest", sure=ends_beyond or not splits)
    if any(
        layout.is_label(cell.text)
        or (layout.is_label(above.text) and not has_value_inside(before, above, cell))
        for above, cell in others
    ):
        return Judgement("apart")
    if any(ended(above, cell, None) for above, cell in others if above.text):
        return Judgement("apart")
    if splits:
        own = bool(others) and all(
            names_its_own(*pair, layout) and not says_nothing_alone(rows, pair[0], layout) for pair in splits
        )
        return Judgement("apart" if own else "rest", sure=not others)
    if of_table and all(above.text for above, _ in others):
        apart = len(others) > 1 and not lacks_figures(before, row)
        return Judgement("apart" if apart else "rest", sure=False)
    due = all(
        above.text
        or follows_label(before, above, layout)
        or cut_label_before(before, row, above, cell, layout)
        or (earlier and under_month(earlier, above, layout))
        for above, cell in others
    )
    return Judgement("rest" if due else "apart")


def begins_head(earlier: Row | None, before: Row, row: Row, layout: Layout) -> bool:
    """Tell whether ``before`` holds the first lines of tall values whose labels stand on the next page.

    A row under ``earlier``'s labels or month ends, or beside its label over several rows, belongs to that instead.
    """
    if before.is_heading or any(layout.is_label(cell.text) for cell in before.cells):
        return False
    # A caption alone has nothing under it.
    above = earlier.cells if earlier and len(earlier.cells) > 1 else []
    if any(layout.milestone(cell.text) or has_beside(cell, before, layout) for cell in above):
        return False
    pairs = [(cell, row.nearest(cell)) for cell in before.written()]
    values = [(cell, below) for cell, below in pairs if not ends_label(cell, below, layout)]
    return bool(values) and all(
        cell.stands_under(below)
        and not layout.is_label(below.text)
        and follows_label(row, below, layout)
        and not any(cell.stands_under(over) and layout.is_label(over.text) for over in above)
        for cell, below in values
    )


def _without_tall_label(pairs: list[tuple[Cell, Cell]], merged: MergedCells) -> list[tuple[Cell, Cell]]:
    """The pairs but for the label over several rows whose text, centred, stands on the lower page.

    It tells nothing of the row beside it.
    """
    (above, cell), *others = pairs
    tall = not above.text and merged.over_rows(above, cell) and merged.layout.is_label(cell.text)
    return others if tall and others else pairs


def _may_be_one(before: Row, pairs: list[tuple[Cell, Cell]], layout: Layout) -> bool:
    """Tell whether each cell stands under another, and but under that, and none of these names a sum."""
    return (
        all(cell.stands_under(above) for above, cell in pairs)
        and not any(lies_under_label(before, above, cell, layout) for above, cell in pairs)
        and not is_sum(pairs, layout)
    )
