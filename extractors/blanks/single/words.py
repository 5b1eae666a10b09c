"""What a word of a row may be by itself: a target, a sign, a unit, a weight; and whether two words may be one text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.form.words.signs import EITHER, MARK, REACHES

SURE_TARGET = re.compile(rf"{MARK}\s*\S|(?:{EITHER}|{REACHES})\s*\d")  # begins so
FIGURE = re.compile(r"(?!20\d\d年?度?$)\d[\d.,]*(?:[%％‰]|[^\d\s，。、]{1,4})?(?:以上|以内|以下)?")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
SIGN = re.compile(rf"(?:{EITHER}|{REACHES}|定[性量])+")
MARKS = re.compile(rf"{MARK}+")
UNIT = re.compile(r"[^\d\s]{1,8}")
SHORT_UNIT = re.compile(r"[^\d\s]{1,3}")
WEIGHT = re.compile(r"\d{1,3}(?:\.\d{1,3})?[%％分]?")
_YEAR = re.compile(r"20\d\d\s*年?")
# one text more surely than two: a figure and its unit, a month and its day
_TORN = re.compile(r"\d [^\d\s]{1,3}|\d [年月日]\S*|[年月] \d{1,2}[月日]\S*")
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("〈", "〉"), ("〔", "〕"), ("【", "】"), ("“", "”"))


def tells_target(text: str) -> bool:
    """Tell whether a text is a target by its sign or its figure."""
    return SURE_TARGET.match(text) is not None or FIGURE.fullmatch(text) is not None


def may_be_one(one: str, other: str) -> bool:
    """Tell whether two words may be one text: a blank stands before or behind a figure there, or between Latin words."""
    last, first = one[-1], other[0]
    if last.isdigit() and not SURE_TARGET.match(other):
        return True
    if first.isdigit():
        return not (_YEAR.match(other) or FIGURE.fullmatch(other))
    return last.isascii() and first.isascii() and last.isalnum() and first.isalnum()


def is_torn(one: str, other: str) -> bool:
    """Tell whether two texts are one more surely than two (9月 30日前)."""
    return _TORN.fullmatch(f"{one[-1]} {other}") is not None


def with_brackets_closed(words: Sequence[str]) -> list[str]:
    """The words, those between a bracket and the one that closes it as one text."""
    whole: list[str] = []
    rest = list(words)
    while rest:
        ends = (end for end in range(1, len(rest) + 1) if not _is_open(" ".join(rest[:end])))
        end = next(ends, 1)
        whole.append(" ".join(rest[:end]))
        del rest[:end]
    return whole


def _is_open(text: str) -> bool:
    return any(text.count(opening) > text.count(closing) for opening, closing in _PAIRS)
