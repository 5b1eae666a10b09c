"""A target value in every way that a layout may write it: one column, three columns, four grades."""

from __future__ import annotations

import random
from dataclasses import dataclass

from demo.habits import Habit, plain
from demo.words import indicators

WORDS_SIGN = "定性"
FALLING = frozenset({"rate_low", "amount", "unit_cost", "days"})  # kinds of which less is better


@dataclass(frozen=True)
class Target:
    """One target, written in every way."""

    value: str
    sign: str
    number: str
    unit: str
    grades: tuple[str, ...]


def worded(words: str) -> Target:
    """A target in words."""
    return Target(words, WORDS_SIGN, words, "", _graded("words", {"words": words}))


def counted(kind: str, number: float, unit: str, habit: Habit, rng: random.Random) -> Target:
    """A target of ``number``, of a kind of ``indicators.toml`` ([values]); ``unit`` is that of what is counted."""
    words = indicators()
    signs, sign_unit = words.columns[kind]
    slots = {"unit": unit, "p": habit.percent, "n": plain(number), "budget": plain(number)}
    return Target(
        value=rng.choice(words.values[kind]).format_map(slots),
        sign=rng.choice(signs),
        number=plain(number),
        unit=sign_unit.format_map(slots),
        grades=_graded(kind, slots, number),
    )


def _graded(kind: str, slots: dict[str, str], number: float = 0.0) -> tuple[str, ...]:
    """The four grades: the target itself is the best, the worst is what misses the third."""
    words = indicators()
    steps = words.steps["less" if kind in FALLING else "more"]
    return tuple(
        pattern.format_map(slots | {"n": plain(_step(number, step))})
        for pattern, step in zip(words.grades[kind], steps, strict=True)
    )


def _step(number: float, step: float) -> float:
    return number if step == 1.0 else round(number * step, 1) if number < 100 else round(number * step)
