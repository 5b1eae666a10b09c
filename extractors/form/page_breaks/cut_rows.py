"""Indicator rows cut by a page break: does the first row of a page go on with the last row before it?

It is told by what the two rows hold (docs/reading.md, "Rows cut by a page break"): a row of its own names its
level 2; a rest has that cell empty or ends a label that was cut. Some forms merge level 2 (or 3) over rows, so that own rows have
it empty as well: whether a form does is seen from its rows that no break touches (``Habits``). Where each
of two rows could be one of its own, it is told by where their texts end on the page (``text_ends``). What stays
ambiguous is read as said here, and marked: the name in the page's first row has the doubt ``cut`` then.

- level 2 empty or cut in a form that merges it, level 3 and value in both rows: two rows;
- the same with level 3 but without a value below the break, or in a form that is not seen to merge level 2: one row;
- level 2 on the next page only, level 3 and value in both rows: one row if the form names level 2 in each of
  its rows, else two.

An unknown level 2 name in the first row of a page makes an own row of it if level 3 and value stand beside it.
"""

from __future__ import annotations

from extractors.form.indicators.columns import Columns
from extractors.form.indicators.levels import is_blank
from extractors.form.indicators.unit_rows import names_only_office, parts_units
from extractors.form.page_breaks.cut_levels import ends_level2, opens_level1
from extractors.form.page_breaks.habits import Habits
from extractors.form.page_breaks.judgement import Judgement
from extractors.form.page_breaks.one_row import TEXT_COLUMNS, told_of_one
from extractors.form.page_breaks.said_once import say_twice
from extractors.form.page_breaks.text_ends import ROOM, amount_is_cut, ended, parted
from extractors.form.rows import Row
from extractors.layouts.layout import Layout
from extractors.layouts.levels import level_name

_WIDE = 3  # columns: a cell over so many is a note or a head row, never part of an indicator
_OF_ONE_LINE = ("sign", "weight")  # too short to be cut: a row of its own has one again
_OF_ROW = frozenset(("level3", "description", "sign", "value", "unit", "basis", "weight"))


def is_wide(row: Row, columns: Columns) -> bool:
    """Tell whether a row is a remark, or a head row, over several columns of the indicator table."""
    return any(columns.covered(cell) >= _WIDE for cell in row.written())


def is_indicator(row: Row, columns: Columns) -> bool:
    """Tell whether a row sets something below the levels' names."""
    set_by = columns.texts(row, with_spanned=False).keys() & _OF_ROW
    return bool(set_by) and not is_wide(row, columns)


def judge_cut(
    before: Row, row: Row, columns: Columns, layout: Layout, habits: Habits, level1: str
) -> Judgement:
    """Judge whether ``row`` and the indicator row ``before``, which stands under ``level1``, are one row."""
    if is_wide(row, columns) or is_wide(before, columns):
        return Judgement("apart")
    if parts_units(before, row, layout) or (
        habits.names_offices and names_only_office(before, columns, layout)
    ):
        return Judgement("apart")
    columns = columns.told_by(row, before)
    above = columns.texts(before, with_spanned=True)
    now = columns.texts(row, with_spanned=False)
    if _parts_rows(above, now, habits):
        return Judgement("apart")
    both = bool(_is_whole(above) and _is_whole(now))
    told = told_of_one(before, row, columns, habits)
    one = told.one
    named_below = "level1" not in above and "level1" not in habits.blank  # its cell is drawn on both pages
    if named_below or not opens_level1(above, now, level1, layout):
        starts = layout.is_level2(now.get("level2", ""))
        if one and "value" in now and "value" not in above and not starts:
            return Judgement("rest")  # centred: a short value stands below the first lines of the others
        rest = _continues(before, row, columns, layout, habits)
        if rest and now.get("level3") and above.get("level3") and (both or habits.merges_level2):
            open_ = both and habits.merges_level2
            likely = one or (one is None and (told.likely or not open_))
            return Judgement("rest" if likely else "apart", sure=told.sure if open_ else one is not None)
        if rest:
            return Judgement("rest")
    if _begins(before, row, columns):
        if both:
            likely = one or (one is None and habits.names_level2 and not habits.merges_level2)
            sure = told.sure if habits.merges_level2 else one is not None
            return Judgement("begins" if likely else "apart", sure=sure)
        named_twice = bool(above.get("level3") and now.get("level3"))
        return Judgement("apart" if one is False else "begins", sure=one is not None or not named_twice)
    return Judgement(
        "apart", sure=one is not None or not (both and _may_end_level2(before, row, columns, layout, habits))
    )


