"""Tables of projects cut by a page break: cells beside the indicators that tell of their project, or before level 1.

They are merged over the rows of their indicators; the rest, or the beginning, of each stands on the next page.
"""

from __future__ import annotations

from extractors.form.indicators.columns import Columns
from extractors.form.page_breaks.cut_rows import is_indicator
from extractors.form.page_breaks.habits import Habits
from extractors.form.page_breaks.merged_cells import MergedCells
from extractors.form.page_breaks.text_ends import FULL, amount_is_cut, ended, parted
from extractors.form.rows import Cell, Row
from extractors.form.words.head import HeadWords, inline_names

_SAID_ONCE = ("budget", "unit_code", "project_code", "unit_or_project_code")


def told_beside(rows: list[Row], row: Row, columns: Columns, merged: MergedCells) -> list[tuple[Cell, Cell]]:
    """Cells that do not tell of a row's indicator but of its project, or before level 1, under those they go on with."""
    sets = is_indicator(rows[-1], columns)  # else the row may be one of a unit, whole
    beside = columns.before_level1()
    pairs = [(merged.above(rows, cell), cell) for cell in row.written()]
    pairs = [pair for pair in pairs if pair[1].stands_under(pair[0])]
    project = [pair for pair in pairs if (column := columns.at(pair[1])) and column.of_project]
    told = [
        pair
        for pair in pairs
        if columns.at(pair[1]) in beside and _is_cut(*pair, whole=not sets, merged=merged)
    ]
    told = [pair for pair in told if pair not in project]
    return told + project if _same_project(project, columns, merged, whole=not sets) else told


def passed_through(
    rows: list[Row], row: Row, columns: Columns, merged: MergedCells
) -> list[tuple[Cell, Cell]]:
    """Empty cells that tell of the project of a row which does not name it, under those they are a part of.

    Where a project runs over whole pages its words are on one of them, and the next one begins below its empty cells.
    """
    told = [(column, cell) for cell in row.cells if (column := columns.at(cell)) and column.of_project]
    named = any(cell.text for column, cell in told if column.field in columns.naming)
    if named or not is_indicator(rows[-1], columns):  # above may be a unit's row
        return []
    pairs = [(merged.above(rows, cell), cell) for _, cell in told if not cell.text]
    return [(above, cell) for above, cell in pairs if above.text and cell.stands_under(above)]


def ends_name(before: Row, row: Row, columns: Columns, habits: Habits) -> bool:
    """Tell whether a row begins with the end of a project's name, which may read like a label (补助 over 资金).

    The name fills what stands over the break. A label with what it says (填报人：…) ends none.
    """
    cell = row.cells[0]
    above = before.nearest(cell)
    name = columns.field(cell)
    if not (cell.text and above.text) or name not in columns.naming or not cell.stands_under(above):
        return False
    if inline_names(cell, HeadWords(columns.layout)):
        return False
    return ended(above, cell, habits.width_of(name, above)) is False


def _same_project(
    pairs: list[tuple[Cell, Cell]], columns: Columns, merged: MergedCells, *, whole: bool
) -> bool:
    """Tell whether a row goes on with the project above it, by the cells that tell of it.

    It has no name, and no amount of its own; or its name or amount is missing above, where a centred text may stand on
    either page.
    """
    amounts = [(above, cell) for above, cell in pairs if above.text and columns.field(cell) == "budget"]
    if not any(columns.field(cell) in columns.naming for _, cell in pairs):
        return bool(pairs) and all(amount_is_cut(above.text, cell.text) for above, cell in amounts)
    needed = (*columns.naming, *_SAID_ONCE)
    missing = any(not above.text and columns.field(cell) in needed for above, cell in pairs)
    begun = any(above.text or merged.over_rows(above, cell) for above, cell in pairs)
    twice = any(above.text and columns.field(cell) in _SAID_ONCE for above, cell in pairs)
    if any(amount_is_cut(above.text, cell.text) for above, cell in pairs):
        return True
    if any(parted(above.text, cell.text) for above, cell in amounts):
        return False
    return all(_is_cut(*pair, whole=whole, merged=merged) for pair in pairs) or bool(
        merged.tall and missing and begun and not twice
    )


def _is_cut(above: Cell, cell: Cell, merged: MergedCells, *, whole: bool) -> bool:
    """Tell whether a cell is one with that above it: drawn over several rows, its text fills what stands over the break.

    A row that may be ``whole`` has to be drawn so itself.
    """
    if not above.text:
        return merged.over_rows(above, cell)
    room = above.pieces[-1].room
    drawn = merged.over_rows(above) if whole else merged.over_rows(above, cell)
    return drawn and room is not None and room < FULL
