"""Findings counted beside the rows that were looked at: those of the published drafts, and what is in quarantine besides."""

from __future__ import annotations

import polars as pl

from reports.words import Language

RULE_SUITES = ("rules", "release_rules")
COUNTED_BY = {"documents": "drafts", "projects": "project_count", "indicators": "indicator_count"}


def rules_of(results: pl.DataFrame, language: Language) -> dict[str, tuple[str, str]]:
    """Name and table of each rule."""
    rows = results.filter(pl.col("suite").is_in(RULE_SUITES)).iter_rows(named=True)
    return {row["rule"]: (row[f"message_{language}"], row["table"]) for row in rows}


def counted_rows(documents: pl.DataFrame) -> dict[str, int]:
    """How many drafts, projects and indicators some drafts have."""
    sums = documents.select(pl.col("project_count", "indicator_count").sum()).row(0, named=True)
    return {"drafts": documents.height, **{name: value or 0 for name, value in sums.items()}}


def with_held(findings: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Findings with ``held``: whether their draft is in quarantine."""
    held = documents.filter(status="quarantined")["document_id"].implode()
    return findings.with_columns(held=pl.col("document_id").is_in(held))


def numbers() -> tuple[pl.Expr, ...]:
    """How many findings there are, how many of drafts in quarantine (``held``), how many ``waived``."""
    waived = pl.col("status") == "waived"
    return pl.len(), pl.col("held").sum(), waived.sum().alias("waived")


def share_of(part: int, whole: int) -> float | None:
    """Per cent; None of nothing."""
    return 100 * part / whole if whole else None
