"""Mart ``reuse``: how many indicators also stand in another project (docs/comparisons.md, "reuse").

An indicator is *reused* in a scope when its fingerprint also stands in another project, that is under another
project_id, of the same

- ``unit``: document and unit, by code or, where the draft gives none, by name (the same draft);
- ``department``: document (one draft is one department's year);
- ``county``: county and fiscal year;
- ``other_county``: fiscal year, in at least one *other* county;
- ``province``: fiscal year, anywhere.

Two decisions the guide leaves open:

- Comparisons stay within one fiscal year. A release holds several years, and a project that continues from
  last year would otherwise count as copied, from itself. Hence every row has a fiscal_year.
- A county is known by its code, else by its name (``counties``). A draft whose county is unknown is a county of its
  own in scope ``county``, and is never taken for another county in ``other_county``: doubt must not raise a rate.

An indicator without a fingerprint counts as an indicator, is never reused and is no distinct fingerprint.
``distinct`` counts the fingerprints inside the group, so it does not depend on the scope.
"""

from __future__ import annotations

import polars as pl

from transforms.compare.counties import counties
from transforms.compare.groups import aggregate
from warehouse.categories import category

FINGERPRINTS = {"full": "fingerprint_full", "wording": "fingerprint_wording"}
GROUP_BYS = ("unit", "department", "county", "level2", "province")

# Where a fingerprint is looked for, and what must differ between two places of it.
SCOPES: dict[str, tuple[list[str], str]] = {
    "unit": (["document_id", "unit"], "project_id"),
    "department": (["document_id"], "project_id"),
    "county": (["fiscal_year", "county_place"], "project_id"),
    "other_county": (["fiscal_year"], "county_number"),
    "province": (["fiscal_year"], "project_id"),
}
# Compared, never shown: small numbers in their place make the mart ten times as fast.
NUMBERED = ["project_id", "document_id", "unit", "county_number", "county_place"]
KEY = ["fiscal_year", "scope", "fingerprint", "group_by", "county_code", "group_code"]


def reuse(indicators: pl.LazyFrame, projects: pl.LazyFrame, documents: pl.LazyFrame) -> pl.DataFrame:
    """The mart: one row a scope, fingerprint and group, sorted by its key.

    ``indicators`` needs project_id, document_id, fiscal_year, level2, fingerprint_full and
    fingerprint_wording; ``projects`` project_id, unit_code, unit_name; ``documents`` document_id,
    department_code, department_name, county_code, county_name. Columns: fiscal_year, county_code (null where a group spans
    counties), scope, fingerprint, group_by, group_code, group_name, indicators, reused, reuse_rate (0 to 1),
    distinct, distinct_share (0 to 1).
    """
    placed = _mark_reused(_place(indicators, projects, documents)).collect().lazy()
    counts = [aggregate(placed, group_by, _counts()) for group_by in GROUP_BYS]
    grouped = pl.concat(counts).collect().lazy()
    rows = [_rows_of(grouped, scope, name) for scope in SCOPES for name in FINGERPRINTS]
    return pl.concat(rows).sort(KEY).collect()


def _place(indicators: pl.LazyFrame, projects: pl.LazyFrame, documents: pl.LazyFrame) -> pl.LazyFrame:
    """Each indicator with its unit, department and county; what is only compared is numbered."""
    return (
        indicators.select(
            "project_id",
            "document_id",
            "fiscal_year",
            category(pl.col("level2")).alias("level2_name"),
            *FINGERPRINTS.values(),
        )
        .join(projects.select("project_id", "unit_code", "unit_name"), on="project_id", how="left")
        .join(
            documents.select("document_id", "department_code", "department_name", "county_name"),
            on="document_id",
            how="left",
        )
        .join(counties(documents), on="document_id", how="left")
        .with_columns(
            pl.coalesce("unit_code", "unit_name").alias("unit"),
            pl.col("county").alias("county_number"),
            pl.coalesce("county", "document_id").alias("county_place"),
        )
        .with_columns(pl.col(*NUMBERED, *FINGERPRINTS.values()).cast(pl.Categorical).to_physical())
    )


def _mark_reused(placed: pl.LazyFrame) -> pl.LazyFrame:
    """Adds one boolean a fingerprint and scope.

    A value stands in two projects exactly when the smallest and the largest project_id beside it differ; that
    costs one pass, where counting distinct projects would keep a set for each of them.
    """
    marks = []
    for name, column in FINGERPRINTS.items():
        for scope, (where, differs) in SCOPES.items():
            in_two = (pl.col(differs).min() != pl.col(differs).max()).over([column, *where])
            known = pl.col(column).is_not_null() & pl.col(differs).is_not_null()
            marks.append((in_two.fill_null(False) & known).alias(f"{name}_{scope}"))
    return placed.with_columns(marks)


def _counts() -> list[pl.Expr]:
    return [
        pl.len().cast(pl.Int64).alias("indicators"),
        *[
            pl.col(column).drop_nulls().n_unique().cast(pl.Int64).alias(f"{name}_distinct")
            for name, column in FINGERPRINTS.items()
        ],
        *[pl.col(f"{name}_{scope}").sum().cast(pl.Int64) for name in FINGERPRINTS for scope in SCOPES],
    ]


def _rows_of(grouped: pl.LazyFrame, scope: str, name: str) -> pl.LazyFrame:
    reused, distinct, total = pl.col(f"{name}_{scope}"), pl.col(f"{name}_distinct"), pl.col("indicators")
    return grouped.select(
        "fiscal_year",
        "county_code",
        pl.lit(scope).alias("scope"),
        pl.lit(name).alias("fingerprint"),
        "group_by",
        "group_code",
        "group_name",
        "indicators",
        reused.alias("reused"),
        (reused / total).alias("reuse_rate"),
        distinct.alias("distinct"),
        (distinct / total).alias("distinct_share"),
    )
