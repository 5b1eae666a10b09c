"""What a batch came to: for the terminal, for programs (--json), and as Prefect's artifact."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import polars as pl
from pydantic import BaseModel

from extractors.draft import LabelSection
from flows.cases import closed_cases
from flows.checked import Checked
from flows.desk_list import recorded
from flows.manifest import Work
from flows.publishing import quarantined
from warehouse.desk import corrections, waivers
from warehouse.release import Release
from warehouse.store import Warehouse


class CountySummary(BaseModel):
    """One county's share of the drafts that stand in the release."""

    county_code: str | None
    county_name: str | None
    drafts: int
    projects: int
    indicators: int
    budget_wanyuan: Decimal


class HeldBack(BaseModel):
    """One quarantined draft, with its reasons in both languages."""

    document_id: str
    file_name: str
    codes: list[str]
    messages_zh: list[str]
    messages_en: list[str]


class NewWord(BaseModel):
    """A label or column heading that no layout knows, how many forms of a county have it, and the nearest word.

    ``section`` and ``field`` say where in a layout file it would belong; ``field`` is empty where no word is near.
    """

    text: str
    section: LabelSection
    county_name: str | None
    forms: int
    nearest: str
    field: str


class ClosedCase(BaseModel):
    """A draft that was quarantined before this batch and is not any more."""

    document_id: str
    file_name: str


class DeskLine(BaseModel):
    """A line of corrections or waivers that did nothing: ``status`` says why, ``found`` what the draft says."""

    file: str
    line: int
    status: str
    field: str | None
    old: str | None
    found: str | None


class BatchSummary(BaseModel):
    """Everything that the command line says at the end of a batch."""

    batch_id: str
    release_id: str
    files_found: int
    published: int
    unchanged: int
    quarantined: int
    duplicate: int
    pages: int
    projects: int
    indicators: int
    checks_not_run: int
    seconds: float
    quality_page: str
    data_docs: str | None
    counties: list[CountySummary]
    held_back: list[HeldBack]
    new_labels: list[NewWord]
    closed: list[ClosedCase]
    open_earlier: int
    corrections_applied: int
    waivers_applied: int
    desk_outdated: list[DeskLine]

    @property
    def exit_code(self) -> int:
        """0 every draft published; 1 some quarantined; 3 nothing published (data contract)."""
        if not self.quarantined:
            return 0
        return 1 if self.published or self.unchanged else 3


def summarise(work: Work, release: Release, page: Path, data_docs: Path | None) -> BatchSummary:
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
        counties=_counties(release),
        held_back=[
            HeldBack(
                document_id=case.document_id,
                file_name=case.file_name,
                codes=[reason.code for reason in case.reasons],
                messages_zh=[reason.message_zh for reason in case.reasons],
                messages_en=[reason.message_en for reason in case.reasons],
            )
            for case in held_back
        ],
        new_labels=_new_labels(work, release),
        closed=[
            ClosedCase(document_id=row["document_id"], file_name=row["file_name"])
            for row in _closed(work, release, documents).iter_rows(named=True)
        ],
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


def _closed(work: Work, release: Release, documents: pl.DataFrame) -> pl.DataFrame:
    """The cases that were open in the release before this one."""
    parent = release.manifest.parent
    if parent is None:
        return documents.clear()
    before = Warehouse(work.warehouse).release(parent).scan("documents").collect()
    return closed_cases(before, documents)


def _counties(release: Release) -> list[CountySummary]:
    budget = release.scan("projects").group_by("document_id").agg(pl.col("budget_wanyuan").sum())
    rows = (
        release.scan("documents")
        .filter(status="published")
        .join(budget, on="document_id", how="left")
        .group_by("county_code")
        .agg(
            pl.col("county_name").drop_nulls().first(),
            pl.len().alias("drafts"),
            pl.col("project_count").sum().alias("projects"),
            pl.col("indicator_count").sum().alias("indicators"),
            pl.col("budget_wanyuan").sum(),
        )
        .sort("county_code", nulls_last=True)
        .collect()
    )
    return [CountySummary(**row) for row in rows.iter_rows(named=True)]


def as_markdown(summary: BatchSummary) -> str:
    """The summary as Prefect's artifact, in Chinese."""
    lines = [
        f"# {summary.batch_id}",
        "",
        "| 找到文件 | 发布 | 未变 | 隔离 | 重复 | 项目 | 指标 |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        f"| {summary.files_found} | {summary.published} | {summary.unchanged} | {summary.quarantined} "
        f"| {summary.duplicate} | {summary.projects} | {summary.indicators} |",
        "",
        *(
            f"- {_plain(case.file_name)}：{_plain('；'.join(case.messages_zh))}"
            for case in summary.held_back[:100]
        ),
        *(f"- 已结案：{_plain(case.file_name)}" for case in summary.closed[:100]),
        "",
        f"版本 {summary.release_id}；质量报告 {summary.quality_page}",
    ]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """A county's words as text, not as Markdown or HTML."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+-!|" else sign for sign in text)
