"""Weights told without a word for them: points with each name or each target, which add up to about a hundred (（10分）)."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.labelled.rows import Indicator, Section
from extractors.labelled.stretch import Stretch

_NUMBER = r"(?P<points>\d{1,3}(?:\.\d{1,2})?)\s*分"
_FIRST = re.compile(rf"^[（(【\[]\s*{_NUMBER}\s*[）)】\]]")
_LAST = (
    re.compile(rf"[（(【\[]\s*[占计]?\s*{_NUMBER}\s*[）)】\]][。；;，,]?$"),
    re.compile(rf"(?:[，,；;、]\s*|\s+)[占计]?\s*{_NUMBER}[。；;，,]?$"),
)
_PLACES = (("value", _LAST), ("level3", _LAST), ("level3", (_FIRST,)))
_LEAST_SUM, _MOST_SUM = 80, 110  # the execution of the budget has ten or twenty of its own
_FEWEST = 3
_ENDS = "；;。，,、"
_SIGN_LAST = re.compile(r"[≥≧≤≦＞＜><=＝:：]$")


class _Found(NamedTuple):
    """A text without its points, and these."""

    rest: Stretch
    points: Stretch


def take_points(section: Section) -> None:
    """Take the points that stand with all names, or behind all targets, as weights, where none is told in words."""
    rows = section.indicators()
    if len(rows) < _FEWEST or any("weight" in row.cells for row in rows):
        return
    for column, patterns in _PLACES:
        found = [_points(row, column, patterns) for row in rows]
        if all(found) and _LEAST_SUM <= sum(float(one.points.text) for one in found if one) <= _MOST_SUM:
            for row, one in zip(rows, found, strict=True):
                if one:
                    row.cells[column] = [*row.cells[column][:-1], one.rest]
                    row.cells["weight"] = [one.points]
            return


def _points(row: Indicator, column: str, patterns: tuple[re.Pattern[str], ...]) -> _Found | None:
    text = row.cells.get(column)
    found = (
        next((one for one in (each.search(text[-1].text) for each in patterns) if one), None)
        if text
        else None
    )
    if not text or not found:
        return None
    said = text[-1]
    rest = said.part(0, found.start(), _ENDS) if found.start() else said.part(found.end(), None, _ENDS)
    if not rest.text or _SIGN_LAST.search(rest.text):
        return None
    return _Found(rest, said.part(*found.span("points")))
