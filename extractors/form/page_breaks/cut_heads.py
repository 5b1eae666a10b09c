"""Head rows cut by a page break: do two rows, one on either side of it, belong together?

They are known by their labels (the layout's), and by standing in the same columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.form.page_breaks.judgement import Judgement
from extractors.form.page_breaks.label_ends import ends_label, names_its_own, splits_label
from extractors.form.page_breaks.merged_cells import MergedCells
from extractors.form.page_breaks.text_ends import FULL, amount_is_cut, ended, parted
from extractors.form.rows import Cell, Row
from extractors.form.words.head import HeadWords, inline_names
from extractors.form.words.years import YEAR
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT

_COLONS = (":", "：")
_FIGURE = re.compile(r"\d[\d,，]*(\.\d+)?")


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
    if _holds_labels_of(before, pairs, layout):
        return Judgement("rest")
    of_table = _is_of_table(rows, row, layout)
    if of_table and _begins_item(before, row, pairs):
        return Judgement("begins")
    ends = [pair for pair in pairs if ends_label(*pair, layout)]
    ends_beyond = any(
        (above is not before.cells[0] and not merged.over_rows(above, cell))
        or layout.label(above.text + cell.text) in NAMES_PROJECT
        for above, cell in ends
    )
    split = [pair for pair in pairs if splits_label(*pair, layout)]
    valued = any(_has_value_above(before, row, *pair, layout) for pair in [*ends, *split])
    splits = [pair for pair in split if ends_beyond or valued or pair[0] is before.cells[0]]
    others = [pair for pair in pairs if pair not in ends and pair not in splits]
    words = HeadWords(layout)
    if any(
        layout.is_label(cell.text) or (inline_names(cell, words) and not inline_names(above, words))
        for above, cell in others
        if above.text and not _names_project(before, row, above, cell, layout)
    ):
        return Judgement("apart")
    if _says_figures_again(others):
        return Judgement("apart")
    if any(parted(above.text, cell.text) for above, cell in others if above.text):
        return Judgement("apart")
    # A label cut beyond the first column, where labels may stand for several rows, was cut with its row; 项目名称 stands
    # for one.
    if ends_beyond or valued:
        return Judgement("rest", sure=ends_beyond or not splits)
    if any(
        layout.is_label(cell.text)
        or (layout.is_label(above.text) and not _has_value_inside(before, above, cell))
        for above, cell in others
    ):
        return Judgement("apart")
    if any(ended(above, cell, None) for above, cell in others if above.text):
        return Judgement("apart")
    if splits:
        own = bool(others) and all(
            names_its_own(*pair, layout) and not _says_nothing_alone(rows, pair[0], layout) for pair in splits
        )
        return Judgement("apart" if own else "rest", sure=not others)
    if of_table and all(above.text for above, _ in others):
        apart = len(others) > 1 and not _lacks_figures(before, row)
        return Judgement("apart" if apart else "rest", sure=False)
    due = all(
        above.text
        or _follows_label(before, above, layout)
        or _cut_label_before(before, row, above, cell, layout)
        or (earlier and _under_month(earlier, above, layout))
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
    if any(layout.milestone(cell.text) or _has_beside(cell, before, layout) for cell in above):
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


def _has_beside(group: Cell, row: Row, layout: Layout) -> bool:
    """Tell whether a cell is a label over several rows, and no cell of its own is drawn below it in the next row."""
    below = row.cells[0]
    ended = not below.text and not below.spanned and below.stands_under(group)
    return layout.group(group.text) is not None and not ended


def _is_of_table(rows: Sequence[Row], row: Row, layout: Layout) -> bool:
    """Tell whether two rows without labels stand beside that of a small table (年度主要任务)."""
    first = row.cells[0]
    over = (above.cells[0] for above in reversed(rows) if first.stands_under(above.cells[0]))
    label = next((cell.text for cell in over if cell.text), "")
    return first.stands_under(rows[-1].cells[0]) and "table" in (
        layout.group(first.text),
        layout.group(label + first.text),
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
        and not any(_lies_under_label(before, above, cell, layout) for above, cell in pairs)
        and not _is_sum(pairs, layout)
    )


def _begins_item(before: Row, row: Row, pairs: list[tuple[Cell, Cell]]) -> bool:
    """Tell whether the row of a small table that ``row`` is has its first lines above, without its figures."""
    lacks = _lacks_figures(row, before) and not _lacks_figures(before, row)
    return lacks and not any(parted(above.text, cell.text) for above, cell in pairs)


def _lies_under_label(before: Row, above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell lies under a label as well as under ``above``: the rest of a cell is as wide as it was."""
    return any(
        over is not above and layout.is_label(over.text) and over.overlap(cell) > (over.right - over.left) / 2
        for over in before.cells
    )


