"""Numbers before the names of indicators (``1.培训人次``, ``指标2：培训次数``): the form's, and no words of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.draft import Indicator

_COUNTER = re.compile(
    r"(?:(?P<named>(?:绩效|三级)?指标\s*\d{1,2}\s*[:：])|(?P<number>\d{1,2})\s*(?:[.．](?!\d)|、)"
    r"|[（(]\s*(?P<inside>\d{1,2})\s*[)）]|(?P<circled>[①-⑳]))\s*(?=\S)"
)
_FEWEST = 2  # names that count on from one


def without_counters(indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The indicators with names that are not counted, where all of a form's are, or those under one level 2.

    A single name may begin with what looks like a number; a counter in words (指标1：) is none of it anywhere.
    """
    named = [one for one in indicators if one.level3.text]
    counted = (
        named if _count_on(named) else [one for group in _groups(named) if _count_on(group) for one in group]
    )
    ids = {one.sequence for one in counted}
    return tuple(
        _without(one) if one.sequence in ids or _is_named(one.level3.text) else one for one in indicators
    )


def _groups(indicators: Sequence[Indicator]) -> Iterator[list[Indicator]]:
    for _, group in groupby(indicators, key=lambda one: (one.period, one.level1.text, one.level2.text)):
        yield list(group)


def _count_on(indicators: Sequence[Indicator]) -> bool:
    """Tell whether names are counted, each by the number behind that before it or by one again."""
    numbers = [_number(one.level3.text) for one in indicators]
    steps = zip([0, *numbers], numbers, strict=False)
    return len(numbers) >= _FEWEST and all(number and number in (1, before + 1) for before, number in steps)


def _number(name: str) -> int:
    found = _COUNTER.match(name)
    if not found or found["named"]:
        return 0
    circled = found["circled"]
    return ord(circled) - ord("①") + 1 if circled else int(found["number"] or found["inside"])


def _is_named(name: str) -> bool:
    found = _COUNTER.match(name)
    return found is not None and found["named"] is not None


def _without(indicator: Indicator) -> Indicator:
    name = _COUNTER.sub("", indicator.level3.text, count=1)
    return indicator.model_copy(update={"level3": indicator.level3.model_copy(update={"text": name})})
