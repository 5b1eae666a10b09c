"""The indicator rows of a project in a year, from the templates."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from demo.habits import Habit
from demo.lines import Line
from demo.targets import Target, counted, worded
from demo.truth import TruthIndicator
from demo.words import Template, Topic, Work, indicators

# How many indicators of each level-2 category a form has: (fewest, most).
MIX = {
    "质量指标": (1, 2),
    "时效指标": (1, 2),
    "成本指标": (1, 1),
    "经济效益指标": (0, 1),
    "社会效益指标": (1, 1),
    "生态效益指标": (0, 1),
    "可持续影响指标": (0, 1),
    "服务对象满意度指标": (1, 1),
}
Slots = dict[str, str]


@cache
def _fitting(work: Work, level2: str) -> tuple[tuple[int, Template], ...]:
    return tuple(
        (place, template)
        for place, template in enumerate(indicators().template)
        if template.level2 == level2 and (not template.work or work in template.work)
    )


def indicator_rows(
    line: Line, slots: Slots, wanyuan: float, years_on: int, habit: Habit
) -> tuple[TruthIndicator, ...]:
    """The rows of ``line`` ``years_on`` years after the first: the same words every year, and targets that rise.

    ``slots`` fills the templates; ``wanyuan`` is the year's budget, which the cost target states. Each row says
    its target in every way that a layout may want: in one column, in three, as grades.
    """
    rng = random.Random(f"{line.key}/indicators")
    drift = random.Random(f"{line.key}/drift")
    own, short = indicators().basis.own, indicators().basis.short
    main = rng.choice(own if rng.random() < 0.55 else short)
    rows = []
    for level2, name, description, target in _targets(line, slots, wanyuan, years_on, habit, rng, drift):
        level2_written = "经济成本指标" if habit.cost_apart and level2 == "成本指标" else level2
        basis = main if rng.random() < 0.8 else rng.choice(short)
        rows.append(
            TruthIndicator(
                level1=indicators().levels[level2_written],
                level2=level2_written,
                level3=name,
                description=description.format_map(slots | {"name": name}),
                value=target.value,
                sign=target.sign,
                number=target.number,
                unit=target.unit,
                grades=target.grades,
                basis=basis.format_map(slots),
            )
        )
    return tuple(rows)


def _targets(
    line: Line,
    slots: Slots,
    wanyuan: float,
    years_on: int,
    habit: Habit,
    rng: random.Random,
    drift: random.Random,
) -> Iterator[tuple[str, str, str, Target]]:
    """(level 2, level 3, description pattern, target) of each row."""
    topic, county = line.topic, line.department.county.number
    for name, unit, low, high in rng.sample(topic.things, rng.randint(1, len(topic.things))):
        base = low + (high - low) * rng.betavariate(1.2, 3)
        description = rng.choice(indicators().count.description)
        number = min(_rounded(base * (1 + years_on * drift.uniform(0, 0.1))), high)
        yield "数量指标", name, description, counted("count", number, unit, habit, rng)
    for level2, (fewest, most) in MIX.items():
        fitting = _fitting(topic.work, level2)
        for place, template in rng.sample(fitting, min(rng.randint(fewest, most), len(fitting))):
            habitual = (county * 7 + place * 3) if rng.random() < 0.6 else rng.randrange(12)
            name = template.name[habitual % len(template.name)].format_map(slots)
            description = template.description[habitual % len(template.description)]
            yield (
                level2,
                name,
                description,
                _target(template.value, slots, topic, wanyuan, habit, rng, years_on),
            )


def _rounded(number: float) -> int:
    """To two figures, as planners write targets; small counts exactly."""
    if number < 100:
        return max(round(number), 1)
    scale: int = 10 ** (len(str(int(number))) - 2)
    return round(number / scale) * scale


def _target(
    kind: str,
    slots: Slots,
    topic: Topic,
    wanyuan: float,
    habit: Habit,
    rng: random.Random,
    years_on: int,
) -> Target:
    words = indicators()
    if kind in words.words:
        return worded(rng.choice(words.words[kind]).format_map(slots))
    if kind == "amount":
        return counted(kind, wanyuan, "万元", habit, rng)
    number = rng.choice(words.numbers.get(kind, (100.0,)))
    if kind == "rate_high":
        number = min(number + years_on * rng.choice([0, 0, 1]), 99)
    return counted(kind, number, topic.things[0][1], habit, rng)
