"""Faults of one indicator row. Targets are spoilt where they stand in one column."""

from __future__ import annotations

from demo.faults.fault import RowChange, in_row, words
from demo.faults.forms import wanyuan
from demo.habits import plain
from demo.truth import TruthIndicator, TruthProject

SHARE_UNITS = ("%", "百分比")
COUNTS = ("数量", "人数", "次数")


def share(row: TruthIndicator) -> bool:
    """Whether the row's target is at least some share, in one column."""
    return row.value.endswith(SHARE_UNITS) and row.level3.endswith(("率", "满意度"))


def with_value(text: str) -> RowChange:
    """A share's target becomes ``text``."""
    return lambda _, row: row.model_copy(update={"value": text}) if share(row) else None


def _cap_below_budget(project: TruthProject, row: TruthIndicator) -> TruthIndicator | None:
    if "成本" not in row.level2 or not row.value or wanyuan(project) < 2:
        return None
    told = words("faults")
    value = told["cap"].format(half=plain(round(wanyuan(project) / 2, 2)))
    return row.model_copy(
        update={
            "level3": told["cost"],
            "description": row.description and told["cost_description"],
            "value": value,
        }
    )


def _count_in_percent(_: TruthProject, row: TruthIndicator) -> TruthIndicator | None:
    if not (row.value and row.level3.endswith(COUNTS)):
        return None
    return row.model_copy(update={"value": words("faults")["count_in_percent"]})


def _wrong_category(_: TruthProject, row: TruthIndicator) -> TruthIndicator | None:
    if not (row.level2 == "数量指标" and row.level3.endswith(COUNTS)):
        return None
    return row.model_copy(update={"level2": "质量指标"})


def _number_without_unit(_: TruthProject, row: TruthIndicator) -> TruthIndicator | None:
    if not (row.level2 == "时效指标" and row.value):
        return None
    return row.model_copy(update={"value": words("faults")["no_unit"]})


def _same_as_name(_: TruthProject, row: TruthIndicator) -> TruthIndicator | None:
    return row.model_copy(update={"description": row.level3}) if row.description else None


def _stray_letter(_: TruthProject, row: TruthIndicator) -> TruthIndicator | None:
    return row.model_copy(update={"level3": words("faults")["stray"].format(name=row.level3)})


FAULTS = {
    "amount-target": in_row("R11", _cap_below_budget),
    "value-without-number": in_row("R12", with_value(words("faults")["no_number"])),
    "percent-as-fraction": in_row("R13", with_value(words("faults")["fraction"])),
    "percent-above-whole": in_row("R14", with_value(words("faults")["over"])),
    "count-in-percent": in_row("R15", _count_in_percent),
    "wrong-category": in_row("R16", _wrong_category),
    "number-without-unit": in_row("R18", _number_without_unit),
    "same-as-name": in_row("R19", _same_as_name),
    "stray-letter": in_row("R20", _stray_letter),
}
