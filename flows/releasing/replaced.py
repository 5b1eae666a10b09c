"""What a batch displaced: drafts superseded, with what of them is missing now, cases closed, files that came twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl
from pydantic import BaseModel

from flows.intake.addresses import kept_sources, path_in_source
from flows.intake.manifest import Entry, Work, read_lines
from flows.judging.cases import closed_cases
from warehouse.release import Release
from warehouse.store import Warehouse


class MissingProject(BaseModel):
    """A project of a superseded draft that the file in its place lacks."""

    sequence: int
    code: str | None
    name: str | None
    budget_wanyuan: Decimal | None


class ReplacedDraft(BaseModel):
    """A superseded draft and the file that stands in its place, with the paths of both.

    ``of_batch``: it came in this batch; ``earlier``: it was superseded in a batch before. ``compared``: projects were read
    from it; where none were, nobody can tell what the file in its place lacks. ``budget_wanyuan`` is that of the missing
    projects, None where none of them tells one.
    """

    document_id: str
    file_name: str
    path: str
    by_document_id: str | None
    by_file_name: str | None
    by_path: str | None
    of_batch: bool
    earlier: bool
    compared: bool
    missing: list[MissingProject]
    budget_wanyuan: Decimal | None


class DuplicateFile(BaseModel):
    """A file with the same bytes as another of the batch."""

    path: str
    same_as: str


@dataclass(frozen=True)
class Displaced:
    """What came to stand no more, or never did. ``closed``: rows of documents, the cases that were open before."""

    replaced: list[ReplacedDraft]
    duplicates: list[DuplicateFile]
    closed: pl.DataFrame


def displaced_by(work: Work, release: Release) -> Displaced:
    """What a batch displaced, by its release, the one before that, and its work folder."""
    documents = release.scan("documents").collect()
    parent = release.manifest.parent
    before = (
        documents.clear()
        if parent is None
        else Warehouse(work.warehouse).release(parent).scan("documents").collect()
    )
    missing = release.scan("missing_projects").sort("sequence").collect()
    sources = kept_sources(work)
    return Displaced(
        _replaced(documents, before, missing, set(work.tried()), sources),
        _duplicates(read_lines(work.found, Entry), sources),
        closed_cases(before, documents),
    )


def _replaced(
    documents: pl.DataFrame,
    before: pl.DataFrame,
    missing: pl.DataFrame,
    tried: set[str],
    sources: Sequence[str],
) -> list[ReplacedDraft]:
    """The drafts that this batch superseded, and those superseded before of which projects are still missing.

    Those with missing projects come first, the greatest budget before the others.
    """
    known = {row["document_id"]: row for row in documents.iter_rows(named=True)}
    lacking = {document_id: rows for (document_id,), rows in missing.group_by("document_id")}
    superseded_before = set(before.filter(status="superseded")["document_id"])
    drafts = []
    for row in documents.filter(status="superseded").iter_rows(named=True):
        document_id, lacks = row["document_id"], lacking.get(row["document_id"])
        earlier = document_id in superseded_before and document_id not in tried
        if earlier and lacks is None:
            continue
        by = known.get(row["superseded_by"] if lacks is None else lacks["superseded_by"][0], {})
        projects = [] if lacks is None else _projects(lacks)
        budgets = [one.budget_wanyuan for one in projects if one.budget_wanyuan is not None]
        drafts.append(
            ReplacedDraft(
                document_id=document_id,
                file_name=row["file_name"],
                path=path_in_source(row["source_uri"], sources),
                by_document_id=by.get("document_id"),
                by_file_name=by.get("file_name"),
                by_path=path_in_source(by["source_uri"], sources) if by else None,
                of_batch=document_id in tried,
                earlier=earlier,
                compared=bool(row["project_count"]),
                missing=projects,
                budget_wanyuan=sum(budgets, Decimal()) if budgets else None,
            )
        )
    return sorted(drafts, key=lambda one: (not one.missing, -(one.budget_wanyuan or 0), one.path))


def _duplicates(found_files: Iterable[Entry], sources: Sequence[str]) -> list[DuplicateFile]:
    """The files that came twice, each with the first of the same bytes."""
    first: dict[str, str] = {}
    found = []
    for entry in found_files:
        if entry.outcome == "duplicate":
            found.append(
                DuplicateFile(
                    path=path_in_source(entry.uri, sources),
                    same_as=path_in_source(first[entry.document_id], sources),
                )
            )
        else:
            first.setdefault(entry.document_id, entry.uri)
    return found


def _projects(missing: pl.DataFrame) -> list[MissingProject]:
    columns = ("sequence", "project_code", "project_name", "budget_wanyuan")
    return [
        MissingProject(sequence=number, code=code, name=name, budget_wanyuan=budget)
        for number, code, name, budget in missing.select(columns).iter_rows()
    ]
