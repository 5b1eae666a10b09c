"""Numbers before the titles of forms: ``7.``, ``07 ``, ``（7）``, ``七、`` and ``（七）``."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from extractors.joining import squeeze

_ARABIC = re.compile(
    r"^\s*(?P<number>\d{1,3}(?=\s*[.．、])|0\d(?=\s))\s*(?:[.．、](?!\d+(?:[%％]|\s*[千万亿]*元))|\s)\s*(?P<rest>\S.*)$",
    re.DOTALL,
)
_ARABIC_INSIDE = re.compile(r"^\s*[（(]?\s*(?P<number>\d{1,2})\s*[)）]\s*(?P<rest>\S.*)$", re.DOTALL)
_CHINESE = re.compile(
    r"^\s*(?:[（(]\s*(?P<inside>[一二三四五六七八九十]{1,3})\s*[)）]|(?P<before>[一二三四五六七八九十]{1,3})\s*[、.．])"
    r"\s*(?P<rest>\S.*)$",
    re.DOTALL,
)
_INSIDE = re.compile(r"(?:^|(?<=[。；;\s]))(\d{1,2})(?=[.．、])")
_DIGITS = "零一二三四五六七八九"

Style = Literal["1.", "（1）", "一、", "（一）"]


class Numbered(NamedTuple):
    """A line's number and what stands behind it; sections of prose are numbered in all styles but the first."""

    number: int
    rest: str
    style: Style = "1."

    @property
    def chinese(self) -> bool:
        """Tell whether the number is a Chinese numeral."""
        return self.style in ("一、", "（一）")


def numbered(text: str) -> Numbered | None:
    """The number that a line begins with, or None."""
    if match := _ARABIC.match(text):
        return Numbered(int(match["number"]), match["rest"].strip())
    if match := _CHINESE.match(text):
        number = _value(squeeze(match["inside"] or match["before"]))
        return (
            Numbered(number, match["rest"].strip(), "（一）" if match["inside"] else "一、")
            if number
            else None
        )
    if match := _ARABIC_INSIDE.match(text):
        return Numbered(int(match["number"]), match["rest"].strip(), "（1）")
    return None


def counts_on(text: str, listed: str) -> bool:
    """Tell whether a text is the next of the list that another ends in (``2.…`` behind ``1.…``)."""
    numbers = _INSIDE.findall(listed)
    found = numbered(text)
    return bool(numbers) and found is not None and found.number == int(numbers[-1]) + 1


def _value(numeral: str) -> int | None:
    """What a numeral up to 九十九 stands for; None where it is none (一二)."""
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return None
    return 10 * (_DIGITS.index(tens) if tens else 1) * bool(ten) + (_DIGITS.index(ones) if ones else 0)
