"""Mart ``budget_per_indicator``: what one indicator costs (docs/comparisons.md, "budget_per_indicator").

Definitions, kept plain so that SQL over ``projects`` gives the same numbers:

- A project's budget per indicator is its budget (万元) over its number of indicators; null without a budget
  or without indicators.
- A group's is total budget over total indicators of its projects, not the mean of theirs; ``median``,
  ``p25``, ``p75`` and ``p90`` are over its projects' own values, interpolated linearly (``quantile_cont``).
- A project without a budget counts in ``projects``; its indicators stay out of ``indicators`` and
  ``measurable``, so that a row's ratio is always its own columns divided.
- A project row has no quartiles: one value has no spread.
- ``outlier`` is said of projects only: |0.6745·(ln x − median)/MAD| > 3.5 (R27: median and MAD on the log) among
  the projects of the fiscal year whose departments are of one type (``department_types.toml``), all counties
  together; where those are fewer than 8, or the type is unknown, among all projects of the year. It is null
  where it cannot be judged: fewer than 8 there too, a budget of zero (no logarithm), or a MAD of zero.
  ``judged_among`` says which of the two judged (``department_type`` or ``year``), ``judged_median`` what their median
  is (the logarithms', as an amount); both are null where ``outlier`` is.
- ``top_tenth_share`` is the share of the group's budget that its largest tenth of projects (rounded up) holds;
  ``gini`` the Gini coefficient of its projects' budgets: 0 where all are equal, near 1 where one has all.
"""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from transforms.compare.counties import counties
from transforms.compare.department_types import department_types
from transforms.compare.groups import DEPARTMENT, aggregate

GROUP_BYS = ("unit", "department", "county", "funding_level", "funding_document", "province")
FEWEST_PEERS = 8
OUTLIER_Z = 3.5
NORMAL_MAD = 0.6745  # the MAD of a standard normal: makes z comparable with a standard deviation
SUM = pl.Decimal(38, 6)  # which may need more digits than the amounts in it
CONCENTRATION = ("top_tenth_share", "gini")
QUARTILES = {"median": 0.5, "p25": 0.25, "p75": 0.75, "p90": 0.9}
JUDGED = ("outlier", "judged_among", "judged_median")
KEY = ["fiscal_year", "group_by", "county_code", "group_code"]


def budget_per_indicator(projects: pl.LazyFrame, documents: pl.LazyFrame) -> pl.DataFrame:
    """The mart: one row a project and a group, per fiscal year, sorted by its key.

    ``projects`` needs project_id, document_id, fiscal_year, county_code, project_name, unit_code, unit_name,
    funding_level, funding_document, budget_wanyuan, indicator_count and measurable_count; ``documents`` document_id,
    department_code, department_name, county_code, county_name. Columns: fiscal_year, county_code (null where a group spans
    counties), group_by, group_code, group_name, projects, indicators, measurable, budget_wanyuan (万元,
    exact), wanyuan_per_indicator, wanyuan_per_measurable, median, p25, p75, p90 (万元 an indicator),
    top_tenth_share and gini (0 to 1, null for projects), outlier, judged_among, judged_median (万元 an indicator).
    """
    placed = _place(projects, documents.collect()).collect().lazy()
    parts = [_project_rows(placed), *[_group_rows(placed, group_by) for group_by in GROUP_BYS]]
    return pl.concat(parts).sort(KEY).collect()


def _place(projects: pl.LazyFrame, documents: pl.DataFrame) -> pl.LazyFrame:
    """Each project with its department, its kind and county, counting only the indicators that have a budget."""
    budgeted = pl.col("budget_wanyuan").is_not_null()
    names = (
        documents.select("document_id", "department_code", "department_name", "county_name")
        .join(department_types(documents), on="department_name", how="left")
        .join(counties(documents.lazy()).collect(), on="document_id")
    )
    # a form may name a department of its own: the draft's is meant
    placed = projects.drop(DEPARTMENT, strict=False).join(names.lazy(), on="document_id", how="left")
    return placed.with_columns(
        pl.when(budgeted).then("indicator_count").otherwise(0).cast(pl.Int64).alias("counted"),
        pl.when(budgeted).then("measurable_count").otherwise(0).cast(pl.Int64).alias("counted_measurable"),
        _budget_per("indicator_count").alias("own"),
    )


