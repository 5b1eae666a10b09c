"""A made-up province as tables, without the files: what the demo writes, normalised as if it had been read."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import polars as pl

from demo.content import department_drafts
from demo.counties import counties as made_up_counties
from demo.counties import county_departments
from demo.truth import TruthDraft, TruthIndicator, TruthProject
from extractors.draft import Cell, ContentsEntry, Cover, Draft, Indicator, OverallTarget, Project, Value
from transforms.compare.budget_per_indicator import budget_per_indicator
from transforms.normalise.document import DocumentFacts
from transforms.normalise.tables import normalise
from warehouse.schema import TABLES

Frames = dict[str, pl.DataFrame]
_FIELDS = ("title", "unit_code", "unit_name", "money_unit", "project_code", "project_name", "budget", "fiscal",
           "other", "purpose", "goals")  # fmt: skip
_COLUMNS = ("level1", "level2", "level3", "description", "value", "basis")


def sound_drafts(counties: int, departments: int, years: Sequence[int], seed: int) -> list[TruthDraft]:
    return [
        draft
        for county in made_up_counties(counties, seed)
        for department in county_departments(county, departments)
        for draft in department_drafts(department, years, seed, ["text"] * len(years))
    ]


def tables_of(drafts: Iterable[TruthDraft]) -> Frames:
    """Core tables and the mart that a rule reads."""
    frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for truth in drafts:
        for table, frame in normalise(_as_read(truth), _facts(truth)).items():
            frames[table].append(frame)
    tables = {table: pl.concat(parts) for table, parts in frames.items()}
    mart = budget_per_indicator(tables["projects"].lazy(), tables["documents"].lazy())
    return tables | {"budget_per_indicator": TABLES["budget_per_indicator"].conform(mart)}


def document_id(draft: TruthDraft) -> str:
    return hashlib.sha256(draft.file.encode()).hexdigest()


def _facts(truth: TruthDraft) -> DocumentFacts:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return DocumentFacts(
        document_id=document_id(truth), batch_id="b", file_name=truth.file, source_uri=truth.file,
        source_modified_at=None, ingested_at=now,
    )  # fmt: skip


def _as_read(truth: TruthDraft) -> Draft:
    duties = [
        OverallTarget(
            section="duty", sequence=n, title=one.title, goal=one.goal, indicator_text=one.indicator_text
        )
        for n, one in enumerate(truth.duties, start=1)
    ]
    left = [
        Cell(text=project.leftover, project=project.sequence, in_form=True)
        for project in truth.projects
        if project.leftover
    ]
    return Draft(
        format="text",
        layout="made up",
        extractor_version="0",
        page_count=None,
        cover=Cover(
            department_name=truth.department_name,
            reviewer_name=truth.reviewer_name,
            fiscal_year=truth.fiscal_year,
            stage=truth.stage,
        ),
        contents=tuple(
            ContentsEntry(number=n, title=title) for n, title in enumerate(truth.contents, start=1)
        ),
        overall_targets=(OverallTarget(section="overall", sequence=1, goal=truth.overall), *duties),
        projects=tuple(map(_project, truth.projects)),
        cells=(*left, *(Cell(text="x", in_form=True, field="title") for _ in range(50))),
    )


def _project(truth: TruthProject) -> Project:
    return Project(
        sequence=truth.sequence,
        **{name: Value(text=getattr(truth, name)) for name in _FIELDS},
        plan={month: Value(text=percent) for month, percent in truth.plan.items() if percent is not None},
        indicators=tuple(_indicator(n, one) for n, one in enumerate(truth.indicators, start=1)),
    )


def _indicator(sequence: int, truth: TruthIndicator) -> Indicator:
    return Indicator(sequence=sequence, **{name: Value(text=getattr(truth, name)) for name in _COLUMNS})
