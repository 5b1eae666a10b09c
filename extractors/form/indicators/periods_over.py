"""For when the sets of indicators are that stand one below the other: as a row or a line over each says, or its goals do."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

from extractors.draft import Period
from extractors.form.head.rows import HeadBelow, heads_pairs
from extractors.form.indicators.period_words import GOAL_PERIODS, GROUP_PERIODS
from extractors.form.rows import Row
from extractors.form.words.head import HeadWords, inline_names
from extractors.layouts.layout import Layout


def caption_period(row: Row, layout: Layout) -> Period | None:
    """For when the indicators below a row are that says nothing else (项目年度绩效目标表)."""
    written = row.written()
    return GROUP_PERIODS.get(layout.group(written[0].text) or "") if len(written) == 1 else None


def goals_periods(row: Row, words: HeadWords) -> set[Period]:
    """For when the goals are that a row of the head tells, or whose labels stand in it."""
    cells = row.written()
    names = chain((words.label(cell.text) for cell in cells), *(inline_names(cell, words) for cell in cells))
    return {period for name in names if (period := GOAL_PERIODS.get(name or ""))}


@dataclass(slots=True)
class _Over:
    """What stands over a set of indicators since the one before."""

    caption: Period | None = None
    goals: set[Period] = field(default_factory=set)

    def periods(self) -> set[Period]:
        return {self.caption} if self.caption else self.goals


def periods_over(rows: list[Row], layout: Layout) -> dict[int, Period]:
    """By the place of the row that a set of indicators begins with, its heading or another: for when they are.

    Goals over a set say so only where those of the other period stand over another set.
    """
    words = HeadWords(layout)
    below = HeadBelow(words)
    sets: dict[int, _Over] = {}
    over = _Over()
    for at, row in enumerate(rows):
        if period := caption_period(row, layout):
            over = _Over(period)
            continue
        if row.is_heading:
            below.end(first_ends=row.cells[0].right, in_pairs=heads_pairs(row, layout))
        elif not sets or below.take(row):
            over.goals |= goals_periods(row, words)
            continue
        if row.is_heading or (over.periods() and row.written()):
            sets[at], over = over, _Over()
    said = {at: next(iter(one.periods())) for at, one in sets.items() if len(one.periods()) == 1}
    both = len(set(said.values())) > 1
    return {at: period for at, period in said.items() if both or sets[at].caption}
