"""Target values (指标值): the small grammar of docs/values.md, "Target values".

    value    = [words] quantity [words]
    quantity = [sign | word of bound] number [万 | 亿 …] [unit] [word of bound]

The first quantity counts; everything beside it is the note. ``=`` is set only where it is written; 达到 is a
lower bound, as 以上 is. Numbers that name something (a date, a document) are no targets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from transforms.normalise import vocabulary
from transforms.normalise.numerals import fold
from transforms.normalise.quantity import UNITS, Comparator, Quantity, canonical_unit, find_quantities

ValueKind = Literal["quantitative", "qualitative", "mixed", "missing"]

_LONGEST_CACHED = 200
_EDGES = " ,，.。;；、:：|"
_NO_NUMBER = re.compile(
    rf"(?:{vocabulary.sign_pattern()}|{vocabulary.before_pattern()})? ?(?P<unit>{UNITS})?"
    rf"(?:{vocabulary.after_pattern()})?|[-—–_/\\.*]+"
)


@dataclass(frozen=True, slots=True)
class TargetValue:
    """What a target value says. ``unit`` is canonical (``target_units.toml``), money of 万 or more in 万元.

    ``kind``: *quantitative* a number and nothing else; *mixed* a number with words beside it (``note``);
    *qualitative* words only; *missing* empty, or a unit whose number is not there.
    A range has ``comparator`` "range" and both ends; without a number there is no comparator.
    A percentage between 0 and 1 (``≥0.95 百分比``) stays as written.
    """

    comparator: Comparator | None = None
    number: float | None = None
    upper: float | None = None
    unit: str | None = None
    kind: ValueKind = "missing"
    note: str | None = None


def parse_target_value(text: str) -> TargetValue:
    """Read one target value as written. Never raises. Repeated short texts come from a cache."""
    return _cached(text) if len(text) <= _LONGEST_CACHED else _parse(text)


def join_target(sign: str, value: str, unit: str) -> str:
    """A target written in columns of its own (``≥``, ``90``, ``%``) as drafts write it in one: ``≥90%``.

    A sign that is none (定性, 正向) says of what kind the target is, and a sign or unit that the value holds
    already is not said twice. Without a value there is nothing to join: the unit alone shows what is missing.
    """
    sign = "".join(sign.split())  # 大于 等于
    before = sign if is_sign(sign) and not value.startswith(sign) else ""
    after = unit if not value.endswith(unit) else ""
    return f"{before}{value}{after}" if value else after


def is_sign(text: str) -> bool:
    """Tell whether a text is a sign (≥, <=) or a word of bound (不低于), whole."""
    return fold(text).strip() in vocabulary.comparators()


def parse_target_columns(sign: str, value: str, unit: str) -> TargetValue:
    """Read a target from its columns. A unit column says the unit, also one that no data file knows."""
    whole = parse_target_value(join_target(sign, value, unit))
    if not unit or whole.unit is not None or whole.number is None:
        return whole
    alone = parse_target_value(join_target(sign, value, ""))
    return replace(alone, unit=unit) if alone.kind == "quantitative" and alone.unit is None else whole


def _parse(text: str) -> TargetValue:
    written = " ".join(text.split())
    folded = fold(written)
    if folded in vocabulary.bounds().alone:
        return TargetValue(kind="qualitative")
    if without_number := _NO_NUMBER.fullmatch(folded):
        unit = without_number["unit"]
        return TargetValue(unit=canonical_unit(unit) if unit else None)
    quantity = next(find_quantities(folded), None)
    if quantity is None:
        return TargetValue(kind="qualitative")
    note = _words_beside(written, quantity)
    return TargetValue(
        quantity.comparator, quantity.number, quantity.upper, quantity.unit,
        "mixed" if note else "quantitative", note,
    )  # fmt: skip


def _words_beside(written: str, quantity: Quantity) -> str | None:
    sides = (written[: quantity.start], written[quantity.end :])
    return " ".join(side for part in sides if (side := part.strip(_EDGES))) or None


_cached = lru_cache(maxsize=1 << 16)(_parse)
