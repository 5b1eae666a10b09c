"""The quality page of a batch, written from its own rows before its work folder goes."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from flows.checked import Checked
from flows.manifest import Work
from flows.normalising import scan_normalised
from flows.publishing import quarantined
from reports.quality_page import BatchFacts, write_quality_page
from reports.rule_findings import RULE_SUITES
from warehouse.release import Release

_BATCHES_SHOWN = 8


def report_batch(work: Work, release: Release) -> Path:
    """Write ``reports/quality-<batch>.html`` beside the releases, and again as ``reports/quality.html``."""
    batch = release.scan("batches").filter(batch_id=work.batch_id).collect().row(0, named=True)
    checked = Checked(work)
    facts = BatchFacts(
        batch=batch,
        documents=release.scan("documents").filter(batch_id=work.batch_id).collect(),
        projects=scan_normalised(work, "projects"),
        results=checked.results(),
        findings=release.scan("findings").filter(batch_id=work.batch_id).collect(),
        quarantined=quarantined(work),
        history=_history(release, work.batch_id),
    )
    folder = work.warehouse / "reports"
    write_quality_page(folder / "quality.html", facts)
    return write_quality_page(folder / f"quality-{work.batch_id}.html", facts)


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
