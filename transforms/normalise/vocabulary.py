"""The words of target values (units, signs, words of bound), from data files to lookups and patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from warehouse.words import one_of

Bound = Literal[">=", "<=", "=", ">", "<"]

_HERE = Path(__file__).parent


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Unit(_Data):
    """One unit: its canonical name, other ways to write it, and characters that may not follow it.

    ``ranks``: behind a Chinese numeral the word names a rank or a place in a row (一级, 二期), not a count.
    """

    name: str
    synonyms: tuple[str, ...] = ()
    not_before: str = ""
    ranks: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write the unit, the canonical name first."""
        return (self.name, *self.synonyms)


class _UnitFile(_Data):
    unit: tuple[Unit, ...]


class Bounds(_Data):
    """Signs and words of bound, each list under the comparator it stands for (docs/values.md, "Target values").

    ``alone``: words of bound that also say something without a number.
    """

    alone: tuple[str, ...]
    signs: dict[Bound, tuple[str, ...]]
    before: dict[Bound, tuple[str, ...]]
    before_weak: dict[Bound, tuple[str, ...]]
    after: dict[Bound, tuple[str, ...]]
    after_not_before: dict[str, str]


@cache
def units() -> tuple[Unit, ...]:
    """All known units, as in ``target_units.toml``."""
    return _UnitFile.model_validate(load_toml("target_units.toml")).unit


@cache
def bounds() -> Bounds:
    """The signs and words of bound, as in ``bounds.toml``."""
    return Bounds.model_validate(load_toml("bounds.toml"))


@cache
def unit_names() -> dict[str, str]:
    """Every spelling of a unit → its canonical name."""
    return {spelling: unit.name for unit in units() for spelling in unit.spellings}


@cache
def comparators() -> dict[str, Bound]:
    """Every sign and word of bound → its comparator."""
    data = bounds()
    groups = (data.signs, data.before, data.before_weak, data.after)
    return {word: bound for group in groups for bound, words in group.items() for word in words}


def unit_pattern() -> str:
    """A pattern for one unit, the longest spelling first, each minding what may not follow it.

    Spellings that end in a Latin letter must end there: ``m`` is not the start of ``mm``, nor of a word.
    """
    return _guarded_units(units())


def counted_unit_pattern() -> str:
    """A pattern for one unit behind a Chinese numeral, without those that name a rank."""
    return _guarded_units(unit for unit in units() if not unit.ranks)


def after_pattern() -> str:
    """A pattern for the words of bound that stand behind a number (以上, 以内)."""
    data = bounds()
    words = sorted((word for group in data.after.values() for word in group), key=len, reverse=True)
    return "|".join(
        re.escape(word) + _not_before(word, data.after_not_before.get(word, "")) for word in words
    )


def before_pattern() -> str:
    """A pattern for the words of bound that stand before a number (不低于, 控制在)."""
    data = bounds()
    return one_of(
        word for group in (data.before, data.before_weak) for words in group.values() for word in words
    )


def sign_pattern() -> str:
    """A pattern for one sign (≥, <=)."""
    return one_of(sign for group in bounds().signs.values() for sign in group)


def is_weak(word: str) -> bool:
    """Whether a word of bound gives way to a word behind the number, and to a range."""
    return any(word in words for words in bounds().before_weak.values())


def load_toml(name: str) -> dict[str, object]:
    """The content of a data file of this folder."""
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


def _guarded_units(chosen: Iterable[Unit]) -> str:
    guarded = {
        spelling: re.escape(spelling) + _not_before(spelling, unit.not_before)
        for unit in chosen
        for spelling in unit.spellings
    }
    return "|".join(guarded[spelling] for spelling in sorted(guarded, key=len, reverse=True))


def _not_before(spelling: str, following: str) -> str:
    """Guard against a unit or bound that is only the start of a word (所 in 所以, but not in 6所以上)."""
    latin = "A-Za-z0-9" if spelling[-1].isascii() and spelling[-1].isalnum() else ""
    single = latin + re.escape(following.replace("以", ""))
    guards = [f"[{single}]"] if single else []
    if "以" in following:
        guards.append("以(?![上下内])")
    return f"(?!{'|'.join(guards)})" if guards else ""
