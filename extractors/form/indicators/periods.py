"""For when the targets of an indicator table are: the year, the whole term, or not said."""

from __future__ import annotations

from extractors.draft import Period
from extractors.form.column import GROUP
from extractors.form.entries import FormHead
from extractors.form.indicators.columns import Columns
from extractors.form.indicators.headings import LABEL_PERIODS
from extractors.form.rows import Row
from extractors.layouts.layout import Layout
from extractors.pieces import take_all

_GOALS: dict[str, Period] = {
    "goals_annual": "annual",
    "goals_midterm": "midterm",
    "goals_overall": "midterm",
}


def period_of(columns: Columns, block: int, head: FormHead) -> Period | None:
    """For when a table's targets are: as its label says, or as the goals that stand above its columns do."""
    if columns.period or columns.blocks == 1:
        return columns.period
    own = [column.cell for column in columns.all if column.block == block and column.field != "level1"]
    goals = [(period, entry.label) for entry in head.entries if (period := _GOALS.get(entry.field))]
    if len({period for period, _ in goals}) < 2:
        return None
    beside = sorted(goals, key=lambda goal: goal[1].left)
    if len({label.left for _, label in beside}) == columns.blocks == len(beside):
        return beside[block][0]  # text has a merged cell as one tab stop: only their order tells
    return max(goals, key=lambda goal: sum(max(cell.overlap(goal[1]), 0) for cell in own))[0]


def period_beside(row: Row, columns: Columns, layout: Layout) -> Period | None:
    """For when the targets of a row are, by a label beside it below that of all indicators (年度绩效指标), taken so."""
    for cell in row.cells:
        column = columns.at(cell)
        below = column and column.field == GROUP and column.cell.pieces is not cell.pieces
        named = layout.group(cell.text) or layout.label(cell.text) or ""
        if below and (period := LABEL_PERIODS.get(named)):
            take_all(cell.pieces, "heading")
            return period
    return None
