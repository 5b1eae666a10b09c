"""Gathering what a batch came to from its release and its work folder."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import polars as pl

from extractors.draft import LabelSection
from flows.intake.manifest import Work
from flows.judging.checked import Checked
from flows.judging.owners import with_owner
from flows.releasing.desk_record import recorded
from flows.releasing.publishing import quarantined
from flows.releasing.replaced import Displaced
from flows.releasing.summary import BatchSummary, ClosedCase, CountySummary, DeskLine, HeldBack, NewWord
from reports.quality_summary import counties
from warehouse.desk import corrections, waivers
from warehouse.release import Release


def summarise(
    work: Work, release: Release, displaced: Displaced, page: Path, data_docs: Path | None
) -> BatchSummary:
    """Gather the summary from the release and the batch's work folder."""
    batch = release.scan("batches").filter(batch_id=work.batch_id).collect().row(0, named=True)
    results = Checked(work).results()
    held_back = quarantined(work)
    documents = release.scan("documents").collect()
    lines = recorded(release)
    applied = lines.filter(status="applied").group_by("file").len()
    counts = dict(applied.rows())
    return BatchSummary(
        **{name: value for name, value in batch.items() if name in BatchSummary.model_fields},
        checks_not_run=results.filter(pl.col("error").is_not_null()).height,
        seconds=(batch["finished_at"] - batch["started_at"]).total_seconds(),
        quality_page=str(page),
        data_docs=str(data_docs) if data_docs else None,
        counties=_counties(documents, release.scan("projects")),
        held_back=[
            HeldBack(
                document_id=case.document_id,
                file_name=case.file_name,
                path=case.path or case.file_name,
                folder_county=case.folder_county,
                codes=[reason.code for reason in case.reasons],
                messages_zh=[reason.message_zh for reason in case.reasons],
                messages_en=[reason.message_en for reason in case.reasons],
                how_to_close_zh=case.how_to_close_zh,
                how_to_close_en=case.how_to_close_en,
            )
            for case in held_back
        ],
        new_labels=_new_labels(work, release),
        closed=[
            ClosedCase(document_id=row["document_id"], file_name=row["file_name"])
            for row in displaced.closed.iter_rows(named=True)
        ],
        replaced=[draft for draft in displaced.replaced if not draft.earlier],
        missing_earlier=sum(draft.earlier for draft in displaced.replaced),
        duplicates=displaced.duplicates,
        open_earlier=documents.filter(status="quarantined").height - len(held_back),
        corrections_applied=counts.get(corrections.FILE, 0),
        waivers_applied=counts.get(waivers.FILE, 0),
        desk_outdated=[
            DeskLine.model_validate({name: row[name] for name in DeskLine.model_fields})
            for row in lines.filter(pl.col("status") != "applied").sort("file", "line").rows(named=True)
        ],
    )


def _new_labels(work: Work, release: Release) -> list[NewWord]:
    """The batch's new labels, those of most forms first."""
    documents = release.scan("documents").filter(batch_id=work.batch_id)
    counties = dict(documents.select("document_id", "county_name").collect().iter_rows())
    forms: dict[tuple[str, LabelSection, str | None, str, str], set[tuple[str, int]]] = defaultdict(set)
    for result in work.results():
        for label in result.new_labels:
            county = counties.get(result.document_id)
            word = (label.text, label.section, county, label.nearest, label.field)
            forms[word].add((result.document_id, label.project))
    words = [
        NewWord(
            text=text, section=section, county_name=county, forms=len(found), nearest=nearest, field=field
        )
        for (text, section, county, nearest, field), found in forms.items()
    ]
    return sorted(words, key=lambda word: (-word.forms, word.text, word.county_name or ""))


def _counties(documents: pl.DataFrame, projects: pl.LazyFrame) -> list[CountySummary]:
    """The counties of the drafts that stand, with the figures of the quality page."""
    return [
        CountySummary(
            county_code=county.code or None,
            county_name=county.name if county.name and county.name != county.code else None,
            drafts=county.drafts,
            projects=county.projects,
            indicators=county.indicators,
            budget_wanyuan=county.budget,
        )
        for county in counties(with_owner(documents), projects)
        if county.drafts
    ]
