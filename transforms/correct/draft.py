"""A draft with its corrections in the places of what was read: everything that follows from them then agrees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, TypeVar

from extractors.draft import Draft, Indicator, Project, Value
from extractors.joining import join_lines
from transforms.correct.outcomes import Outcome
from transforms.correct.reading import Place
from transforms.normalise.document import Place as Whereabouts
from transforms.normalise.document import place_of

Record = TypeVar("Record", Project, Indicator)

# Where a column's words stand in a Draft, if not under its own name.
_PLACES: Final = {
    "budget_wanyuan": "budget", "fiscal_wanyuan": "fiscal", "other_wanyuan": "other", "value_text": "value",
}  # fmt: skip
_COVER: Final = ("department_name", "reviewer_name", "stage")
# What is joined with a field where a form gives it a column of its own; the correction is of the whole.
_JOINED: Final = {"value": ("sign", "unit")}
_PLAN: Final = "percent_written_"
_WANYUAN: Final = "万元"


def corrected_draft(draft: Draft, applied: Iterable[Outcome]) -> Draft:
    """``draft`` with every value that a line was applied to replaced; the cells it was read from stay."""
    cover, projects = draft.cover, {project.sequence: project for project in draft.projects}
    for outcome in applied:
        place, field = outcome.place or Place(), outcome.line.field
        if place.project is None:
            if field in _COVER:
                cover = cover.model_copy(update={field: new_value(outcome)})
        elif place.indicator is None:
            projects[place.project] = _on_form(projects[place.project], field, new_value(outcome))
        else:
            projects[place.project] = _on_indicator(projects[place.project], place.indicator, outcome)
    return draft.model_copy(update={"cover": cover, "projects": tuple(projects.values())})


def corrected_place(draft: Draft, applied: Iterable[Outcome]) -> Whereabouts:
    """County, department and year of a corrected draft: what a person set, else what the draft tells."""
    found = place_of(draft)
    for outcome in applied:
        new = new_value(outcome) or None
        match outcome.line.field:
            case "county_code":
                found = replace(found, county_code=new)
            case "county_name":
                found = replace(found, county_name=new)
            case "department_code":
                found = replace(found, department_code=new)
            case "fiscal_year":
                found = replace(found, fiscal_year=int(new) if new else None)
    return found


def new_value(outcome: Outcome) -> str:
    """The new value in one line, and as wide as the code it replaces where Excel dropped zeros."""
    new, found = join_lines([outcome.line.new]), outcome.found
    code = outcome.line.field in ("unit_code", "department_code") and found.isdigit() and new.isdigit()
    return new.zfill(len(found)) if code else new


def _on_form(project: Project, field: str, new: str) -> Project:
    if field.startswith(_PLAN):
        month = field.removeprefix(_PLAN)
        plan = {name: value for name, value in project.plan.items() if name != month}
        return project.model_copy(update={"plan": plan | ({month: Value(text=new)} if new else {})})
    amount = field in _PLACES and bool(new)
    return _replaced(project, _PLACES.get(field, field), f"{new}{_WANYUAN}" if amount else new)


def _on_indicator(project: Project, sequence: int, outcome: Outcome) -> Project:
    field = _PLACES.get(outcome.line.field, outcome.line.field)
    indicators = tuple(
        _replaced(one, field, new_value(outcome)) if one.sequence == sequence else one
        for one in project.indicators
    )
    return project.model_copy(update={"indicators": indicators})


def _replaced(record: Record, field: str, new: str) -> Record:
    value: Value = getattr(record, field)
    joined = {name: Value() for name in _JOINED.get(field, ()) if name in type(record).model_fields}
    return record.model_copy(update={field: value.model_copy(update={"text": new}), **joined})
