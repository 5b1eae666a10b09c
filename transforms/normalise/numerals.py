"""Numbers as drafts write them: full-width digits, thousands separators, 万 and 亿, Chinese numerals."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from itertools import chain

POWERS = {"十": 10, "百": 100, "千": 1000}
MULTIPLIERS = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "万亿": 1_000_000_000_000,
}
# Those of bookkeeping, which nobody can change into another, stand for the plain ones.
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟圆", "一二三四五六七八九十百千元")
_VALUE = {digit: max(index - 1, 0) for index, digit in enumerate("〇零一二三四五六七八九")} | {"两": 2}
# In text taken from PDF files radicals stand for the characters they look like; the rest is full-width.
_FOLDED_RANGES = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0xFE50, 0xFE70), range(0xFF01, 0xFFE7))
_FOLD = {
    code: folded
    for code in chain(*_FOLDED_RANGES)
    if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1 and folded != chr(code)
}


def fold(text: str) -> str:
    """``text`` with full-width characters and radicals as their plain forms, position by position.

    NFKC where it keeps the length, so that a place found in the result is the same place in ``text``.
    """
    return text.translate(_FOLD)


def plain(text: str) -> str:
    """``text`` with the numerals of bookkeeping as the plain ones: 壹佰贰拾万圆 → 一百二十万元."""
    return text.translate(_PLAIN)


def arabic(text: str) -> Decimal:
    """The value of digits with optional thousands separators and decimals: ``1,520.5`` → 1520.5."""
    return Decimal(text.replace(",", ""))


def chinese(text: str) -> Decimal:
    """The value of Chinese numerals: 二十 → 20, 一百零五 → 105, 三点五 → 3.5, 二〇 → 20, 三万五千 → 35000.

    Expects only characters of numerals; a unit of ten thousand splits the text.
    """
    whole, _, decimals = text.partition("点")
    fraction = "".join(str(_VALUE.get(character, 0)) for character in decimals)
    total = Decimal(0)
    for part in whole.replace("亿", "亿\n").replace("万", "万\n").split("\n"):
        multiplier = MULTIPLIERS.get(part[-1:], 1) if part[-1:] in "万亿" else 1
        total += (_below_ten_thousand(part.rstrip("万亿")) or (1 if multiplier > 1 else 0)) * multiplier
    return total + Decimal(f"0.{fraction or 0}")


def _below_ten_thousand(text: str) -> int:
    if not any(power in text for power in POWERS):
        return int("".join(str(_VALUE[character]) for character in text) or 0)
    total, digit = 0, 0
    for character in text:
        if character in POWERS:
            total += (digit or 1) * POWERS[character]
            digit = 0
        else:
            digit = _VALUE[character]
    return total + digit
