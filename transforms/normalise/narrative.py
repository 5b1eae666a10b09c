"""The targets in the prose of part 1: "城镇新增就业 4500 人，城镇调查失业率控制在 4.5%以内"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from transforms.normalise.numerals import fold
from transforms.normalise.quantity import Comparator, Quantity, blank_number_names, find_quantities
from transforms.normalise.vocabulary import load_toml
from warehouse.words import one_of

# A comma is no border inside a number: 16,200 人.
_BORDER = re.compile(r"[。;；!\n]|,(?!(?<=\d,)\d{3}(?!\d))", re.ASCII)
_PUNCTUATION = r"[\s,，。;；、:：()（）“”\"]"
_LIST_MARK = re.compile(
    r"^(?:[\d一二三四五六七八九十]{1,3}[.、是]|\([\d一二三四五六七八九十]{1,3}\)|[①-⑳])\s*", re.ASCII
)


@dataclass(frozen=True, slots=True)
class NarrativeTarget:
    """One number of the prose: what it measures, the target (as in target values), its clause as written."""

    measure: str
    comparator: Comparator | None
    number: float
    unit: str | None
    text: str


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    leading: tuple[str, ...]
    trailing: tuple[str, ...]
    verbs: tuple[str, ...]


def narrative_targets(text: str) -> list[NarrativeTarget]:
    """The targets of a passage, in order; ``[]`` where it holds no number that measures anything.

    A number counts with a unit, a sign or a word of bound (达到 is a lower bound, as in target values).
    ``measure`` is the words before the number without years and words of intent (``narrative.toml``), white
    space removed. Behind nothing or a bare verb (新建 5 个服务站) the words after the number join it; where
    there are none either, it is the measure before.
    """
    found: list[NarrativeTarget] = []
    heading = ""
    for written in _clauses(text):
        folded = fold(written)
        quantities = [q for q in find_quantities(folded) if q.unit or q.comparator]
        if not quantities:
            heading = _measure(folded)
        starts = [0, *(quantity.end for quantity in quantities)]
        for start, quantity in zip(starts, quantities, strict=False):
            heading = _name(folded, start, quantity, is_last=quantity is quantities[-1]) or heading
            found.append(_target(heading, quantity, written.strip()))
    return found


def _clauses(text: str) -> Iterator[str]:
    collapsed = " ".join(line for line in text.split(" ") if line)
    start = 0
    for border in _BORDER.finditer(fold(collapsed)):
        yield collapsed[start : border.start()]
        start = border.end()
    yield collapsed[start:]


def _name(clause: str, start: int, quantity: Quantity, *, is_last: bool) -> str:
    before = _measure(clause[start : quantity.start])
    if is_last and (not before or before in _words().verbs):
        return before + _measure(clause[quantity.end :])
    return before


def _target(measure: str, quantity: Quantity, text: str) -> NarrativeTarget:
    return NarrativeTarget(measure, quantity.comparator, quantity.number, quantity.unit, text)


def _measure(words: str) -> str:
    """``words`` down to the name of a measure."""
    plain = _LIST_MARK.sub("", blank_number_names(words.strip()))
    leading, trailing = _edges()
    without_lead = plain[lead.end() :] if (lead := leading.match(plain)) else plain
    return "".join(_strip_end(without_lead, trailing).split())


def _strip_end(words: str, trailing: tuple[str, ...]) -> str:
    while (shorter := words.rstrip(' ,，。;；、:：()（）“”"')).endswith(trailing):
        words = shorter.removesuffix(max((word for word in trailing if shorter.endswith(word)), key=len))
    return shorter


@cache
def _words() -> _Words:
    return _Words.model_validate(load_toml("narrative.toml"))


@cache
def _edges() -> tuple[re.Pattern[str], tuple[str, ...]]:
    return re.compile(rf"(?:{_PUNCTUATION}|{one_of(_words().leading)})+"), _words().trailing
