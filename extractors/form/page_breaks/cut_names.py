"""Names merged over rows on both sides of a page break: each side shows but its part of the cell, the name on one of them."""

from __future__ import annotations

from extractors.form.column import GROUP
from extractors.form.indicators.columns import Columns
from extractors.form.indicators.period_words import LABEL_PERIODS
from extractors.form.page_breaks.cut_rows import is_indicator
from extractors.form.page_breaks.habits import Habits
from extractors.form.page_breaks.label_ends import ends_group
from extractors.form.page_breaks.merged_cells import MergedCells
from extractors.form.rows import Cell, Row
from extractors.layouts.layout import Layout
from extractors.layouts.levels import level_name
from extractors.pieces import take_all

_GOALS = 2  # cells of a row of goals: their label, and all that they are


def name_from_below(
    before: Row, cells: list[Cell], columns: Columns, habits: Habits, merged: MergedCells
) -> list[Cell]:
    """Give a merged name that stands on the next page to the rows before it that its cell covers as well.

    It does where they have an empty cell, and the form leaves none empty that is no part of a merged one. Returns
    the cells of the names given.
    """
    given: list[Cell] = []
    if not merged.tall or not is_indicator(before, columns):
        return given
    layout = merged.layout
    level2 = columns.texts(before, with_spanned=True).get("level2", "")
    for cell in cells:
        above = before.nearest(cell)
        name = columns.field(cell)
        parent = layout.level1_of(level2, cell.text) if name == "level1" else None
        if parent and level_name(parent) not in cell.text:  # 产出指标 is 预期产出指标 as well
            continue
        if above.text or not cell.stands_under(above) or name in habits.blank:
            continue
        merged.go_on(above, cell)
        given.append(cell)
    return given


def label_from_below(heading: list[Cell], before: Row, row: Row, merged: MergedCells) -> None:
    """Give the label beside an indicator table (绩效指标), or its end, to its cell in the heading or below that.

    Where it is centred it stands beside whichever row is in the middle.
    """
    first = row.cells[0]
    if not heading or first.spanned or not first.text:
        return
    if first.right <= heading[0].left:  # a heading of two rows has no empty cells
        heading.insert(0, Cell(first.left, first.right, []))
    above = next((cell for cell in (heading[0], before.cells[0]) if first.stands_under(cell)), None)
    if above and (
        ends_group(above, first, merged.layout) or _measures_goals(above, first, row, merged.layout)
    ):
        take_all([*above.pieces, *first.pieces], "heading")
        merged.go_on(above, first)


def _measures_goals(above: Cell, first: Cell, row: Row, layout: Layout) -> bool:
    """Tell whether the label of an indicator table is that of the goals which it measures: they take one cell."""
    whole = layout.label(above.text + first.text)
    return not above.text and whole in LABEL_PERIODS and len(row.cells) > _GOALS


def is_name(before: Row, cell: Cell, columns: Columns) -> bool:
    """Tell whether a cell is a level's name, or the end of one; both may stand below a label beside the table."""
    name = columns.field(cell)
    whole = before.nearest(cell).text + cell.text
    layout = columns.layout
    return name in ("level1", "level2") or (
        name in (GROUP, None) and (layout.is_level1(whole) or layout.is_level2(whole))
    )


def level1_is_guessed(row: Row, level1: str, columns: Columns) -> bool:
    """Tell whether a row leaves level 1 empty, and its level 2 is known to stand under another than the last one."""
    names = columns.texts(row, with_spanned=True)
    parent = columns.layout.level1_of(names.get("level2", ""), level1)
    known = not parent or level_name(parent) == level_name(level1)
    return "level1" not in names and bool(level1) and not known
