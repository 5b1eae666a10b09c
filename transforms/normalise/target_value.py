"""Target values (指标值): the small grammar of field guide, section 4.

    value    = [words] quantity [words]
    quantity = [sign | word of bound] number [万 | 亿 …] [unit] [word of bound]

The first quantity counts; everything beside it is the note. ``=`` is set only where it is written; 达到 is a
lower bound, as 以上 is. Numbers that name something (a date, a document) are no targets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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


def _parse(text: str) -> TargetValue:
    written = " ".join(text.split())
    folded = fold(written)
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
