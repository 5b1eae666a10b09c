"""A made-up province as tables: the demo's drafts, written as text, read and normalised like any others."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from demo.content import department_drafts
from demo.counties import counties as made_up_counties
from demo.counties import county_departments
from demo.text import write_text
from demo.truth import TruthDraft
from extractors.reader import read_draft
from flows.judging.marts import marts_for_rules
from transforms.normalise.document import DocumentFacts
from transforms.normalise.tables import normalise

Frames = dict[str, pl.DataFrame]


def sound_drafts(counties: int, departments: int, years: Sequence[int], seed: int) -> list[TruthDraft]:
    return [
        draft
        for county in made_up_counties(counties, seed)
        for department in county_departments(county, departments)
        for draft in department_drafts(department, years, seed, ["text"] * len(years))
    ]


def read_all(drafts: Iterable[TruthDraft], folder: Path) -> dict[str, Frames]:
    """Each draft, written and read, as core tables: document id → tables."""
    return {document_id(truth): _read(truth, folder) for truth in drafts}


def tables_of(read: Iterable[Frames]) -> Frames:
    """The core tables of drafts together, and the marts that rules read."""
    frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for one in read:
        for table, frame in one.items():
            frames[table].append(frame)
    tables = {table: pl.concat(parts) for table, parts in frames.items()}
    return tables | marts_for_rules(tables["projects"].lazy(), tables["documents"].lazy())


def _read(truth: TruthDraft, folder: Path) -> Frames:
    path = folder / f"{document_id(truth)}.txt"
    write_text(path, truth, random.Random(1))
    facts = DocumentFacts(
        document_id=document_id(truth), batch_id="b", file_name=path.name, source_uri=truth.file,
        source_modified_at=None, ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    return normalise(read_draft(path), facts)


def document_id(draft: TruthDraft) -> str:
    return hashlib.sha256(draft.file.encode()).hexdigest()
