"""Quantities in Chinese text: sign or word of bound, number, unit.

The ground of both the target values of a form and the numbers in the prose of part 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from transforms.normalise import vocabulary
from transforms.normalise.number_names import NUMBER_NAMES
from transforms.normalise.numerals import MULTIPLIERS, arabic, chinese

Comparator = Literal[">=", "<=", "=", ">", "<", "range"]

_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d++)(?:\.\d++)?"
_SCALE = r"万亿|百万|千万|十万|亿|万|千(?![克米瓦伏卡帕分])|百(?!分)"
_HAN_DIGIT = "〇零一二两三四五六七八九"
_HAN = f"[{_HAN_DIGIT}十百千万点]"
_UNIT = vocabulary.unit_pattern()
_COUNTED = vocabulary.counted_unit_pattern()
# Behind a stroke a word of one or two characters that ends there is a unit too, known or not (元/生·年, 万元/站).
_PER = rf"(?:{_UNIT}|[一-龥]{{1,2}}(?=$|[·.•*/) ,，。;；、]))"
_PERIOD = r"[年月日天季]"
UNITS = (
    rf"(?:{_UNIT})"
    rf"(?:(?: ?/ ?\(?{_PER}|每\(?(?:{_UNIT}))(?:[·.•*/每](?:{_UNIT})|{_PERIOD}(?![一-龥]))?\)?)?"
)
"""A pattern for one unit or a rate of units (元/人·月)."""

_BOUND = (
    rf"(?:(?P<sign>{vocabulary.sign_pattern()}) ?"
    rf"|(?P<word>{vocabulary.before_pattern()})[为在到至]? ?(?!{NUMBER_NAMES}))?"
)
_PARTS = (
    rf"(?P<whole>[百千万]|[二两三四五六七八九十]{{1,2}})分之(?P<parts>{_HAN}{{1,9}}|\d{{1,15}}(?:\.\d++)?)"
    r"|(?P<all>百分百)"
)
# 10/10万 is no fraction but a rate: ten in a hundred thousand.
_FRACTION = r"(?<![\d./])(?P<numerator>\d{1,6}) ?[/⁄] ?(?P<denominator>[1-9]\d{0,5})(?![\d/.百千万])"
_ARABIC = (
    rf"(?<![\d.])(?P<number>[-−]?{_DIGITS}) ?(?P<scale>{_SCALE})?"
    rf"(?: ?(?P<lower_unit>{UNITS})? ?(?:[-‐–—~∼〜]{{1,2}}|至|到)"
    rf" ?(?P<upper>{_DIGITS}) ?(?P<upper_scale>{_SCALE})?)?"
    rf"(?: ?(?P<unit>{UNITS}))?"
)
_CHINESE = (
    rf"(?<![第同统唯这那某另任首下上{_HAN_DIGIT}十百千万])"
    rf"(?P<han>[{_HAN_DIGIT}十]{_HAN}{{0,8}}?)(?P<han_unit>{_COUNTED})(?=$|[ ,。;；、]|及?以[上下内]|内)"
)
_QUANTITY = (
    f"{_BOUND}(?:{_PARTS}|{_FRACTION}|{_ARABIC}|{_CHINESE})(?: ?(?P<after>{vocabulary.after_pattern()}))?"
)
_SCAN = re.compile(f"(?P<name>{NUMBER_NAMES})|{_QUANTITY}", re.ASCII)

# "不超过实际缴费额的 2/3": the bound belongs to the number though words stand between.
_DISTANT_BOUND = re.compile(rf"(?P<word>{vocabulary.before_pattern()})[^,。;；、\d]{{1,24}}的 ?$")
_REACH = 32
_ANNOUNCED = re.compile(r"(?:为|是|(?<!\d)[:：]) ?$")
_NO_MEASURE = re.compile(r"(?:19|20)\d\d|\d{1,2}月")
_UNIT_PARTS = re.compile(rf"(?!每){_PER}")
_PERCENT_OF = {"百": "%", "千": "‰"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number found in a text, at ``start:end`` of it, bound words included.

    ``upper`` is set for a range only. ``unit`` is canonical; money of 万 or more is in 万元.
    """

    start: int
    end: int
    comparator: Comparator | None
    number: float
    upper: float | None
    unit: str | None


