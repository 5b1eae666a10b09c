"""Names merged over rows on both sides of a page break: each side shows but its part of the cell, the name on one of them."""

from __future__ import annotations

from extractors.form.columns import Columns
from extractors.form.cut_rows import is_indicator
from extractors.form.habits import Habits
from extractors.form.merged_cells import MergedCells
from extractors.form.rows import Cell, Row


def name_from_below(
    before: Row, cells: list[Cell], columns: Columns, habits: Habits, merged: MergedCells
) -> list[Cell]:
    """Give a merged name that stands on the next page to the rows before it that its cell covers as well.

    It does where they have an empty cell, and the form leaves none empty that is no part of a merged one. Returns
    the cells of the names given.
    """
    given: list[Cell] = []
    if not is_indicator(before, columns):
        return given
    layout = merged.layout
    level2 = columns.texts(before, with_spanned=True).get("level2", "")
    for cell in cells:
        above = before.nearest(cell)
        name = columns.field(cell)
        foreign = layout.is_level2(level2) and not layout.holds(cell.text, level2)
        if name == "level1" and foreign:
            continue
        if above.text or not cell.stands_under(above) or name in habits.blank:
            continue
        merged.go_on(above, cell)
        given.append(cell)
    return given
