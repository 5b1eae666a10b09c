"""The rows one form gives for itself: project, goals and spending plan."""

from __future__ import annotations

from collections.abc import Collection

from extractors.draft import Project
from transforms.normalise.amount import parse_amount, parse_percent
from transforms.normalise.funding import funding_document, funding_level
from transforms.normalise.goals import split_goals
from transforms.normalise.indicator_rows import is_measurable
from transforms.normalise.rows import Row, project_id, words
from transforms.normalise.spending_plan import MILESTONES, SpendingPlan, read_plan
from transforms.normalise.target_value import parse_target_value


def project_row(project: Project, document_id: str, pages: Collection[int]) -> Row:
    """The row of ``projects``; amounts in 万元. ``pages``: those its cells stand on, none for formats without pages."""
    money_unit = project.money_unit.text
    targets = [parse_target_value(indicator.value.text) for indicator in project.indicators]
    return {
        "project_id": project_id(document_id, project.sequence),
        "document_id": document_id,
        "sequence": project.sequence,
        "unit_code": words(project.unit_code.text),
        "unit_name": words(project.unit_name.text),
        "project_code": "".join(project.project_code.text.split()) or None,
        "project_name": words(project.project_name.text),
        "title": words(project.title.text),
        "money_unit": words(project.money_unit.text),
        "budget_written": words(project.budget.text),
        "budget_wanyuan": parse_amount(project.budget.text, money_unit),
        "fiscal_written": words(project.fiscal.text),
        "fiscal_wanyuan": parse_amount(project.fiscal.text, money_unit),
        "other_written": words(project.other.text),
        "other_wanyuan": parse_amount(project.other.text, money_unit),
        "purpose": words(project.purpose.text),
        "funding_level": funding_level(project.project_name.text or project.title.text, project.purpose.text),
        "funding_document": funding_document(project.project_name.text, project.title.text, project.purpose.text),
        "plan_convention": _plan(project).convention,
        "indicator_count": len(project.indicators),
        "measurable_count": sum(map(is_measurable, targets)),
        "page_first": min(pages, default=None),
        "page_last": max(pages, default=None),
    }


def goal_rows(project: Project, document_id: str) -> list[Row]:
    """The rows of ``goals``, numbered from 1 in the order written."""
    goals = enumerate(split_goals(project.goals.text), start=1)
    key = project_id(document_id, project.sequence)
    return [{"project_id": key, "sequence": sequence, "text": goal} for sequence, goal in goals]


def plan_rows(project: Project, document_id: str) -> list[Row]:
    """The rows of ``spending_plan``: always four, null where nothing is written."""
    plan, key = _plan(project), project_id(document_id, project.sequence)
    return [
        {"project_id": key, "milestone": milestone, "percent_written": written, "percent_cumulative": cumulative}
        for milestone, written, cumulative in zip(MILESTONES, plan.written, plan.cumulative, strict=True)
    ]


def _plan(project: Project) -> SpendingPlan:
    return read_plan({milestone: parse_percent(value.text) for milestone, value in project.plan.items()})
