"""Faults of a form's head, its goals or its set of indicators."""

from __future__ import annotations

from demo.codes import ALPHABET
from demo.faults.fault import in_form, words
from demo.habits import MONEY, plain
from demo.truth import Milestone, TruthProject

QUARTERS: dict[Milestone, str] = {"03": "25%", "06": "25%", "10": "25%", "12": "25%"}


def wanyuan(project: TruthProject) -> float:
    """The budget of a form in 万元."""
    factors: dict[str, float] = {unit: factor for unit, (factor, _) in MONEY.items()}
    return float(project.budget.replace(",", "")) / factors[project.money_unit]


def _budget_unreadable(project: TruthProject) -> TruthProject:
    return project.model_copy(update={"budget": words("faults")["budget"], "fiscal": ""})


def _funds_sum(project: TruthProject) -> TruthProject | None:
    """Other funds on top of fiscal funds that are already the whole budget."""
    if project.fiscal != project.budget:
        return None
    return project.model_copy(update={"other": project.budget})


def _code_short(project: TruthProject) -> TruthProject | None:
    return (
        project.model_copy(update={"project_code": project.project_code[:-1]})
        if project.project_code
        else None
    )


def _code_check(project: TruthProject) -> TruthProject | None:
    code = project.project_code
    if not code:
        return None
    other = ALPHABET[(ALPHABET.index(code[-1]) + 1) % len(ALPHABET)]
    return project.model_copy(update={"project_code": code[:-1] + other})


def _plan_short(project: TruthProject) -> TruthProject | None:
    return project.model_copy(update={"plan": {**project.plan, "12": None}}) if project.plan else None


def _purpose_amounts(project: TruthProject) -> TruthProject | None:
    """Two parts that are a third of the budget each."""
    if not project.purpose or wanyuan(project) < 3:
        return None
    slots = {"total": plain(wanyuan(project)), "part": plain(round(wanyuan(project) / 3, 2))}
    return project.model_copy(update={"purpose": words("faults")["purpose"].format_map(slots)})


def _goal_placeholder(project: TruthProject) -> TruthProject:
    return project.model_copy(update={"goals": words("faults")["goal"]})


def _goals_order(project: TruthProject) -> TruthProject:
    first = project.goals.split("2.", maxsplit=1)[0].removeprefix("1.")
    return project.model_copy(update={"goals": words("faults")["goals_twice"].format(goals=first)})


def _satisfaction_gone(project: TruthProject) -> TruthProject | None:
    rows = tuple(row for row in project.indicators if "满意度" not in row.level1)
    return project.model_copy(update={"indicators": rows}) if len(rows) < len(project.indicators) else None


def _renamed(project: TruthProject) -> TruthProject | None:
    """Another project's name under a title that names this one."""
    if project.project_name not in project.title:
        return None
    name = words("faults")["renamed"].format(project=project.project_name)
    return project.model_copy(update={"project_name": name})


def _leftover_row(project: TruthProject) -> TruthProject:
    return project.model_copy(update={"leftover": words("faults")["leftover"]})


FAULTS = {
    "leftover-row": in_form("R02", _leftover_row),
    "budget-unreadable": in_form("R03", _budget_unreadable),
    "funds-sum": in_form("R04", _funds_sum),
    "code-short": in_form("R05", _code_short),
    "code-check": in_form("R06", _code_check),
    "plan-short": in_form("R08", _plan_short),
    "purpose-amounts": in_form("R10", _purpose_amounts),
    "goal-placeholder": in_form("R17", _goal_placeholder),
    "goals-order": in_form("R21", _goals_order),
    "category-gap": in_form("R25", _satisfaction_gone),
    "name-title": in_form("R30", _renamed),
}
