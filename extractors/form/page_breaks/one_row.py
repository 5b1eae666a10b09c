"""Do two rows on either side of a page break, each with a name and a target, say what one row says?"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.form.indicators.columns import Columns
from extractors.form.page_breaks.habits import Habits
from extractors.form.page_breaks.said_once import begins_target, say_twice
from extractors.form.page_breaks.text_ends import closes, ended, is_in_brackets, parted
from extractors.form.rows import Cell, Row

TEXT_COLUMNS = ("level3", "description", "value", "basis")
_LIKELY = 2  # texts that end as those do that a page cuts: one may by chance,
_SURE = 3  # and two now and then


@dataclass(frozen=True, slots=True)
class ToldOfOne:
    """Whether two rows are ``one``, or None: no telling, though it may be ``likely``.

    ``sure`` is what is told, even of rows that have nothing but their texts to tell them apart.
    """

    one: bool | None
    likely: bool
    sure: bool


def told_of_one(before: Row, row: Row, columns: Columns, habits: Habits) -> ToldOfOne:
    """Tell by what the texts of two rows say, else by where those of ``before`` end, whether they are one."""
    said = _said_as_one(before, row, columns)
    if said is not None:
        return ToldOfOne(said, likely=said, sure=True)
    ends = _ends(before, row, columns, habits)
    if any(ends):
        return ToldOfOne(one=False, likely=False, sure=True)
    full = ends.count(False)
    one = None if None in ends else True
    return ToldOfOne(one, likely=full >= _LIKELY, sure=bool(one) and full >= _SURE)


def _said_as_one(before: Row, row: Row, columns: Columns) -> bool | None:
    """Tell whether the texts of two rows, in any of the tables side by side, are one's by their words; None: no telling.

    A bracket that opens above the break and closes below it is one, and so is a name with what stands in brackets below it.
    """
    sides = [
        (one.texts(before, with_spanned=False), one.texts(row, with_spanned=False))
        for one in columns.each_told_by(row)
    ]
    if any(
        say_twice(upper, lower) or parted(upper.get("value", ""), lower.get("value", ""))
        for upper, lower in sides
    ):
        return False
    for upper, lower in sides:
        remark = upper.get("level3") and is_in_brackets(lower.get("level3", ""))
        if remark or any(closes(upper.get(name, ""), lower.get(name, "")) for name in TEXT_COLUMNS):
            return True
    return None


def _ends(before: Row, row: Row, columns: Columns, habits: Habits) -> list[bool | None]:
    """Tell of each text of ``before`` that ``row`` may go on with whether it ended above the break.

    A target that begins with a sign seldom goes on with words above it, however these end.
    """
    texts = [
        (columns.name(cell) or "", before.nearest(cell), cell)
        for cell in row.written()
        if columns.field(cell) in TEXT_COLUMNS or _tells_besides(cell, columns)
    ]
    return [
        None
        if name == "value" and begins_target(cell.text)
        else ended(above, cell, habits.width_of(name, above))
        for name, above, cell in texts
        if above.text and not above.spanned
    ]


def _tells_besides(cell: Cell, columns: Columns) -> bool:
    """Tell whether a cell says something besides of an indicator (评分标准)."""
    column = columns.at(cell)
    return column is not None and not column.of_project and (column.detail or column.field in (None, "fact"))
