"""Labels of a head row at a page break, and what stands beside, above and below them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.form.page_breaks.label_ends import ends_label
from extractors.form.page_breaks.text_ends import FIGURE
from extractors.form.rows import Cell, Row
from extractors.form.words.years import YEAR
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT

_COLONS = (":", "：")


def lies_under_label(before: Row, above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell lies under a label as well as under ``above``: the rest of a cell is as wide as it was."""
    return any(
        over is not above and layout.is_label(over.text) and over.overlap(cell) > (over.right - over.left) / 2
        for over in before.cells
    )


def holds_labels_of(before: Row, pairs: list[tuple[Cell, Cell]], layout: Layout) -> bool:
    """Tell whether a row holds nothing but labels, centred, whose cells above are empty, a value beside one of them."""
    values = [before.cells[before.cells.index(above) + 1 :][:1] for above, _ in pairs]
    return all(not above.text and layout.is_label(cell.text) for above, cell in pairs) and any(
        value.text and not layout.is_label(value.text) for found in values for value in found
    )


def follows_label(row: Row, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell stands behind a label."""
    at = row.cells.index(cell)
    return at > 0 and layout.label(row.cells[at - 1].text) is not None


def under_month(earlier: Row, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell stands under a month end of the row before."""
    over = earlier.nearest(cell)
    return over.overlap(cell) > 0 and layout.milestone(over.text) is not None


def cut_label_before(before: Row, row: Row, above: Cell, cell: Cell, layout: Layout) -> str | None:
    """What the label beside a cell names, of which the row before has the beginning; None where there is none."""
    at, below = before.cells.index(above), row.cells.index(cell)
    if not at or not below:
        return None
    begun, end = before.cells[at - 1], row.cells[below - 1]
    return layout.label(begun.text + end.text) if ends_label(begun, end, layout) else None


def names_project(before: Row, row: Row, above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell's parts are the name or the code of a project, beside a label that is cut as they are."""
    return cut_label_before(before, row, above, cell, layout) in NAMES_PROJECT


def has_value_inside(before: Row, label: Cell, cell: Cell) -> bool:
    """Tell whether a cell is what stands behind a label in one cell with it (``联系电话`` over ``：123456``)."""
    following = before.cells[before.cells.index(label) + 1 :][:1]
    alone = all(not one.text or one.text.endswith(_COLONS) for one in following)
    return cell.text.startswith(_COLONS) or (label.text.endswith(_COLONS) and alone)


def has_value_above(before: Row, row: Row, above: Cell, cell: Cell, layout: Layout) -> bool:
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


def says_nothing_alone(rows: Sequence[Row], label: Cell, layout: Layout) -> bool:
    """Tell whether a label in the last row is but the beginning of one.

    项目 is below another label of a name (项目概况), and what stands for several rows where text is beside it (资金用途).
    """
    name = layout.label(label.text)
    if name in NAMES_PROJECT:
        return any(layout.label(cell.text) == name for row in rows[:-1] for cell in row.written())
    cells = rows[-1].cells
    value = next((cell.text for cell in cells[cells.index(label) + 1 :] if cell.text), "")
    words = bool(value) and not (layout.is_label(value) or FIGURE.search(value))
    return name in (None, "caption") and layout.group(label.text) == "caption" and words


def has_beside(group: Cell, row: Row, layout: Layout) -> bool:
    """Tell whether a cell is a label over several rows, and no cell of its own is drawn below it in the next row."""
    below = row.cells[0]
    ended = not below.text and not below.spanned and below.stands_under(group)
    return layout.group(group.text) is not None and not ended
