"""Mart ``peers``: a department beside the same kind of department in the other counties.

Peers are the departments of one type (``department_types.toml``) and fiscal year, one draft each; a department
whose type is unknown has none. Four measures, each in a row of its own:

- ``reuse_rate``: share of its indicators whose wording also stands in another county (mart ``reuse``); a draft whose
  county is not known has none;
- ``measurable_share``: share of its indicators that have a number to be measured by;
- ``findings_per_100``: open findings per 100 indicators;
- ``wanyuan_per_indicator``: budget per indicator (mart ``budget_per_indicator``).

``rank`` 1 is the largest value, equals share the better rank; ``percentile`` is the share of the *other* peers
that lie below it (half of those that are equal), null for a department alone of its kind.
"""

from __future__ import annotations

import polars as pl

from transforms.compare.counties import counties
from transforms.compare.department_types import department_types

MEASURES = ("reuse_rate", "measurable_share", "findings_per_100", "wanyuan_per_indicator")
KEY = ["fiscal_year", "department_type", "measure", "county_code", "document_id"]
_DEPARTMENT = [
    "fiscal_year", "county_code", "document_id", "department_code", "department_name", "department_type",
]  # fmt: skip


def peers(
    documents: pl.LazyFrame, projects: pl.LazyFrame, indicators: pl.LazyFrame, findings: pl.LazyFrame
) -> pl.DataFrame:
    """The mart: one row a department with a known type and a measure, sorted by its key.

    ``documents`` (those that other tables still hold) needs document_id, fiscal_year, county_code, county_name,
    department_code, department_name; ``projects`` document_id, budget_wanyuan, indicator_count,
    measurable_count; ``indicators`` document_id, fiscal_year, county_code, fingerprint_wording; ``findings``
    document_id and status. Columns: fiscal_year, county_code, document_id, department_code, department_name,
    department_type, measure, value, peers (itself included), rank, percentile (0 to 1), median.
    """
    names = documents.collect()
    departments = names.join(department_types(names), on="department_name").filter(
        pl.col("department_type").is_not_null()
    )
    measured = (
        departments.lazy()
        .select(_DEPARTMENT)
        .join(_of_projects(projects), on="document_id", how="inner")
        .join(_reuse_rate(indicators, documents), on="document_id", how="left")
        .join(_open_findings(findings), on="document_id", how="left")
        .with_columns(
            findings_per_100=pl.col("findings").fill_null(0) * 100 / pl.col("indicators"),
        )
        .unpivot(
            MEASURES,
            index=_DEPARTMENT,
            variable_name="measure",
            value_name="value",
        )
        .filter(pl.col("value").is_not_null() & pl.col("value").is_finite())
    )
    group = ["fiscal_year", "department_type", "measure"]
    value, others = pl.col("value"), pl.len().over(group) - 1
    below = value.rank("average").over(group) - 1  # equals count half
    return (
        measured.with_columns(
            peers=pl.len().over(group).cast(pl.Int64),
            rank=value.rank("min", descending=True).over(group).cast(pl.Int64),
            percentile=pl.when(others > 0).then(below / others),
            median=value.median().over(group),
        )
        .sort(KEY)
        .collect()
    )


def _of_projects(projects: pl.LazyFrame) -> pl.LazyFrame:
    counted = pl.col("indicator_count").filter(pl.col("budget_wanyuan").is_not_null()).sum()
    return projects.group_by("document_id").agg(
        pl.col("indicator_count").sum().cast(pl.Int64).alias("indicators"),
        (pl.col("measurable_count").sum() / pl.col("indicator_count").sum()).alias("measurable_share"),
        (pl.col("budget_wanyuan").sum().cast(pl.Float64) / counted).alias("wanyuan_per_indicator"),
    )


def _reuse_rate(indicators: pl.LazyFrame, documents: pl.LazyFrame) -> pl.LazyFrame:
    county = pl.col("county")
    in_two = (county.min() != county.max()).over("fiscal_year", "fingerprint_wording")
    elsewhere = in_two.fill_null(False) & pl.col("fingerprint_wording").is_not_null()
    return (
        indicators.join(counties(documents), on="document_id", how="left")
        .filter(county.is_not_null())
        .with_columns(elsewhere.alias("reused"))
        .group_by("document_id")
        .agg(pl.col("reused").mean().alias("reuse_rate"))
    )


def _open_findings(findings: pl.LazyFrame) -> pl.LazyFrame:
    return findings.filter(pl.col("status") == "open").group_by("document_id").len("findings")