def _holds_labels_of(before: Row, pairs: list[tuple[Cell, Cell]], layout: Layout) -> bool:
    """Tell whether a row holds nothing but labels, centred, whose cells above are empty, a value beside one of them."""
    values = [before.cells[before.cells.index(above) + 1 :][:1] for above, _ in pairs]
    return all(not above.text and layout.is_label(cell.text) for above, cell in pairs) and any(
        value.text and not layout.is_label(value.text) for found in values for value in found
    )


def _is_sum(pairs: list[tuple[Cell, Cell]], layout: Layout) -> bool:
    """Tell whether a row is of sums (合计), with another name below: it is whole."""
    return len(pairs) > 1 and any(layout.is_total(above.text) for above, _ in pairs)


def _says_figures_again(pairs: list[tuple[Cell, Cell]]) -> bool:
    """Tell whether several columns have figures in both rows, and room for more digits below the upper ones."""
    figures = [(above, cell.text) for above, cell in pairs if _FIGURE.fullmatch(above.text + cell.text)]
    figures = [(above, text) for above, text in figures if above.text]
    return len(figures) > 1 and all(
        (above.pieces[-1].room or 0) >= FULL and not amount_is_cut(above.text, text)
        for above, text in figures
    )


def _has_value_inside(before: Row, label: Cell, cell: Cell) -> bool:
    """Tell whether a cell is what stands behind a label in one cell with it (``联系电话`` over ``：123456``)."""
    following = before.cells[before.cells.index(label) + 1 :][:1]
    alone = all(not one.text or one.text.endswith(_COLONS) for one in following)
    return cell.text.startswith(_COLONS) or (label.text.endswith(_COLONS) and alone)


def _has_value_above(before: Row, row: Row, above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a label that may be cut has a value beside its beginning alone (``年度资金 | 315`` over ``总额``)."""
    value = before.cells[before.cells.index(above) + 1 :][:1]
    rest = row.cells[row.cells.index(cell) + 1 :][:1]
    return (
        any(one.text and not layout.is_label(one.text) for one in value)
        and any(not one.text for one in rest)
        and (
            layout.label(above.text) in (None, "caption", layout.label(cell.text))
            or layout.label(cell.text) == "caption"
            or (layout.label(above.text) == "year" and not any(YEAR.search(one.text) for one in value))
        )
    )


def _lacks_figures(whole: Row, row: Row) -> bool:
    """Tell whether a row has empty cells where another of its small table has figures, as each has."""
    return any(
        not cell.text and not cell.spanned and _FIGURE.fullmatch(whole.nearest(cell).text)
        for cell in row.cells[1:]
    )


def _follows_label(row: Row, cell: Cell, layout: Layout) -> bool:
    at = row.cells.index(cell)
    return at > 0 and layout.label(row.cells[at - 1].text) is not None


def _cut_label_before(before: Row, row: Row, above: Cell, cell: Cell, layout: Layout) -> str | None:
    """What the label beside a cell names, of which the row before has the beginning; None where there is none."""
    at, below = before.cells.index(above), row.cells.index(cell)
    if not at or not below:
        return None
    begun, end = before.cells[at - 1], row.cells[below - 1]
    return layout.label(begun.text + end.text) if ends_label(begun, end, layout) else None


def _names_project(before: Row, row: Row, above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell's parts are the name or the code of a project, beside a label that is cut as they are."""
    return _cut_label_before(before, row, above, cell, layout) in NAMES_PROJECT


def _says_nothing_alone(rows: Sequence[Row], label: Cell, layout: Layout) -> bool:
    """Tell whether a label in the last row is but the beginning of one.

    项目 is below another label of a name (项目概况), and what stands for several rows where text is beside it (资金用途).
    """
    name = layout.label(label.text)
    if name in NAMES_PROJECT:
        return any(layout.label(cell.text) == name for row in rows[:-1] for cell in row.written())
    cells = rows[-1].cells
    value = next((cell.text for cell in cells[cells.index(label) + 1 :] if cell.text), "")
    words = bool(value) and not (layout.is_label(value) or _FIGURE.search(value))
    return name in (None, "caption") and layout.group(label.text) == "caption" and words


def _under_month(earlier: Row, cell: Cell, layout: Layout) -> bool:
    over = earlier.nearest(cell)
    return over.overlap(cell) > 0 and layout.milestone(over.text) is not None
