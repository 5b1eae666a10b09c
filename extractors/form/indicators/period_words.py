"""Words that say for when goals are, and the targets of the indicators that measure them: the year, or the whole term."""

from __future__ import annotations

from extractors.draft import Period
from extractors.layouts.layout import Layout

_INDICATORS = "指标"
GROUP_PERIODS: dict[str, Period | None] = {
    "indicators": None,
    "indicators_annual": "annual",
    "indicators_midterm": "midterm",
}
# For when the targets are, by the label beside their table: that of indicators, or of the goals that they measure.
LABEL_PERIODS = GROUP_PERIODS | {"goals_annual": "annual", "goals_midterm": "midterm"}
# For when goals are: 总体目标 are the term's where others are said to be the year's.
GOAL_PERIODS: dict[str, Period] = {
    "goals_annual": "annual",
    "goals_midterm": "midterm",
    "goals_overall": "midterm",
}


def period_named(text: str, layout: Layout) -> Period | None:
    """For when targets are, by a label beside them or over them: 年度绩效指标, 中期目标."""
    return LABEL_PERIODS.get(layout.group(text) or layout.label(text) or "")


def period_meant(text: str, layout: Layout) -> Period | None:
    """For when targets are, by a word beside them that may mean something else: 中期, 年度, but 建设期 as well."""
    return GROUP_PERIODS.get(layout.group(text + _INDICATORS) or "")
