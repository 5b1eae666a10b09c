"""What the quality page says, as plain rows: counts a county, checks a table, drafts with leftover text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

import polars as pl

from reports.words import Language
from warehouse.levels import LEVELS
from warehouse.severity import GRAVEST_FIRST, Severity

_WORST_FIRST = {"failed": 0, "error": 1, "passed": 2, "idle": 3}


class County(NamedTuple):
    """One county: published drafts and what they hold, and quarantined drafts. ``budget`` in 万元."""

    name: str
    code: str
    drafts: int
    projects: int
    indicators: int
    budget: Decimal
    quarantined: int


class Checked(NamedTuple):
    """One check. ``percent`` (0–100) is the share that failed; None where that cannot be said. One that had no row to
    look at is ``idle``: it has not passed.
    """

    severity: Severity
    text: str
    rule: str
    status: Literal["passed", "failed", "error", "idle"]
    checked: int
    failed: int
    percent: float | None
    error: str


class CheckedTable(NamedTuple):
    """The checks of one table that ran, those that failed first. ``idle``: those that had nothing to look at."""

    name: str
    checks: Sequence[Checked]
    passed: int
    idle: int


class Leftover(NamedTuple):
    """One draft with text in its forms that no field took. ``percent`` of its cells, 0–100."""

    file_name: str
    county: str
    leftover: int
    cells: int
    percent: float
    quarantined: bool


def counties(documents: pl.DataFrame, projects: pl.LazyFrame) -> list[County]:
    """One row a county, by code, those without a code last; superseded drafts do not count.

    ``documents`` has a column ``county``: which county a draft counts for, null where that is not known.
    """
    budgets = projects.group_by("document_id").agg(pl.col("budget_wanyuan").sum()).collect()
    published, held = pl.col("status") == "published", pl.col("status") == "quarantined"
    rows = (
        documents.filter(published | held)
        .join(budgets, on="document_id", how="left")
        .group_by("county")
        .agg(
            pl.col("county_code", "county_name").drop_nulls().min(),
            published.sum().alias("drafts"),
            pl.col("project_count").filter(published).sum(),
            pl.col("indicator_count").filter(published).sum(),
            pl.col("budget_wanyuan").filter(published).sum(),
            held.sum().alias("quarantined"),
        )
        .sort("county_code", "county", nulls_last=True)
        .drop("county")
    )
    return [
        County(name or code or "", code or "", drafts, projects_, indicators, budget, quarantined)
        for code, name, drafts, projects_, indicators, budget, quarantined in rows.iter_rows()
    ]


def checked_tables(results: pl.DataFrame, language: Language) -> list[CheckedTable]:
    """The checks of the suites of documents, projects and indicators that could run; rules have a list of their own."""
    tables = []
    for table in LEVELS:
        checks = [one for one in _checked(results.filter(suite=table), language) if one.status != "error"]
        passed, idle = (sum(one.status == status for one in checks) for status in ("passed", "idle"))
        tables.append(CheckedTable(table, checks, passed, idle))
    return tables


def could_not_run(results: pl.DataFrame, language: Language) -> list[tuple[str, Checked]]:
    """The checks that raised, each with its table's name."""
    return [
        (table, one)
        for table in LEVELS
        for one in _checked(results.filter(table=table), language)
        if one.status == "error"
    ]


def _checked(results: pl.DataFrame, language: Language) -> list[Checked]:
    rows = [
        Checked(
            row["severity"],
            row[f"message_{language}"],
            row["rule"],
            "idle" if row["status"] == "passed" and row["element_count"] == 0 else row["status"],
            row["element_count"] or 0,
            row["unexpected_count"] or 0,
            row["unexpected_percent"],
            row["error"] or "",
        )
        for row in results.iter_rows(named=True)
    ]
    return sorted(rows, key=lambda one: (_WORST_FIRST[one.status], GRAVEST_FIRST.index(one.severity)))


def leftovers(documents: pl.DataFrame) -> list[Leftover]:
    """The drafts with leftover text, the largest share first."""
    rows = (
        documents.filter(pl.col("leftover_cell_count") > 0, pl.col("status") != "superseded")
        .with_columns((pl.col("leftover_cell_count") / pl.col("cell_count") * 100).alias("percent"))
        .sort("percent", "leftover_cell_count", "file_name", descending=[True, True, False])
    )
    return [
        Leftover(
            row["file_name"],
            row["county_name"] or row["county_code"] or "",
            row["leftover_cell_count"],
            row["cell_count"],
            row["percent"],
            row["status"] == "quarantined",
        )
        for row in rows.iter_rows(named=True)
    ]
