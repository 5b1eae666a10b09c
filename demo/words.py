"""The word material of the made-up province, loaded from the ``.toml`` files beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

Work = Literal["subsidy", "works", "purchase", "service", "training", "inspect"]


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Places(_Words):
    """Name parts of counties and towns."""

    province: str
    short: str
    county_first: tuple[str, ...]
    county_second: tuple[str, ...]
    county_kind: tuple[str, ...]
    town_first: tuple[str, ...]
    town_second: tuple[str, ...]
    town_kind: tuple[str, ...]


class Topic(_Words):
    """A line of work that becomes a project; ``things`` are (level-3 name, unit, lowest, highest)."""

    name: str
    work: Work
    things: tuple[tuple[str, str, int, int], ...]
    people: str
    effect: str


class Kind(_Words):
    """A kind of department: code (3 digits), name after the county's, subject of its funding documents."""

    key: str
    code: str
    name: str
    subject: str
    units: tuple[str, ...]
    duties: tuple[tuple[str, str], ...]
    topics: tuple[Topic, ...]


class Township(_Words):
    """What a town's government takes over from the kinds it borrows topics from."""

    units: tuple[str, ...]
    first_code: int
    duties: tuple[tuple[str, str], ...]
    borrows: tuple[str, ...]


class Departments(_Words):
    """All kinds of departments, and towns."""

    kind: tuple[Kind, ...]
    township: Township


class Template(_Words):
    """An indicator template; ``work`` empty fits every project, ``value`` names a list of value patterns."""

    work: tuple[Work, ...]
    level2: str
    name: tuple[str, ...]
    description: tuple[str, ...]
    value: str


class CountDescriptions(_Words):
    """How counted things are described."""

    description: tuple[str, ...]


class Basis(_Words):
    """Where target values come from: short words anybody writes, and a project's own documents."""

    short: tuple[str, ...]
    own: tuple[str, ...]


class Indicators(_Words):
    """Indicator templates and the patterns of their values."""

    levels: dict[str, str]
    values: dict[str, tuple[str, ...]]
    columns: dict[str, tuple[tuple[str, ...], str]]
    grades: dict[str, tuple[str, str, str, str]]
    steps: dict[Literal["more", "less"], tuple[float, float, float, float]]
    words: dict[str, tuple[str, ...]]
    numbers: dict[str, tuple[float, ...]]
    count: CountDescriptions
    template: tuple[Template, ...]
    basis: Basis


class Purpose(_Words):
    """Purposes without amounts, and with two amounts that add to the budget."""

    plain: tuple[str, ...]
    split: tuple[str, ...]


class Goals(_Words):
    """First, second and third goal of a project, and its goals of the next three years."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    third: tuple[str, ...]
    midterm: tuple[str, ...]


class Prose(_Words):
    """Running text of part 1 and of the forms' wide cells."""

    overall: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]
    project: dict[str, tuple[str, ...]]
    purpose: Purpose
    goals: Goals
    parts: dict[Work, tuple[str, str]]


def _read(name: str) -> dict[str, object]:
    return tomllib.loads(files("demo").joinpath(name).read_text(encoding="utf-8"))


@cache
def places() -> Places:
    """Name parts of counties and towns (``places.toml``)."""
    return Places.model_validate(_read("places.toml"))


@cache
def departments() -> Departments:
    """Kinds of departments with their topics (``departments.toml``)."""
    return Departments.model_validate(_read("departments.toml"))


@cache
def indicators() -> Indicators:
    """Indicator templates (``indicators.toml``)."""
    return Indicators.model_validate(_read("indicators.toml"))


@cache
def prose() -> Prose:
    """Running text (``prose.toml``)."""
    return Prose.model_validate(_read("prose.toml"))