def _project_rows(placed: pl.LazyFrame) -> pl.LazyFrame:
    judged = _judged(placed)
    empty = [pl.lit(None, dtype=pl.Float64).alias(name) for name in (*QUARTILES, *CONCENTRATION)]
    return _with_ratios(
        aggregate(judged, "project", [*_totals(), *empty, *(pl.col(name).first() for name in JUDGED)])
    )


def _group_rows(placed: pl.LazyFrame, group_by: str) -> pl.LazyFrame:
    spread = [pl.col("own").quantile(q, "linear").alias(name) for name, q in QUARTILES.items()]
    kinds = (pl.Boolean, pl.String, pl.Float64)
    unjudged = [pl.lit(None, dtype=kind).alias(name) for name, kind in zip(JUDGED, kinds, strict=True)]
    return _with_ratios(aggregate(placed, group_by, [*_totals(), *spread, *_concentration(), *unjudged]))


def _concentration() -> list[pl.Expr]:
    # whole millionths, so that no sum depends on the order or the processor in which it is made
    millionths = pl.col("budget_wanyuan").drop_nulls().cast(SUM) * pl.lit(Decimal(1_000_000))
    budgets = millionths.cast(pl.Int128).sort()
    count, total = budgets.count(), budgets.sum().cast(pl.Float64)
    largest = budgets.tail((count + 9) // 10).sum().cast(pl.Float64)
    weighted = (budgets * pl.int_range(1, count + 1)).sum().cast(pl.Float64)
    return [
        pl.when(total > 0).then(largest / total).alias("top_tenth_share"),
        pl.when(total > 0).then(2 * weighted / (count * total) - (count + 1) / count).alias("gini"),
    ]


def _totals() -> list[pl.Expr]:
    has_budget = pl.col("budget_wanyuan").count() > 0
    return [
        pl.len().cast(pl.Int64).alias("projects"),
        pl.col("counted").sum().alias("indicators"),
        pl.col("counted_measurable").sum().alias("measurable"),
        pl.when(has_budget).then(pl.col("budget_wanyuan").sum()).cast(SUM).alias("budget_wanyuan"),
    ]


def _with_ratios(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.select(
        "fiscal_year",
        "county_code",
        "group_by",
        "group_code",
        "group_name",
        "projects",
        "indicators",
        "measurable",
        "budget_wanyuan",
        _budget_per("indicators").alias("wanyuan_per_indicator"),
        _budget_per("measurable").alias("wanyuan_per_measurable"),
        *QUARTILES,
        *CONCENTRATION,
        *JUDGED,
    )


def _budget_per(count: str) -> pl.Expr:
    """As Float64, because a division of decimals keeps their scale; null over zero."""
    return pl.when(pl.col(count) > 0).then(pl.col("budget_wanyuan").cast(pl.Float64) / pl.col(count))


def _judged(placed: pl.LazyFrame) -> pl.LazyFrame:
    """``placed`` with the columns ``JUDGED``: among those of the department's type, if there are enough, else of the year."""
    own, of_type, of_year = pl.col("own"), ["fiscal_year", "department_type"], ["fiscal_year"]
    log = pl.when(own > 0).then(own.log())
    enough = pl.col("department_type").is_not_null() & (log.count().over(of_type) >= FEWEST_PEERS)
    outlier = pl.when(enough).then(_far(log, of_type)).otherwise(_far(log, of_year))
    median = pl.when(enough).then(log.median().over(of_type)).otherwise(log.median().over(of_year)).exp()
    among = pl.when(enough).then(pl.lit("department_type")).otherwise(pl.lit("year"))
    is_judged = outlier.is_not_null()
    return placed.with_columns(
        outlier=outlier,
        judged_among=pl.when(is_judged).then(among),
        judged_median=pl.when(is_judged).then(median),
    )


def _far(log: pl.Expr, among: list[str]) -> pl.Expr:
    """Whether a logarithm lies far from the median of its peers; null where that cannot be judged."""
    distance = log - log.median().over(among)
    mad = distance.abs().median().over(among)
    judged = (log.count().over(among) >= FEWEST_PEERS) & (mad > 0)
    return pl.when(judged).then((NORMAL_MAD * distance / mad).abs() > OUTLIER_Z)
