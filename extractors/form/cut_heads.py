"""Head rows cut by a page break: do two rows, one on either side of it, belong together?

They are known by their labels (the layout's), and by standing in the same columns.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.form.cut_headings import continues_heading, lower_row_of
from extractors.form.head_words import HeadWords, inline_names
from extractors.form.judgement import Judgement
from extractors.form.label_ends import ends_label, names_its_own, splits_label
from extractors.form.rows import Cell, Row
from extractors.form.text_ends import ended
from extractors.layouts.layout import Layout

_FIGURE = re.compile(r"\d[\d,，]*(\.\d+)?")


def continues_head(earlier: Row | None, before: Row, row: Row, layout: Layout) -> Judgement:
    """Judge head rows: a rest stands under text, or where a value was due, and spoils no label.

    A value is due beside a label, and under a month end in the row over it (``earlier``). Two labels that are one
    together (``年度`` over ``总体目标``), and a row of a small table in the head, may also be rows of their own.
    """
    pairs = [(before.nearest(cell), cell) for cell in row.written()]
    if not all(cell.stands_under(above) for above, cell in pairs):
        return Judgement("apart")
    if any(_lies_under_label(before, above, cell, layout) for above, cell in pairs):
        return Judgement("apart")
    ends = [pair for pair in pairs if ends_label(*pair, layout)]
    ends_beyond = any(above is not before.cells[0] for above, _ in ends)
    splits = [
        (above, cell)
        for above, cell in pairs
        if (ends_beyond or above is before.cells[0]) and splits_label(above, cell, layout)
    ]
    others = [pair for pair in pairs if pair not in ends and pair not in splits]
    words = HeadWords(layout)
    if any(
        layout.is_label(cell.text) or (inline_names(cell, words) and not inline_names(above, words))
        for above, cell in others
        if above.text
    ):
        return Judgement("apart")
    # A label cut beyond the first column, where labels may stand for several rows, was cut with its row.
    if ends_beyond:
        return Judgement("rest")
    if any(layout.is_label(above.text) or layout.is_label(cell.text) for above, cell in others):
        return Judgement("apart")
    if any(ended(above, cell, None) for above, cell in others if above.text):
        return Judgement("apart")
    if splits:
        own = bool(others) and all(names_its_own(*pair, layout) for pair in splits)
        return Judgement("apart" if own else "rest", sure=not others)
    if _is_of_table(before, row, layout) and all(above.text for above, _ in others):
        apart = len(others) > 1 and not _lacks_figures(before, row)
        return Judgement("apart" if apart else "rest", sure=False)
    due = all(
        above.text
        or _follows_label(before, above, layout)
        or (earlier and _under_month(earlier, above, layout))
        for above, _ in others
    )
    return Judgement("rest" if due else "apart")


def goes_on_beside(before: Row, row: Row, layout: Layout) -> bool:
    """Tell whether the first cell of a row goes on with a label over several rows in the row before.

    It is empty; or it is no label, and the row has values under the labels of that.
    """
    above, first = before.cells[0], row.cells[0]
    if first.spanned or not first.stands_under(above):
        return False
    if not first.text:
        return True
    beside = [cell for cell in row.written() if cell is not first]
    splits = splits_label(above, first, layout)
    return (
        bool(beside)
        and (splits or not layout.is_label(first.text))
        and all(
            cell.stands_under(over := before.nearest(cell))
            and layout.is_label(over.text)
            and not layout.is_label(cell.text)
            for cell in beside
        )
    )


def began_beside(before: Row, row: Row, layout: Layout) -> bool:
    """Tell whether the label over several rows in a row stands beside the row before as well, in its empty cell.

    A centred label has its text on one page only.
    """
    above, first = before.cells[0], row.cells[0]
    return (
        not (above.text or first.spanned)
        and len(before.cells) > 2 < len(row.cells)
        and first.stands_under(above)
        and layout.is_label(first.text)
        and layout.is_label(before.cells[1].text)
        and layout.is_label(row.cells[1].text)
    )


def one_row(before: Row, row: Row, layout: Layout, *, opens: bool) -> Row | None:
    """The whole row where two rows are one of the head or of the heading, cut; else None.

    Only where ``before`` ``opens`` its table may its labels all stand in ``row``.
    """
    if not before.written() or not row.written():
        return None
    if opens and begins_head(None, before, row, layout):
        return _joined(row, before, layout, above=True)
    if continues_heading(before, row, layout) or continues_head(None, before, row, layout).cut == "rest":
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


def _is_of_table(before: Row, row: Row, layout: Layout) -> bool:
    """Tell whether two rows without labels stand beside that of a small table (年度主要任务)."""
    first = row.cells[0]
    goes_on = first.stands_under(before.cells[0])
    return goes_on and layout.group(before.cells[0].text + first.text) == "table"


def _lies_under_label(before: Row, above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell lies under a label as well as under ``above``: the rest of a cell is as wide as it was."""
    return any(
        over is not above and layout.is_label(over.text) and over.overlap(cell) > (over.right - over.left) / 2
        for over in before.cells
    )


def _lacks_figures(before: Row, row: Row) -> bool:
    """Tell whether cells are empty under the figures of the row before, which each row of a small table has."""
    return any(
        not cell.text and not cell.spanned and _FIGURE.fullmatch(before.nearest(cell).text)
        for cell in row.cells[1:]
    )


def _follows_label(row: Row, cell: Cell, layout: Layout) -> bool:
    at = row.cells.index(cell)
    return at > 0 and layout.label(row.cells[at - 1].text) is not None


def _under_month(earlier: Row, cell: Cell, layout: Layout) -> bool:
    over = earlier.nearest(cell)
    return over.overlap(cell) > 0 and layout.milestone(over.text) is not None
