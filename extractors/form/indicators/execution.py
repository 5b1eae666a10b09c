"""The row of points for the execution of the budget (预算执行率 | 100% | 10), which is no indicator of the project."""

from __future__ import annotations

from extractors.form.column import LEVELS
from extractors.form.entries import Entry
from extractors.form.indicators.columns import Columns
from extractors.form.rows import Row
from extractors.form.words.head import HeadWords
from extractors.layouts.layout import Layout
from extractors.pieces import take_all


def execution_told(row: Row, columns: Columns, layout: Layout) -> list[Entry]:
    """What such a row says, an entry a column; none where the row is another.

    Its name stands over the columns of several levels: in one of them alone it is an indicator (level 3).
    """
    first = next(iter(row.written()), None)
    if first is None or not layout.is_execution(first.text) or HeadWords(layout).opens_head_row(row):
        return []  # with one or two values it is read as any row of the head
    levels = [column for column in columns.all if column.field in LEVELS and column.cell.overlap(first) > 0]
    if len(levels) < len(LEVELS) - 1:
        return []
    take_all(first.pieces, "label")
    return [
        Entry("fact", first, cell.pieces, caption=column.cell if (column := columns.at(cell)) else None)
        for cell in row.written()[1:]
    ]
