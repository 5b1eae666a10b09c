"""R27: budget per indicator far outside its peers.

Who is outside is decided once, by the mart budget_per_indicator (column outlier: median and MAD on the log).

Not caught: projects without a budget or indicators; years with too few projects to judge.
"""

from __future__ import annotations

import polars as pl

from expectations.rules.tables import Tables


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project that the mart calls an outlier."""
    mart = tables.budget_per_indicator
    median = mart.filter(group_by="province").select("fiscal_year", "median")
    outliers = mart.filter(pl.col("group_by") == "project", pl.col("outlier")).select(
        pl.col("group_code").alias("project_id"), "wanyuan_per_indicator"
    )
    return (
        tables.projects.join(outliers, on="project_id")
        .join(median, on="fiscal_year", how="left")
        .with_columns(
            field=pl.lit("budget_wanyuan"),
            observed=pl.col("wanyuan_per_indicator").round(3).cast(pl.String),
            median=pl.col("median").round(3).cast(pl.String),
        )
        .with_columns(expected=pl.format("中位数 {} 万元", "median"))
    )
