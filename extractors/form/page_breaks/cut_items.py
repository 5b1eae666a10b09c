"""Rows of a small table in a form's head (年度主要任务, amounts by source), on either side of a page break."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.form.page_breaks.text_ends import FIGURE, FULL, amount_is_cut, parted
from extractors.form.rows import Cell, Row
from extractors.layouts.layout import Layout


def is_of_table(rows: Sequence[Row], row: Row, layout: Layout) -> bool:
    """Tell whether two rows without labels stand beside that of a small table (年度主要任务)."""
    first = row.cells[0]
    over = (above.cells[0] for above in reversed(rows) if first.stands_under(above.cells[0]))
    label = next((cell.text for cell in over if cell.text), "")
    return first.stands_under(rows[-1].cells[0]) and "table" in (
        layout.group(first.text),
        layout.group(label + first.text),
    )


def begins_item(before: Row, row: Row, pairs: list[tuple[Cell, Cell]]) -> bool:
    """Tell whether the row of a small table that ``row`` is has its first lines above, without its figures."""
    lacks = lacks_figures(row, before) and not lacks_figures(before, row)
    return lacks and not any(parted(above.text, cell.text) for above, cell in pairs)


def lacks_figures(whole: Row, row: Row) -> bool:
    """Tell whether a row has empty cells where another of its small table has figures, as each has."""
    return any(
        not cell.text and not cell.spanned and FIGURE.fullmatch(whole.nearest(cell).text)
        for cell in row.cells[1:]
    )


def is_sum(pairs: list[tuple[Cell, Cell]], layout: Layout) -> bool:
    """Tell whether a row is of sums (合计), with another name below: it is whole."""
    return len(pairs) > 1 and any(layout.is_total(above.text) for above, _ in pairs)


def says_figures_again(pairs: list[tuple[Cell, Cell]]) -> bool:
    """Tell whether several columns have figures in both rows, and room for more digits below the upper ones."""
    figures = [(above, cell.text) for above, cell in pairs if FIGURE.fullmatch(above.text + cell.text)]
    figures = [(above, text) for above, text in figures if above.text]
    return len(figures) > 1 and all(
        (above.pieces[-1].room or 0) >= FULL and not amount_is_cut(above.text, text)
        for above, text in figures
    )