def _parts_rows(above: dict[str, str], now: dict[str, str], habits: Habits) -> bool:
    """Tell whether one of two rows is never part of another: dots for more of the like, or names alone.

    A row that says its project's amount again is another project's, if it sets an indicator too: the amount may be cut.
    """
    dots = any(
        texts.get(name) and is_blank(texts[name]) for texts in (above, now) for name in ("level2", "level3")
    )
    names = [texts.keys() for texts in (above, now) if texts and not _OF_ROW.intersection(texts)]
    alone = habits.names_alone and bool(names) and not (len(names) == 2 and now.keys() <= above.keys())
    whole = "budget" in above and not amount_is_cut(above["budget"], now.get("budget", ""))
    again = whole and "budget" in now and bool(_OF_ROW.intersection(now))
    twice = parted(above.get("budget", ""), now.get("budget", ""))
    return dots or alone or again or twice


def _is_whole(texts: dict[str, str]) -> bool:
    return bool(texts.get("level3") and texts.get("value"))


def _continues(before: Row, row: Row, columns: Columns, layout: Layout, habits: Habits) -> bool:
    """Tell whether ``row`` may be the rest of ``before``, by the cells that each of them fills."""
    above = columns.texts(before, with_spanned=True)
    now = columns.texts(row, with_spanned=False)
    whole = _is_whole(now)
    if say_twice(above, now):
        return False
    if now.get("level2"):
        return ends_level2(above.get("level2", ""), now, layout) or _ends_texts(before, row, columns, habits)
    if not above.get("level3") and not habits.merges_level3:
        return True
    short = [name for name in _OF_ONE_LINE if above.get(name)]
    if short:
        return not (whole and any(now.get(name) for name in short))
    if (_most_room(before, row, columns) or 0) >= ROOM:
        return False
    return bool(now.get("level3")) or not (now.get("value") and above.get("value") and habits.merges_level3)


def _begins(before: Row, row: Row, columns: Columns) -> bool:
    """Tell whether ``before`` may hold the first lines of a row whose names stand on the next page.

    Word moves a short paragraph as a whole, and centred text may stand on either page.
    """
    above = columns.texts(before, with_spanned=True)
    now = columns.texts(row, with_spanned=False)
    if before.is_heading or not above:
        return False
    if above.get("level2") or not (now.get("level2") or now.get("level3")):
        return False
    if not above.get("level3"):
        return set(columns.texts(before, with_spanned=False)) != {"level1"} or not now.get("level1")
    return bool(now.get("level2"))


def _ends_texts(before: Row, row: Row, columns: Columns, habits: Habits) -> bool:
    """Tell whether a row under the same levels, which the page says again, has but ends of texts that were cut.

    A row of its own has a target, as the one above the break has.
    """
    above = columns.texts(before, with_spanned=True)
    now = columns.texts(row, with_spanned=False)
    levels = [name for name in ("level1", "level2") if name in now]
    again = all(level_name(now[name]) == level_name(above.get(name, "")) for name in levels)
    texts = [(name, cell) for cell in row.written() if (name := columns.field(cell)) in TEXT_COLUMNS]
    if (
        "value" in now
        or not (again and _is_whole(above) and texts)
        or now.keys() - {"level1", "level2", *TEXT_COLUMNS}
    ):
        return False
    return all(
        ended(over, cell, habits.width_of(name, over)) is not True
        for name, cell in texts
        if (over := before.nearest(cell)).text
    )


def _may_end_level2(before: Row, row: Row, columns: Columns, layout: Layout, habits: Habits) -> bool:
    """Tell whether a name of level 2 that no layout knows may be the rest of one that fills what stands above the break."""
    cell = next((cell for cell in row.written() if columns.field(cell) == "level2"), None)
    if cell is None or layout.is_level2(cell.text):
        return False
    above = before.nearest(cell)
    known = not above.text or above.spanned or layout.is_level2(above.text)
    return not known and ended(above, cell, habits.width_of("level2", above)) is False


def _most_room(before: Row, row: Row, columns: Columns) -> float | None:
    """Lines left free under those texts of ``before`` that ``row`` would go on with, the most of them.

    Nothing can go on below a text that ended well before its cell did. None where the format does not tell.
    """
    rooms = [
        above.pieces[-1].room
        for cell in row.written()
        if columns.field(cell) in TEXT_COLUMNS and (above := before.nearest(cell)).text and not above.spanned
    ]
    return max((room for room in rooms if room is not None), default=None)
