"""Projects as they run through the years: what stays the same from one draft to the next."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Literal

from demo.counties import Department
from demo.words import Topic, Work, places

Level = Literal["central", "provincial", "city", "county"]
LEVEL_NAMES: dict[Level, str] = {"central": "中央", "provincial": "省级", "city": "市级", "county": "县级"}
SMALLEST, LARGEST = 1.0, 20_000.0  # budgets, 万元
TYPICAL: dict[Work, float] = {
    "works": 240.0,
    "subsidy": 120.0,
    "purchase": 60.0,
    "service": 40.0,
    "training": 15.0,
    "inspect": 18.0,
}


@dataclass(frozen=True)
class Line:
    """A project over the years. ``first_budget`` is in 万元. ``brackets`` stand around the year of its funding
    document."""

    department: Department
    serial: int
    topic: Topic
    level: Level
    place: str
    unit: int
    first_budget: float
    key: str
    document_number: int
    brackets: str

    @property
    def again(self) -> bool:
        """Whether the department already has a project of this topic: its place then tells them apart."""
        return self.serial >= len(self.department.kind.topics)

    def budget(self, years_on: int) -> float:
        """The budget in 万元 ``years_on`` years after the first: it grows, never by a leap."""
        rng = random.Random(f"{self.key}/budget")
        growth = [rng.uniform(1.0, 1.12) for _ in range(years_on)]
        return round(min(max(self.first_budget * prod(growth), SMALLEST), LARGEST), 2)

    def document(self, year: int) -> str:
        """The funding document: issuer, 【year before】, number, 号 (docs/values.md, "Codes")."""
        county = self.department.county
        issuer = {"central": "", "provincial": places().short}.get(self.level, county.city)
        subject = self.department.kind.subject
        opening, closing = self.brackets[0], self.brackets[1]
        return f"{issuer}财{subject}{opening}{year - 1}{closing}{self.document_number}号"


def _start(department: Department, serial: int, seed: int) -> Line:
    key = f"{seed}/{department.county.code}/{department.kind.code}/{serial}"
    rng = random.Random(key)
    topics = department.kind.topics
    topic = topics[(serial + department.county.number) % len(topics)]
    return Line(
        department=department,
        serial=serial,
        topic=topic,
        level=rng.choices(list(LEVEL_NAMES), weights=[15, 20, 10, 55])[0]
        if serial < len(topics)
        else "county",
        place=department.county.towns[serial % len(department.county.towns)],
        unit=int(rng.triangular(0, len(department.kind.units), 0)),
        first_budget=min(max(rng.lognormvariate(0, 1.5) * TYPICAL[topic.work], SMALLEST), LARGEST),
        key=key,
        document_number=rng.randint(3, 260),
        brackets=rng.choice(["【】", "【】", "〔〕", "[]"]),
    )


def department_lines(department: Department, years: int, seed: int) -> Iterator[tuple[Line, ...]]:
    """The projects of a department, year by year in form order: most go on, some end, some are new."""
    rng = random.Random(f"{seed}/{department.county.code}/{department.kind.code}")
    alive: list[Line] = []
    serial = 0
    for year in range(years):
        alive = [line for line in alive if rng.random() < 0.9]
        wanted = rng.randint(4, 9) if year == 0 else max(len(alive) + rng.choice([0, 0, 1, 1, 2]), 3)
        while len(alive) < wanted:
            alive.append(_start(department, serial, seed))
            serial += 1
        yield tuple(sorted(alive, key=lambda line: (line.unit, line.serial)))
