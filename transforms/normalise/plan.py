"""The spending plan: percentages as written, and what they come to by each month end."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Literal

from extractors.draft import Milestone, Value
from transforms.normalise.amount import parse_percent

Convention = Literal["cumulative", "quarterly", "unknown"]

MILESTONES: tuple[Milestone, ...] = ("03", "06", "10", "12")
_BY_QUARTER: tuple[Milestone, ...] = ("03", "06", "09", "12")
_WHOLE = 100.0
_NEAR = 0.05  # plans are written with one decimal at most


def written_percents(plan: Mapping[Milestone, Value]) -> dict[Milestone, float | None]:
    """The number under each of a plan's month ends, None where nothing (readable) is written.

    A plan that names September's end goes by quarters; one that names October's besides has both. One with other months
    has its own.
    """
    dates = _BY_QUARTER if "09" in plan and "10" not in plan else MILESTONES
    if not plan.keys() <= {*MILESTONES, *_BY_QUARTER}:
        dates = tuple(sorted(plan))
    months = sorted({*dates, *plan})
    return {month: parse_percent(plan[month].text) if month in plan else None for month in months}


def convention(percents: Mapping[Milestone, float | None]) -> Convention:
    """How a plan is written (rule R09): it climbs to 100, or adds up to 100 in parts, or climbs to less.

    A single date is a step on the way up. Plans that fall without adding to 100 are unknown.
    """
    values = [value for value in percents.values() if value is not None]
    if not values:
        return "unknown"
    rises = all(before <= after for before, after in itertools.pairwise(values))
    if rises and abs(values[-1] - _WHOLE) <= _NEAR:
        return "cumulative"
    if abs(sum(values) - _WHOLE) <= _NEAR:
        return "quarterly"
    return "cumulative" if rises and values[-1] <= _WHOLE + _NEAR else "unknown"


def cumulative(
    percents: Mapping[Milestone, float | None], written: Convention
) -> dict[Milestone, float | None]:
    """Per cent spent by each month end; None where nothing is written or the convention is not known."""
    if written == "unknown":
        return dict.fromkeys(percents)
    if written == "cumulative":
        return dict(percents)
    running, so_far = 0.0, {}
    for month, percent in percents.items():
        running += percent or 0.0
        so_far[month] = None if percent is None else round(running, 6)
    return so_far
