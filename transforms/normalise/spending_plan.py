"""The spending plan (资金支出计划): which convention it follows, and the running total it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal, get_args

from extractors.draft import Milestone

PlanConvention = Literal["cumulative", "quarterly", "unknown"]
MILESTONES: tuple[Milestone, ...] = get_args(Milestone)
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class SpendingPlan:
    """Percentages (0–100) under the four month ends, in order, as written and as a running total."""

    convention: PlanConvention
    written: tuple[float | None, ...]
    cumulative: tuple[float | None, ...]


def read_plan(percentages: Mapping[Milestone, float | None]) -> SpendingPlan:
    """Tell the convention of a plan (field guide, section 6, R08 and R09).

    *cumulative*: the figures never fall and end at 100 (25/50/75/100; a single 100); also where the last date is
    blank, if two or more figures rise and add to something else than 100. *quarterly*: they add to 100 (25/25/25/25).
    Otherwise *unknown*, and nothing is said of the running total. A running total is null under a blank date.
    """
    written = tuple(percentages.get(milestone) for milestone in MILESTONES)
    convention = _convention([percent for percent in written if percent is not None], written[-1] is None)
    if convention == "quarterly":
        running = accumulate(percent or 0.0 for percent in written)
        totals = zip(written, running, strict=True)
        cumulative = tuple(None if percent is None else round(total, 6) for percent, total in totals)
        return SpendingPlan(convention, written, cumulative)
    return SpendingPlan(convention, written, written if convention == "cumulative" else (None,) * len(MILESTONES))


def _convention(figures: list[float], last_is_blank: bool) -> PlanConvention:
    if not figures or any(not 0 <= figure <= 100 + _TOLERANCE for figure in figures):
        return "unknown"
    never_falls = all(before <= after for before, after in pairwise(figures))
    if never_falls and _is_whole(figures[-1]):
        return "cumulative"
    if _is_whole(sum(figures)):
        return "quarterly"
    rises = len(figures) > 1 and all(before < after for before, after in pairwise(figures))
    return "cumulative" if rises and last_is_blank else "unknown"


def _is_whole(percent: float) -> bool:
    return abs(percent - 100) <= _TOLERANCE
