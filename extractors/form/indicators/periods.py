"""For when the targets of an indicator table are: the year, the whole term, or not said."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.draft import Period
from extractors.form.column import GROUP, LEVELS
from extractors.form.entries import FormHead
from extractors.form.indicators.columns import Columns
from extractors.form.indicators.period_words import GOAL_PERIODS, period_meant, period_named
from extractors.form.rows import Cell, Row
from extractors.form.words.years import YEAR_ALONE
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import take_all


def period_of(columns: Columns, block: int, head: FormHead) -> Period | None:
    """For when a table's targets are: as its label says, or as the goals that stand above its columns do."""
    if columns.period or columns.blocks == 1:
        return columns.period
    own = [column.cell for column in columns.all if column.block == block and column.field != "level1"]
    goals = [(period, entry.label) for entry in head.entries if (period := GOAL_PERIODS.get(entry.field))]
    if len({period for period, _ in goals}) < 2:
        return None
    beside = sorted(goals, key=lambda goal: goal[1].left)
    if len({label.left for _, label in beside}) == columns.blocks == len(beside):
        return beside[block][0]  # text has a merged cell as one tab stop: only their order tells
    return max(goals, key=lambda goal: sum(max(cell.overlap(goal[1]), 0) for cell in own))[0]


def find_periods_beside(rows: Iterable[Row], columns: Columns, layout: Layout) -> None:
    """Find the labels that say for when the targets beside them are (年度绩效指标), and take them as words of the form.

    Words that may mean something else (建设期) say so where they tell the term from the year; a year alone, where it is the
    fiscal year.
    """
    cells = [cell for row in rows for cell in row.written() if _stands_beside(cell, columns)]
    named = [period_named(cell.text, layout) for cell in cells]
    meant = [period or period_meant(cell.text, layout) for period, cell in zip(named, cells, strict=True)]
    found = meant if {"annual", "midterm"} <= set(meant) else named
    for cell, period in zip(cells, found, strict=True):
        if period is None:
            continue
        year = YEAR_ALONE.fullmatch(squeeze(cell.text))
        of_another = year is not None and int(year[0][:4]) != columns.year
        columns.periods[id(cell.pieces)] = None if of_another else period
        column = columns.at(cell)
        take_all([*cell.pieces, *(column.cell.pieces if column else [])], "heading")


def period_beside(row: Row, columns: Columns, above: Period | None) -> Period | None:
    """For when the targets of a row are, by a label beside it; else as those ``above`` it."""
    labels = (id(cell.pieces) for cell in row.cells)
    return next((columns.periods[label] for label in labels if label in columns.periods), above)


def _stands_beside(cell: Cell, columns: Columns) -> bool:
    """Tell whether a cell is in front of the levels, where a label says for when the targets beside it are."""
    column = columns.at(cell)
    if column is None or column.field == GROUP:
        return column is None or column.cell.pieces is not cell.pieces
    if column.field == "level1":
        return column.cell.left == cell.left and column.cell.divided_by(cell)
    levels = [one.cell.left for one in columns.all if one.field in LEVELS]
    besides = column.field in ("fact", None) and not column.of_project
    return besides and column.cell.left < min(levels, default=0)
