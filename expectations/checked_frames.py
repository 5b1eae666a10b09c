"""What the suites look at: each table with the few columns that need arithmetic before they can be checked.

What is checked of sums and of texts is in the rules; these are counts and categories.
"""

from __future__ import annotations

import polars as pl

from warehouse.categories import category


def projects_frame(projects: pl.LazyFrame, indicators: pl.LazyFrame) -> pl.LazyFrame:
    """``projects`` with ``indicator_rows`` (rows in indicators) and ``page``."""
    rows = indicators.group_by("project_id").agg(pl.len().cast(pl.Int64).alias("indicator_rows"))
    return projects.join(rows, on="project_id", how="left", maintain_order="left").with_columns(
        pl.col("indicator_rows").fill_null(0),
        pl.col("page_first").alias("page"),
    )


def indicators_frame(indicators: pl.LazyFrame) -> pl.LazyFrame:
    """``indicators`` with ``level1_name`` and ``level2_name``: the levels' names as they are compared."""
    return indicators.with_columns(
        category(pl.col("level1")).alias("level1_name"), category(pl.col("level2")).alias("level2_name")
    )
