"""The quality page: of the release as it stands after a batch, and of the batch, before its work folder goes."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from expectations.policy import policy_of
from flows.intake.manifest import Work
from flows.judging.checked import Checked
from flows.judging.owners import with_owner
from flows.releasing.replaced import Displaced
from flows.settings import told_warehouse
from flows.texts import language
from reports.finding_counts import RULE_SUITES
from reports.gate_words import Gate
from reports.quality_page import PageFacts, write_quality_page
from warehouse.atomic import write_bytes
from warehouse.findings import Wanted, find
from warehouse.quarantine import Why, read_quarantine
from warehouse.release import Release

_BATCHES_SHOWN = 8


def report_batch(work: Work, release: Release, displaced: Displaced) -> Path:
    """Write ``reports/quality-<batch>.html`` beside the releases, and again as ``reports/quality.html``."""
    batch = release.scan("batches").filter(batch_id=work.batch_id).collect().row(0, named=True)
    documents = with_owner(release.scan("documents").collect())
    standing = documents.filter(pl.col("status") != "superseded").select("document_id")
    facts = PageFacts(
        batch=batch,
        documents=documents,
        projects=release.scan("projects"),
        results=Checked(work).results(),
        findings=find(release, Wanted()).join(standing.lazy(), on="document_id", how="semi").collect(),
        quarantined=_open_cases(work, documents),
        replaced=[draft.model_dump() for draft in displaced.replaced],
        duplicates=[file.model_dump() for file in displaced.duplicates],
        closed=displaced.closed["file_name"].to_list(),
        history=_history(release, work.batch_id),
        waivers=_waivers(release),
        corrections=_corrections(release),
        gate=_gate(work),
        option=told_warehouse(work.warehouse),
    )
    folder = work.warehouse / "reports"
    page = write_quality_page(folder / f"quality-{work.batch_id}.html", facts, language())
    write_bytes(folder / "quality.html", page.read_bytes())
    return page


def _open_cases(work: Work, documents: pl.DataFrame) -> list[Why]:
    """The why.json of every draft in quarantine, whatever batch brought it."""
    held = documents.filter(status="quarantined")["document_id"]
    return [case for one in held if (case := read_quarantine(work.warehouse, one))]


def _gate(work: Work) -> Gate:
    policy = policy_of(work.warehouse)
    return Gate(
        severities=policy.severities,
        rules=sorted(policy.rules.items()),
        counties=[
            (county, rule, action)
            for county, rules in sorted(policy.counties.items())
            for rule, action in sorted(rules.items())
        ],
        tolerance=[(rule, one.count, one.share) for rule, one in sorted(policy.tolerance.items())],
    )


def _waivers(release: Release) -> pl.DataFrame:
    """Table waivers_applied with ``county_name``; a line that only gives a finding's id has its rule and county from there."""
    lines = release.scan("waivers_applied").collect()
    meant = release.scan("findings").filter(pl.col("finding_id").is_in(lines["finding_id"].implode()))
    counties = release.scan("documents").filter(pl.col("county_code").is_not_null()).group_by("county_code")
    return (
        lines.lazy()
        .join(meant.select("finding_id", "rule", "county_code"), on="finding_id", how="left", suffix="_meant")
        .with_columns(pl.coalesce(name, f"{name}_meant") for name in ("rule", "county_code"))
        .join(counties.agg(pl.col("county_name").drop_nulls().min()), on="county_code", how="left")
        .collect()
    )


def _corrections(release: Release) -> pl.DataFrame:
    """Table corrections_applied with the names of what each line is about."""
    lines = release.scan("corrections_applied").collect()
    names = {
        "documents": ("document_id", ("county_name", "file_name")),
        "projects": ("project_id", ("project_name",)),
        "indicators": ("indicator_id", ("indicator_name",)),
    }
    for table, (key, told) in names.items():
        rows = release.scan(table).rename({"level3": "indicator_name"}, strict=False)
        meant = rows.filter(pl.col(key).is_in(lines[key].implode())).select(key, *told).collect()
        lines = lines.join(meant, on=key, how="left")
    return lines


def _history(release: Release, batch_id: str) -> pl.DataFrame:
    """The rules' results of the last batches before this one, oldest first."""
    batches = (
        release.scan("batches")
        .filter(pl.col("batch_id") != batch_id)
        .sort("finished_at", "batch_id")
        .select("batch_id")
        .tail(_BATCHES_SHOWN)
        .collect()
    )
    results = release.scan("expectation_results").filter(pl.col("suite").is_in(RULE_SUITES)).collect()
    return batches.join(results, on="batch_id", maintain_order="left")
