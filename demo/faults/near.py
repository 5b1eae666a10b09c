"""Near misses: what looks like a fault and is none. Each names the rule that must stay silent."""

from __future__ import annotations

from demo.faults.fault import in_form, in_row, words
from demo.faults.forms import wanyuan
from demo.faults.rows import with_value
from demo.habits import plain
from demo.truth import TruthIndicator, TruthProject


def _per_person(project: TruthProject) -> TruthProject | None:
    if not project.purpose:
        return None
    text = words("near")["purpose"].format(double=plain(2 * wanyuan(project)))
    return project.model_copy(update={"purpose": text})


def _goal_about_goals(project: TruthProject) -> TruthProject:
    return project.model_copy(update={"goals": words("near")["goal"]})


def _cap_above_budget(project: TruthProject, row: TruthIndicator) -> TruthIndicator | None:
    if "成本" not in row.level2 or not row.value:
        return None
    told = words("faults")
    value = words("near")["cap"].format(double=plain(2 * wanyuan(project)))
    return row.model_copy(
        update={
            "level3": told["cost"],
            "description": row.description and told["cost_description"],
            "value": value,
        }
    )


def _date(_: TruthProject, row: TruthIndicator) -> TruthIndicator | None:
    if not (row.level2 == "时效指标" and row.value and row.level3.endswith(("时间", "时限"))):
        return None
    return row.model_copy(update={"value": words("near")["time"]})


def _nearly_the_name(_: TruthProject, row: TruthIndicator) -> TruthIndicator | None:
    if not row.description:
        return None
    return row.model_copy(update={"description": words("near")["likeness"].format(name=row.level3)})


def _letters_that_mean(_: TruthProject, row: TruthIndicator) -> TruthIndicator | None:
    return row.model_copy(update={"level3": words("near")["mixed"].format(name=row.level3)})


NEAR_MISSES = {
    "amount-per-person": in_form("R10", _per_person),
    "cap-above-budget": in_row("R11", _cap_above_budget),
    "percent-with-decimals": in_row("R13", with_value(words("near")["fraction"])),
    "exactly-whole": in_row("R14", with_value(words("near")["whole"])),
    "goal-about-goals": in_form("R17", _goal_about_goals),
    "date": in_row("R18", _date),
    "nearly-the-name": in_row("R19", _nearly_the_name),
    "letters-that-mean": in_row("R20", _letters_that_mean),
}
