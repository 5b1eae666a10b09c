"""Draft to the rows of the core tables, conforming to their schemas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

import polars as pl

from extractors.draft import Cell, DetailKind, Draft, Project, Value
from transforms.normalise.amount import parse_amount
from transforms.normalise.details import detail_rows, sum_of_parts
from transforms.normalise.document import DocumentFacts, Place, document_row, place_of
from transforms.normalise.funding import funding_document, funding_level
from transforms.normalise.goals import split_goals
from transforms.normalise.indicator import indicator_row, is_measurable
from transforms.normalise.narrative import narrative_targets
from transforms.normalise.plan import convention, cumulative, written_percents
from warehouse.schema import TABLES

Rows = list[dict[str, object]]

_PARTS: tuple[tuple[str, DetailKind], ...] = (
    ("budget", "budget_part"),
    ("fiscal", "fiscal_part"),
    ("other", "other_part"),
)
DOCUMENT_PREFIX = 12  # docs/values.md, "Ids": they begin with so much of the document's sha256


def normalise(draft: Draft, facts: DocumentFacts, place: Place | None = None) -> dict[str, pl.DataFrame]:
    """Return the draft's rows for documents, contents, projects, goals, spending_plan, indicators, details,
    overall_targets, narrative_targets and cells; every table also carries the draft's fiscal year and county.

    ``place`` stands for what the draft itself tells of county, department and year, where a person knows better.
    """
    place = place or place_of(draft)
    rows: dict[str, Rows] = {"documents": [document_row(draft, facts, place)], **_part_one(draft, facts)}
    rows["contents"] = _contents(draft, facts)
    rows["cells"] = [_cell_row(cell, facts) for cell in draft.cells if cell.text.strip()]
    for table in ("projects", "goals", "spending_plan", "indicators", "details"):
        rows[table] = []
    pages = _pages(draft.cells)
    for project in draft.projects:
        _add_project(rows, project, draft, facts)
        rows["projects"][-1] |= pages.get(project.sequence, {})
    where = {"fiscal_year": place.fiscal_year, "county_code": place.county_code}
    return {table: _frame(table, found, where) for table, found in rows.items()}


def _frame(table: str, rows: Rows, where: Mapping[str, object]) -> pl.DataFrame:
    schema = TABLES[table].polars_schema()
    return pl.DataFrame([{**row, **where} for row in rows], schema=schema, orient="row")


def project_id(document_id: str, sequence: int) -> str:
    """Id of a form: the same for the same bytes, in every batch."""
    return f"{document_id[:DOCUMENT_PREFIX]}-{sequence}"


def _add_project(rows: dict[str, Rows], project: Project, draft: Draft, facts: DocumentFacts) -> None:
    own = project_id(facts.document_id, project.sequence)
    keys: dict[str, object] = {"project_id": own, "document_id": facts.document_id}
    indicators = [indicator_row(indicator, draft.cells) for indicator in project.indicators]
    rows["indicators"] += [keys | row | {"indicator_id": f"{own}-{row['sequence']}"} for row in indicators]
    goals = [(text, project.goals_period) for text in split_goals(project.goals.text)]
    goals += [(text, "midterm") for text in split_goals(project.midterm_goals.text)]
    rows["goals"] += [
        {"project_id": own, "sequence": number, "period": period, "text": text}
        for number, (text, period) in enumerate(goals, start=1)
    ]
    for detail in detail_rows(project):
        indicator = detail.pop("indicator")
        rows["details"].append(
            keys | detail | {"indicator_id": None if indicator is None else f"{own}-{indicator}"}
        )
    percents = written_percents(project.plan)
    plan_convention = convention(percents)
    so_far = cumulative(percents, plan_convention)
    rows["spending_plan"] += [
        {
            "project_id": own,
            "milestone": month,
            "percent_written": percents[month],
            "percent_cumulative": so_far[month],
        }
        for month in percents
    ]
    rows["projects"].append(
        keys
        | _project_facts(project)
        | {
            "plan_convention": plan_convention,
            "indicator_count": len(indicators),
            "measurable_count": sum(map(is_measurable, indicators)),
        }
    )


def _project_facts(project: Project) -> dict[str, object]:
    money_unit = project.money_unit.text
    name, purpose = project.project_name.text, project.purpose.text
    return {
        "sequence": project.sequence,
        "unit_code": project.unit_code.text or None,
        "unit_name": project.unit_name.text or None,
        "project_code": project.project_code.text or None,
        "project_name": name or None,
        "title": project.title.text or None,
        "money_unit": money_unit or None,
        "department_code": project.department_code.text or None,
        "department_name": project.department_name.text or None,
        **_amounts(project),
        "purpose": purpose or None,
        "funding_level": funding_level(name, purpose),
        "funding_document": funding_document(name, project.title.text, purpose),
    }


def _amounts(project: Project) -> dict[str, object]:
    """Budget, fiscal and other funds, as written and in 万元; where one is given in parts alone, their sum."""
    facts: dict[str, object] = {}
    budget: Decimal | None = None
    for name, part in _PARTS:
        amount: Value = getattr(project, name)
        written: str | None = amount.text or None
        wanyuan = parse_amount(amount.text, amount.unit or project.money_unit.text)
        if written is None:
            written, wanyuan = sum_of_parts(project, part, budget)
        if name == "budget":
            budget = wanyuan
        facts |= {f"{name}_written": written, f"{name}_wanyuan": wanyuan}
    return facts


def _pages(cells: Iterable[Cell]) -> dict[int, dict[str, object]]:
    """First and last page by the form's sequence number."""
    pages: dict[int, list[int]] = defaultdict(list)
    for cell in cells:
        if cell.project is not None and cell.page is not None:
            pages[cell.project].append(cell.page)
    return {project: {"page_first": min(found), "page_last": max(found)} for project, found in pages.items()}


def _contents(draft: Draft, facts: DocumentFacts) -> Rows:
    return [
        {"document_id": facts.document_id, "sequence": place, "title": entry.title, "page": entry.page}
        for place, entry in enumerate(draft.contents or (), start=1)
    ]


def _part_one(draft: Draft, facts: DocumentFacts) -> dict[str, Rows]:
    overall: Rows = []
    narrative: Rows = []
    for target in draft.overall_targets:
        key = {"document_id": facts.document_id}
        texts = {
            name: text or None
            for name, text in (
                ("title", target.title),
                ("goal", target.goal),
                ("indicator_text", target.indicator_text),
            )
        }
        overall.append(
            {**key, "section": target.section, "sequence": target.sequence, **texts, "page": target.page}
        )
        if target.section != "duty":
            continue
        for found in narrative_targets(target.indicator_text):
            narrative.append(
                {
                    **key,
                    "duty_sequence": target.sequence,
                    "sequence": len(narrative) + 1,
                    "measure": found.measure or None,
                    "comparator": found.comparator,
                    "value_number": found.number,
                    "value_unit": found.unit,
                    "text": found.text,
                }
            )
    return {"overall_targets": overall, "narrative_targets": narrative}


def _cell_row(cell: Cell, facts: DocumentFacts) -> dict[str, object]:
    row = cell.model_dump(exclude={"project", "indicator"})
    own = project_id(facts.document_id, cell.project) if cell.project is not None else None
    return row | {
        "document_id": facts.document_id,
        "project_id": own,
        "indicator_id": f"{own}-{cell.indicator}" if cell.indicator is not None else None,
    }
