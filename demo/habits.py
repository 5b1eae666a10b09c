"""How one department writes: amounts, percentages, spending plans."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from demo.counties import Department
from demo.layouts.layout import Layout
from demo.truth import MILESTONES, Milestone

MoneyUnit = Literal["万元", "元", "亿元"]
MONEY: dict[MoneyUnit, tuple[float, int]] = {"万元": (1.0, 2), "元": (10_000.0, 2), "亿元": (0.0001, 6)}
Plan = dict[Milestone, str | None]
PLANS: dict[str, tuple[tuple[int, ...], ...]] = {  # the shapes of each convention
    "cumulative": ((25, 50, 75, 100), (25, 50, 75, 100), (30, 60, 90, 100), (20, 45, 80, 100)),
    "quarterly": ((25, 25, 25, 25),),
}


@dataclass(frozen=True)
class Habit:
    """``money_unit`` and ``grouped`` say how amounts are written, ``plan`` is the convention of its spending plans and
    ``plan_sign`` ends its numbers, ``percent`` is the unit of shares, ``cost_apart`` puts costs under a
    level 1 of their own (成本指标)."""

    money_unit: MoneyUnit
    grouped: bool
    plan: str
    plan_sign: str
    percent: str
    cost_apart: bool

    def amount(self, wanyuan: float) -> str:
        """An amount of ``wanyuan`` in the draft's money unit, as exact as 万元 with two decimals."""
        factor, decimals = MONEY[self.money_unit]
        return f"{wanyuan * factor:{',' if self.grouped else ''}.{decimals}f}"

    def spending_plan(self, rng: random.Random) -> Plan:
        """The percentages of one form, of the department's convention."""
        shape = rng.choice(PLANS[self.plan])
        return {month: f"{percent}{self.plan_sign}" for month, percent in zip(MILESTONES, shape, strict=True)}


def habit_of(department: Department, layout: Layout, seed: int) -> Habit:
    """The habits of a department, the same every year."""
    rng = random.Random(f"{seed}/habit/{department.county.code}/{department.kind.code}")
    return Habit(
        money_unit=rng.choice(layout.money_units),
        grouped=rng.random() < 0.15,
        plan=rng.choices(list(PLANS), weights=[8, 2])[0],
        plan_sign=rng.choices(["%", "", ".00%"], weights=[6, 1, 1])[0],
        percent=department.county.percent,
        cost_apart=rng.random() < 0.2 if layout.cost_apart is None else layout.cost_apart,
    )


def plain(wanyuan: float) -> str:
    """An amount inside a sentence or a target: no trailing zeros."""
    return f"{wanyuan:.2f}".rstrip("0").rstrip(".")
