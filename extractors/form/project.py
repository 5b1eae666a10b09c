"""A project put together from what the head of its form says, label by label."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from extractors.draft import Indicator, Period, Project, Value
from extractors.form.entries import FormHead
from extractors.form.head.line import NUMBER
from extractors.form.head.spending_plan import are_amounts
from extractors.form.indicators.counters import without_counters
from extractors.form.title.fiscal_year import fiscal_year
from extractors.form.title.form_title import FormTitle, title_value
from extractors.form.title.unit import name_and_code, read_units
from extractors.form.words.head import money_unit_in
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import take_all

_OF_UNIT = ("unit_code", "unit_name", "department_code", "department_name")
_SAID_ABOVE = ("fiscal_year", "money_unit")


def build_project(
    head: FormHead, title: FormTitle, indicators: tuple[Indicator, ...], sequence: int, layout: Layout
) -> Project:
    """Take every entry of a head into a field of the project, or into its details."""
    year = fiscal_year(title, head)
    unit, department = read_units(head, title, layout, sequence)
    goals, goals_period, midterm = _goals(head, layout, sequence)
    code, name = name_and_code(head, layout, sequence)
    _name_initial_budget(head, layout)
    if not title.money_unit:
        _share_unit(head, layout)
    budget, fiscal, other = _amounts(head, layout, sequence)
    totals = [entry.value().text for entry in head.entries_of("fact") if layout.is_total(entry.label.text)]
    if head.plan and are_amounts(head.plan.values(), next(iter(totals), ""), budget.text):
        head.entries += [replace(share, field="fund") for share in head.plan.values()]
        head.plan.clear()
    for share in head.plan.values():
        take_all(share.pieces, "spending_plan", sequence)
    return Project(
        sequence=sequence,
        layout=layout.name,
        fiscal_year=year,
        title=title_value(title),
        unit_code=unit.code,
        unit_name=unit.name,
        department_code=department.code,
        department_name=department.name,
        money_unit=Value(text=title.money_unit, cells=tuple(piece.index for piece in title.money_pieces)),
        project_code=code,
        project_name=name,
        budget=budget,
        fiscal=fiscal,
        other=other,
        purpose=head.take("purpose", layout, "purpose", sequence),
        goals=goals,
        goals_period=goals_period,
        midterm_goals=midterm,
        plan={milestone: share.value() for milestone, share in sorted(head.plan.items())},
        indicators=without_counters(indicators),
        details=head.take_details(sequence),
    )


def told_above(project: Project, above: Project, of_unit: Project | None) -> Project:
    """A project whose form stands below another's: year and money unit said there hold for it too, and the unit of one.

    ``of_unit``: the project whose unit is said over this one too.
    """
    told = {name: getattr(above, name) for name in _SAID_ABOVE if _is_empty(project, name)}
    if of_unit and all(_is_empty(project, name) for name in _OF_UNIT):
        told |= {name: getattr(of_unit, name) for name in _OF_UNIT}
    return project.model_copy(update=told)


def _is_empty(project: Project, name: str) -> bool:
    return getattr(project, name) in (None, Value())


def _name_initial_budget(head: FormHead, layout: Layout) -> None:
    """Take the amount behind a word that elsewhere heads others (年初预算数) as the budget, where nothing else says one."""
    if any(head.best(name, layout) for name in ("budget", "whole")):
        return
    for entry in (*head.entries_of("fact"), *head.entries_of("caption")):
        label = entry.label.text
        heads = layout.label(label) == "caption" and layout.label_ending(label) == "budget"
        if heads and NUMBER.fullmatch(squeeze(entry.value().text)):
            entry.field, entry.unit = "budget", money_unit_in(label)
            return


def _share_unit(head: FormHead, layout: Layout) -> None:
    """Give the amounts of a form that says its unit of money at the budget's label alone (预算金额（元）) that unit."""
    best = head.best("budget", layout)
    said = {entry.unit for entry in head.entries if entry.tells_money()} - {""}
    if best and said == {best.unit}:
        for entry in head.entries:
            entry.unit = entry.unit or best.unit


def _amounts(head: FormHead, layout: Layout, sequence: int) -> tuple[Value, Value, Value]:
    """Budget, fiscal and other funds; fiscal or other funds of one source alone (省级资金) are that source's.

    Where funds of the term and of the year stand side by side, those under the budget's label are meant. A sum over all
    of a project's years is its budget where nothing says the year's.
    """
    said = next((name for name in ("budget", "whole") if head.best(name, layout)), "budget")
    best = head.best(said, layout)
    under = best.label if best else None
    budget = head.take(said, layout, "budget_wanyuan", sequence)
    fiscal, other = (
        whole
        if (whole := head.take(name, layout, f"{name}_wanyuan", sequence, under)).text
        else head.take_only(f"{name}_part", f"{name}_wanyuan", sequence, unless_nothing=name == "fiscal")
        for name in ("fiscal", "other")
    )
    return budget, fiscal, other


def _goals(head: FormHead, layout: Layout, sequence: int) -> tuple[Value, Period | None, Value]:
    """Goals of the year (or of no said time), whether they are said to be the year's, and the mid-term goals.

    总体目标 are the mid-term ones where goals of the year stand beside them.
    """
    annual = head.take("goals_annual", layout, "goals", sequence)
    midterm = head.take("goals_midterm", layout, "goals", sequence)
    overall = head.take("goals_overall", layout, "goals", sequence)
    unsaid = head.take("goals", layout, "goals", sequence)
    if overall.text and annual.text and not midterm.text:
        midterm, overall = overall, Value()
    rest = [value for value in (unsaid, overall) if value.text]
    if annual.text and not rest:
        return annual, "annual", midterm
    parts = [annual, *rest] if annual.text else rest
    cells = tuple(chain.from_iterable(value.cells for value in parts))
    return Value(text="".join(value.text for value in parts), cells=cells), None, midterm
