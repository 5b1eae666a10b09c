"""What a row of the indicators says once: two rows that each say it are never one row, cut."""

from __future__ import annotations

import re

from extractors.form.indicators.columns import Columns
from extractors.form.page_breaks.habits import Habits
from extractors.form.rows import Row

_IN_WORDS = ("level3", "description", "basis")
_WORDS = 3  # characters: fewer may come twice in a text
_SIGN = re.compile("[≥≧≤≦＞＜>=<＝]")
_SIGN_OR_NUMBER = re.compile(r"[≥≧≤≦＞＜>=<＝\d]")


def say_twice(above: dict[str, str], now: dict[str, str]) -> bool:
    """Tell whether two rows say what one row says once: a value has one sign, a weight one number, and nothing goes on with
    the very words it began with.

    Grades, which are a value together here, are as many in each row.
    """
    upper, lower = above.get("value", ""), now.get("value", "")
    graded = min(len(_SIGN.findall(upper)), len(_SIGN.findall(lower))) > 1
    signs = graded or (_SIGN_OR_NUMBER.match(upper) and _SIGN.match(lower))
    two_signs = _SIGN.fullmatch(above.get("sign", "")) and _SIGN.fullmatch(now.get("sign", ""))
    weights = above.get("weight", "")[:1].isdigit() and now.get("weight", "")[:1].isdigit()
    again = any(
        len(text) >= _WORDS and now.get(name) == text for name, text in above.items() if name in _IN_WORDS
    )
    return bool(signs or two_signs or weights or again)


def begins_target(text: str) -> bool:
    """Tell whether a text begins with the sign of a target (≥90%)."""
    return _SIGN.match(text) is not None


def goes_on_with_level3(before: Row, row: Row, columns: Columns, habits: Habits) -> bool:
    """Tell whether a row of its own is one more of those that the level 3 name above the break is merged over."""
    above = columns.texts(before, with_spanned=True)
    now = columns.texts(row, with_spanned=False)
    named = {"level1", "level2", "level3"} & now.keys()
    return habits.merges_level3 and bool(above.get("level3")) and not named and say_twice(above, now)
