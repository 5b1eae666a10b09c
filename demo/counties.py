"""The counties of the made-up province and their departments."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from demo.words import Kind, departments, places


@dataclass(frozen=True)
class County:
    """A made-up county: a code in the unused range 99xxxx, its towns, and how its offices write things.

    ``check_constant`` belongs to its project codes; ``percent`` is its way to write that unit.
    """

    number: int
    code: str
    name: str
    city: str
    towns: tuple[str, ...]
    check_constant: int
    percent: str


@dataclass(frozen=True)
class Department:
    """A department: a bureau of some kind, or a town's government (``town`` set)."""

    county: County
    kind: Kind
    town: str = ""

    @property
    def name(self) -> str:
        """The department's full name, e.g. county + bureau."""
        return self.county.name + self.kind.name


def counties(count: int, seed: int) -> tuple[County, ...]:
    """``count`` counties. Raises ValueError when the name parts do not give so many."""
    words = places()
    names = ["".join(pair) for pair in product(words.county_first, words.county_second)]
    if not 1 <= count <= len(names):
        raise ValueError(f"counties must be 1 to {len(names)}, not {count}")
    rng = random.Random(f"{seed}/names")
    rng.shuffle(names)
    towns = ["".join(pair) for pair in product(words.town_first, words.town_second)]
    return tuple(
        County(
            number=number,
            code=f"99{number // 16 + 1:02d}{number % 16 + 21}",
            name=name + rng.choice(words.county_kind),
            city=names[number // 16 * 16][0],
            towns=tuple(town + rng.choice(words.town_kind) for town in rng.sample(towns, 80)),
            check_constant=rng.randrange(31),
            percent=rng.choice(["%", "%", "%", "百分比"]),
        )
        for number, name in enumerate(names[:count])
    )


def county_departments(county: County, count: int) -> Iterator[Department]:
    """``count`` departments: the first bureau everywhere, the others in an order that turns from county to
    county (so that a small province shows many kinds), then town governments. Raises ValueError past these.
    """
    words = departments()
    first, *others = words.kind
    turn = county.number * (count - 1) % len(others)
    bureaus = [first, *others[turn:], *others[:turn]][:count]
    towns = county.towns[: count - len(bureaus)]
    if not 1 <= count <= len(words.kind) + len(county.towns):
        raise ValueError(f"departments must be 1 to {len(words.kind) + len(county.towns)}, not {count}")
    for kind in bureaus:
        yield Department(county, kind)
    for number, town in enumerate(towns):
        yield Department(county, _town_government(town, number), town)


def _town_government(town: str, number: int) -> Kind:
    words = departments()
    borrowed = [kind for kind in words.kind if kind.key in words.township.borrows]
    return Kind(
        key=f"town{number}",
        code=str(words.township.first_code + number),
        name=f"{town}人民政府",
        subject="农",
        units=words.township.units,
        duties=words.township.duties,
        topics=tuple(kind.topics[(number + place) % len(kind.topics)] for place, kind in enumerate(borrowed)),
    )
