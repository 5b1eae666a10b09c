"""Indicator rows cut by a page break: does the first row of a page go on with the last row before it?

It is told by what the two rows hold (field guide, section 2): a row of its own names its level 2; a rest has
that cell empty or ends a label that was cut. Some forms merge level 2 (or 3) over rows, so that own rows have
it empty as well: whether a form does is seen from its rows that no break touches (``Habits``). What stays
ambiguous, and is read as said here:

- level 2 empty, level 3 and value written: an own row in a form that merges level 2, else a rest;
- an own row without level 2, and without level 3 or value, as the first of a page: read as a rest, but where
  a PDF shows that the text above it ended well before the page did;
- a row whose level 2 is centred and stands on the next page, level 3 and value on both pages: one row in a
  PDF whose text reaches the end of the page, else two;
- an unknown level 2 name in the first row of a page: an own row if level 3 and value stand beside it;
- a level 2 name centred in a merged cell that runs over pages: rows before the page that shows it stand under
  the name above.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.form.columns import Columns
from extractors.form.rows import Cell, Row
from extractors.layouts.layout import Layout, level_name

_WIDE = 3  # columns: a cell over so many is a note or a head row, never part of an indicator
_ROOM = 2.5  # lines: a text cut by a page leaves less free (two lines stay together at most, and a margin)
_OF_ONE_LINE = ("sign", "weight")  # too short to be cut: a row of its own has one again
_TEXT_COLUMNS = ("level3", "description", "value", "basis")


@dataclass(frozen=True, slots=True)
class Habits:
    """Whether a form leaves level 2, or level 2 and 3, to a merged cell above."""

    merges_level2: bool = False
    merges_level3: bool = False

    @classmethod
    def of(cls, whole_rows: Iterable[Row], columns: Columns) -> Habits:
        """Judge by indicator rows that no page break touches."""
        unnamed = [
            texts
            for row in whole_rows
            if (texts := columns.texts(row, with_spanned=False)).get("value") and not texts.get("level2")
        ]
        return cls(
            merges_level2=any(texts.get("level3") for texts in unnamed),
            merges_level3=any(not texts.get("level3") for texts in unnamed),
        )


def ends_level(above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell holds the end of the level 1 or 2 name above it (``社会效益指`` over ``标``)."""
    if not (above.text and cell.text):
        return False
    return any(
        known(above.text + cell.text) and not known(cell.text)
        for known in (layout.is_level1, layout.is_level2)
    )


def is_wide(row: Row, columns: Columns) -> bool:
    """Tell whether a row is a remark, or a head row, over several columns of the indicator table."""
    return any(columns.covered(cell) >= _WIDE for cell in row.written())


def continues_indicator(
    before: Row, row: Row, columns: Columns, layout: Layout, habits: Habits, level1: str
) -> bool:
    """Tell whether ``row`` is the rest of the indicator row ``before``, which stands under ``level1``."""
    if is_wide(row, columns) or is_wide(before, columns):
        return False
    above = columns.texts(before, with_spanned=True)
    now = columns.texts(row, with_spanned=False)
    if _opens_level1(above, now, level1, layout):
        return False
    whole = bool(now.get("level3") and now.get("value"))
    if now.get("level2"):
        own = whole and habits.merges_level2
        return not own and _ends_level2(above.get("level2", ""), now, layout)
    if not above.get("level3") and not habits.merges_level3:
        return True
    short = [name for name in _OF_ONE_LINE if above.get(name)]
    if short:
        return not (whole and any(now.get(name) for name in short))
    if (_most_room(before, row, columns) or 0) >= _ROOM:
        return False
    if now.get("level3"):
        return not (whole and habits.merges_level2)
    return not (now.get("value") and above.get("value") and habits.merges_level3)


def begins_indicator(before: Row, row: Row, columns: Columns, habits: Habits) -> bool:
    """Tell whether ``before`` holds the first lines of a row whose names stand on the next page.

    Word moves a short paragraph as a whole, and centred text may stand on either page.
    """
    above = columns.texts(before, with_spanned=True)
    now = columns.texts(row, with_spanned=False)
    if before.is_heading or is_wide(before, columns) or is_wide(row, columns) or not above:
        return False
    if above.get("level2") or not (now.get("level2") or now.get("level3")):
        return False
    if not above.get("level3"):
        return set(columns.texts(before, with_spanned=False)) != {"level1"} or not now.get("level1")
    if not now.get("level2") or habits.merges_level2:
        return False
    whole = above.get("value") and now.get("level3") and now.get("value")
    room = _most_room(before, row, columns)
    return not whole or (room is not None and room < _ROOM)


def _opens_level1(above: dict[str, str], now: dict[str, str], level1: str, layout: Layout) -> bool:
    """Tell whether a level 1 cell begins a group, rather than say or end the name above it."""
    before, name = above.get("level1") or level1, now.get("level1", "")
    if not name or (before and layout.is_level1(before + name) and not layout.is_level1(name)):
        return False
    if before.endswith(name) and not layout.is_level1(name):
        return False
    level2 = above.get("level2", "")
    for whole in (level2, level2 + now.get("level2", "")):
        if level2 and layout.is_level2(whole):
            return not layout.holds(name, whole)
    return level_name(name) != level_name(before)


def _ends_level2(above: str, now: dict[str, str], layout: Layout) -> bool:
    """Tell whether a row with a level 2 cell is a rest: the cell ends the label above, or says it again."""
    level2 = now["level2"]
    if layout.is_level2(level2) and (layout.is_level2(above) or not layout.is_level2(above + level2)):
        return level2 == above and not (now.get("level3") or now.get("value"))
    if above and (layout.is_level2(above + level2) or above.endswith(level2)):
        return True
    if above.endswith("指标") and level2.endswith("指标"):
        return False
    return not (now.get("level3") and now.get("value"))


def _most_room(before: Row, row: Row, columns: Columns) -> float | None:
    """Lines left free under those texts of ``before`` that ``row`` would go on with, the most of them.

    Nothing can go on below a text that ended well before its cell did. None where the format does not tell.
    """
    rooms = [
        above.pieces[-1].room
        for cell in row.written()
        if columns.field(cell) in _TEXT_COLUMNS and (above := before.nearest(cell)).text and not above.spanned
    ]
    return max((room for room in rooms if room is not None), default=None)