def find_quantities(text: str) -> Iterator[Quantity]:
    """All quantities of ``text`` in order; ``text`` is folded by ``numerals.fold`` and has single spaces.

    Numbers that only name something (dates, documents, ordinals, codes) are passed over, and so is a bare
    number amid words: it needs a sign, a word of bound, a unit, or to stand first or after 为 or a colon.
    """
    for match in _SCAN.finditer(text):
        if match["name"] is None and _measures(text, match):
            yield _quantity(text, match)


def blank_number_names(text: str) -> str:
    """``text`` (folded) without its dates, document numbers, ordinals and other names made of numbers."""
    return _SCAN.sub(lambda match: match[0] if match["name"] is None else "", text)


def _measures(text: str, match: re.Match[str]) -> bool:
    if match["sign"] or match["word"] or match["after"]:
        return not text.startswith((":", "：", "×"), match.end())
    if match["unit"] or match["number"] is None:
        return not _NO_MEASURE.fullmatch(match[0])
    before, following = text[max(match.start() - 3, 0) : match.start()], text[match.end() : match.end() + 1]
    if (following.isascii() and following.isalpha()) or _NO_MEASURE.fullmatch(match[0]):
        return False
    return not before.strip() or bool(_ANNOUNCED.search(before)) or bool(match["upper"] and not following)


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    if match["upper"] is None:
        number, unit = _amount(match)
        return Quantity(match.start(), match.end(), _comparator(text, match), number, None, unit)
    return _range(match)


def _comparator(text: str, match: re.Match[str]) -> Comparator | None:
    word = match["sign"] or match["word"]
    if (word is None or vocabulary.is_weak(word)) and match["after"]:
        word = match["after"]
    if word is None and (
        distant := _DISTANT_BOUND.search(text[max(match.start() - _REACH, 0) : match.start()])
    ):
        word = distant["word"]
    return vocabulary.comparators()[word] if word else None


def _amount(match: re.Match[str]) -> tuple[float, str | None]:
    if match["all"]:
        return 100.0, "%"
    if match["whole"]:
        parts = chinese(match["parts"]) if match["parts"][0] not in "0123456789" else arabic(match["parts"])
        whole = match["whole"]
        return (
            (float(parts), _PERCENT_OF[whole])
            if whole in _PERCENT_OF
            else (float(parts / chinese(whole)), None)
        )
    if match["numerator"]:
        return float(Decimal(match["numerator"]) / Decimal(match["denominator"])), None
    if match["han"]:
        return _scaled(chinese(match["han"]), match["han"][-1], match["han_unit"])
    return _scaled(arabic(match["number"]) * _times(match["scale"]), match["scale"], match["unit"])


def _range(match: re.Match[str]) -> Quantity:
    """Both ends in order. A bound beside a range contradicts it and stays with the words around."""
    start = match.start() if match["word"] and vocabulary.is_weak(match["word"]) else match.start("number")
    lower_unit, unit = match["lower_unit"], match["unit"]
    lower_scale = match["scale"] if lower_unit or match["scale"] else match["upper_scale"]
    low, low_unit = _scaled(arabic(match["number"]) * _times(lower_scale), lower_scale, lower_unit or unit)
    high, high_unit = _scaled(
        arabic(match["upper"]) * _times(match["upper_scale"]), match["upper_scale"], unit
    )
    if low_unit != high_unit and unit:
        return Quantity(start, match.end("lower_unit"), None, low, None, low_unit)
    end = match.end("unit") if unit else match.end("upper_scale" if match["upper_scale"] else "upper")
    return Quantity(start, end, "range", min(low, high), max(low, high), low_unit)


def _times(scale: str | None) -> int:
    return MULTIPLIERS[scale] if scale else 1


def _scaled(number: Decimal, scale: str | None, written_unit: str | None) -> tuple[float, str | None]:
    unit = canonical_unit(written_unit) if written_unit else None
    if unit and unit.partition("/")[0] == "元" and scale and scale[-1] in "万亿":
        return float(number / 10_000), f"万{unit}"
    return float(number), unit


@lru_cache(maxsize=4096)
def canonical_unit(written: str) -> str:
    """The canonical form of a unit or rate as written: ``元/人.月`` and ``元每人每月`` → ``元/人·月``."""
    names = vocabulary.unit_names()
    if written in names:
        return names[written]
    first, *others = (names.get(part, part) for part in _UNIT_PARTS.findall(written))
    return f"{first}/{'·'.join(others)}" if others else first
