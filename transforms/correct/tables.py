"""A draft's tables with the corrections of people in them, and the record of what each correction did."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from extractors.draft import Draft
from transforms.correct.draft import corrected_draft, corrected_place, new_value
from transforms.correct.outcomes import Outcome, outcomes_of
from transforms.correct.pointing import may_concern
from transforms.correct.reading import Reading, reading_of
from transforms.normalise.document import DocumentFacts
from transforms.normalise.tables import normalise, project_id
from warehouse.desk.corrections import Correction
from warehouse.schema import TABLES

_AS_WRITTEN = ("budget_written", "fiscal_written", "other_written")


def normalise_corrected(
    draft: Draft, facts: DocumentFacts, lines: Sequence[Correction]
) -> dict[str, pl.DataFrame]:
    """``normalise`` with ``lines`` applied, and their rows of table corrections_applied.

    What a draft writes for an amount stays as written beside the corrected amount in 万元.
    """
    tables = normalise(draft, facts)
    lines = may_concern(lines, facts.document_id, (project.project_code.text for project in draft.projects))
    if not lines:
        return tables
    reading = reading_of(draft, tables)
    outcomes = outcomes_of(lines, reading)
    applied = [outcome for outcome in outcomes if outcome.status == "applied"]
    if applied:
        better = corrected_draft(draft, applied)
        as_written = tables["projects"].select(_AS_WRITTEN)
        tables = normalise(better, facts, corrected_place(better, applied))
        tables["projects"] = tables["projects"].with_columns(as_written)
    document = tables["documents"].row(0, named=True)
    where = {name: document[name] for name in ("document_id", "fiscal_year", "county_code")}
    rows = [where | _row(outcome, reading) for outcome in outcomes]
    schema = TABLES["corrections_applied"].polars_schema()
    return tables | {"corrections_applied": pl.DataFrame(rows, schema=schema, orient="row")}


def _row(outcome: Outcome, reading: Reading) -> dict[str, object]:
    place = outcome.place
    project = project_id(reading.document_id, place.project) if place and place.project else None
    return line_facts(outcome.line) | {
        "project_id": project,
        "indicator_id": f"{project}-{place.indicator}" if place and place.indicator else None,
        "new": (new_value(outcome) or None) if outcome.status == "applied" else outcome.line.new or None,
        "found": outcome.found or None,
        "status": outcome.status,
    }


def line_facts(line: Correction) -> dict[str, object]:
    """The columns of corrections_applied that the line itself says."""
    return {
        "line": line.line,
        "entry": line.entry,
        "field": line.field,
        "old": line.old or None,
        "new": line.new or None,
        "reason": line.reason,
        "author": line.author,
        "written_at": line.written_at.isoformat() if line.written_at else None,
    }
