"""R27: budget per indicator far outside its peers.

Who is outside, and among whom, is decided once, by the mart budget_per_indicator (columns outlier, judged_among and
judged_median: median and MAD on the log).

Not caught: projects without a budget or indicators; years with too few projects to judge.
"""

from __future__ import annotations

import polars as pl

from expectations.rules.tables import Tables


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project that the mart calls an outlier."""
    outliers = tables.budget_per_indicator.filter(pl.col("group_by") == "project", pl.col("outlier")).select(
        pl.col("group_code").alias("project_id"),
        pl.col("judged_among").alias("case"),
        pl.col("wanyuan_per_indicator").round(3).cast(pl.String).alias("observed"),
        pl.col("judged_median").round(3).cast(pl.String).alias("median"),
    )
    return tables.projects.join(outliers, on="project_id").with_columns(field=pl.lit("budget_wanyuan"))
