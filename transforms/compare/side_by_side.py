"""Two forms side by side: what is the same, what was changed and where, what each has of its own.

Indicators are matched one to one: those with the same wording first, then those of one level 2 whose words are
likest (normalised indel similarity of level 3 and description, at least 0.6), from the best down.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Literal

from rapidfuzz import fuzz

from warehouse.categories import category_of

Kind = Literal["same", "changed", "left", "right"]
LEAST_LIKENESS = 0.6
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|.", re.DOTALL)  # a number is changed as a whole
HEAD_FIELDS = (
    "project_name",
    "unit_name",
    "project_code",
    "budget_wanyuan",
    "fiscal_wanyuan",
    "other_wanyuan",
    "purpose",
)
INDICATOR_FIELDS = ("level1", "level2", "level3", "description", "value_text", "basis", "weight")


@dataclass(frozen=True)
class Form:
    """A project as the tables hold it: its row, its goals, its plan (month to percent) and its indicators."""

    project: Mapping[str, Any]
    goals: Sequence[str]
    plan: Mapping[str, str]
    indicators: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Words:
    """A run of characters, and whether the other side has it too."""

    text: str
    shared: bool


@dataclass(frozen=True)
class Line:
    """One field of both forms. ``part`` is head, goal, plan or indicator; ``number`` counts within it from 1."""

    part: Literal["head", "goal", "plan", "indicator"]
    number: int
    field: str
    kind: Kind
    left: tuple[Words, ...]
    right: tuple[Words, ...]


def compare_forms(left: Form, right: Form) -> list[Line]:
    """Every field that either form fills, in the order of a form."""
    lines = [
        _line("head", 1, field, left.project.get(field), right.project.get(field)) for field in HEAD_FIELDS
    ]
    for at in range(max(len(left.goals), len(right.goals))):
        lines.append(_line("goal", at + 1, "goal", _at(left.goals, at), _at(right.goals, at)))
    for month in sorted({*left.plan, *right.plan}):
        lines.append(_line("plan", int(month), "percent", left.plan.get(month), right.plan.get(month)))
    for number, (one, other) in enumerate(match(left.indicators, right.indicators), start=1):
        for field in INDICATOR_FIELDS:
            lines.append(_line("indicator", number, field, _said(one, field), _said(other, field)))
    return [line for line in lines if line.left or line.right]


def match(
    left: Sequence[Mapping[str, Any]], right: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    """Pairs of indicators in the order of the left form; what the right one has of its own comes last."""
    partner: dict[int, int] = {}
    scored = sorted(
        (
            (-score, a, b)
            for a, one in enumerate(left)
            for b, other in enumerate(right)
            if (score := _score(one, other)) >= LEAST_LIKENESS
        ),
    )
    for _, a, b in scored:
        if a not in partner and b not in partner.values():
            partner[a] = b
    own = [b for b in range(len(right)) if b not in partner.values()]
    return [(one, right[partner[a]] if a in partner else None) for a, one in enumerate(left)] + [
        (None, right[b]) for b in own
    ]


def counts(lines: Sequence[Line]) -> dict[Kind, int]:
    """How many indicators are the same in every field, changed, or of one side alone."""
    found: dict[Kind, int] = {"same": 0, "changed": 0, "left": 0, "right": 0}
    kinds: dict[int, set[Kind]] = {}
    for line in lines:
        if line.part == "indicator":
            kinds.setdefault(line.number, set()).add(line.kind)
    for of_one in kinds.values():
        found[of_one.pop() if len(of_one) == 1 else "changed"] += 1
    return found


def mark(left: str, right: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Cut two texts into runs that both have and runs of their own.

    A single character that both have between two changes is chance, and goes with them.
    """
    one, other = _TOKEN.findall(left), _TOKEN.findall(right)
    cuts = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    sides: tuple[list[Words], list[Words]] = ([], [])
    runs = [
        (operation == "equal" and (b - a > 1 or at in (0, len(cuts) - 1)), one[a:b], other[c:d])
        for at, (operation, a, b, c, d) in enumerate(cuts)
    ]
    for shared, together in groupby(runs, key=itemgetter(0)):
        for side, tokens in zip(sides, zip(*((a, b) for _, a, b in together), strict=True), strict=True):
            if text := "".join(chain.from_iterable(tokens)):
                side.append(Words(text, shared))
    return tuple(sides[0]), tuple(sides[1])


def _line(
    part: Literal["head", "goal", "plan", "indicator"], number: int, field: str, left: object, right: object
) -> Line:
    one, other = _text(left), _text(right)
    if one == other:
        kind: Kind = "same"
    elif not other:
        kind = "left"
    else:
        kind = "changed" if one else "right"
    return Line(part, number, field, kind, *mark(one, other))


def _said(indicator: Mapping[str, Any] | None, field: str) -> object:
    if indicator is None:
        return None
    if field in ("level1", "level2"):
        return category_of(indicator.get(field) or "")
    return indicator.get(field)


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def _at(texts: Sequence[str], at: int) -> str | None:
    return texts[at] if at < len(texts) else None


def _score(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """2 and more for the same wording (3 with the same value), else the likeness within a level 2."""
    if one["fingerprint_full"] == other["fingerprint_full"]:
        return 3.0
    if one["fingerprint_wording"] == other["fingerprint_wording"]:
        return 2.0
    if _level2(one) != _level2(other):
        return 0.0
    return fuzz.ratio(_wording(one), _wording(other)) / 100


def _level2(indicator: Mapping[str, Any]) -> str:
    return category_of(indicator["level2"] or "")


def _wording(indicator: Mapping[str, Any]) -> str:
    return f"{indicator['level3'] or ''}{indicator['description'] or ''}"
