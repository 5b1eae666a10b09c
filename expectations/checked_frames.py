"""What the suites look at: each table with the few columns that need arithmetic before they can be checked.

What is checked of sums and of texts is in the rules; these are counts and categories.
"""

from __future__ import annotations

import polars as pl


def projects_frame(projects: pl.LazyFrame, indicators: pl.LazyFrame) -> pl.LazyFrame:
    """``projects`` with ``indicator_rows`` (rows in indicators) and ``page``."""
    rows = indicators.group_by("project_id").agg(pl.len().cast(pl.Int64).alias("indicator_rows"))
    return projects.join(rows, on="project_id", how="left", maintain_order="left").with_columns(
        pl.col("indicator_rows").fill_null(0),
        pl.col("page_first").alias("page"),
    )


def indicators_frame(indicators: pl.LazyFrame) -> pl.LazyFrame:
    """``indicators`` with ``level2_name``: level 2 without the word 指标 (field guide, section 3)."""
    level2_name = pl.col("level2").str.replace_all("指标", "", literal=True)
    return indicators.with_columns(level2_name.alias("level2_name"))
