"""The numbered goals (绩效目标) of one form."""

from __future__ import annotations

import re
from itertools import pairwise

from transforms.normalise.numerals import chinese

# The first mark of the text is the mark of its goals: in "1.目标内容 1、及时补助" the second is no goal.
# A mark is not the start of a decimal; behind ".", a year may follow ("1.2023 年完成…").
_MARKS = (
    r"(?<![\d.．])(?P<number>\d{1,2}) ?[.．](?:(?!\d)|(?=20\d\d ?年))",
    r"(?<![\d.．])(?P<number>\d{1,2}) ?、",
    r"[（(](?P<number>\d{1,2})[)）]",
    r"(?<![\d.．(（])(?P<number>\d{1,2})[)）]",
    r"(?P<number>[①-⑳])",
    r"(?P<number>[一二三四五六七八九十]{1,2})、",
)
_LEAD_IN = r"(?P<lead>(?:<[A-Za-z][^<>]{0,40}>\s{0,4}){0,3})"
_PATTERNS = tuple(re.compile(_LEAD_IN + mark, re.ASCII) for mark in _MARKS)
_BOUNDARIES = " \t\r\n。；;！!>"
_DIGITS_MAY_FOLLOW = ("、",)


def split_goals(text: str) -> list[str]:
    """One text a numbered goal, as written, tags included; ``[]`` for empty text.

    A number cuts where it continues the count, or, in any order, at the start of a sentence. Words before the
    first number stay with the first goal. Joined, the parts are ``text`` but for white space at the cuts.
    """
    firsts = [(match.start("number"), pattern) for pattern in _PATTERNS if (match := pattern.search(text))]
    if not firsts:
        return [text.strip()] if text.strip() else []
    cuts = [0, *_cuts(text, min(firsts, key=lambda first: first[0])[1]), len(text)]
    parts = (text[start:end].strip() for start, end in pairwise(cuts))
    return [part for part in parts if part]


def _cuts(text: str, pattern: re.Pattern[str]) -> list[int]:
    """Where the second and later goals start."""
    cuts: list[int] = []
    previous: int | None = None
    for match in pattern.finditer(text):
        number = _count(match["number"])
        starts_sentence = bool(match["lead"]) or match.start() == 0 or text[match.start() - 1] in _BOUNDARIES
        follows = previous is not None and number == previous + 1 and not _joins_digits(text, match)
        if previous is not None and (starts_sentence or follows):
            cuts.append(match.start())
        if previous is None or starts_sentence or follows:
            previous = number
    return cuts


def _joins_digits(text: str, match: re.Match[str]) -> bool:
    """Whether the mark reads as part of an enumeration of numbers: "2、3 号楼"."""
    return match[0].endswith(_DIGITS_MAY_FOLLOW) and text[match.end() : match.end() + 1].isdigit()


def _count(number: str) -> int:
    if number.isascii():
        return int(number)
    return ord(number) - ord("①") + 1 if "①" <= number <= "⑳" else int(chinese(number))
