"""Projects of a draft that share something."""

from __future__ import annotations

import polars as pl


def others_of(projects: pl.LazyFrame, shared: list[str]) -> pl.LazyFrame:
    """The projects that share the values of ``shared`` with another, with ``others``: their numbers (2、5)."""
    sharing = projects.filter(pl.len().over(shared) > 1)
    numbers = sharing.select(*shared, pl.col("no").alias("other"))
    others = (
        sharing.select("project_id", "no", *shared)
        .join(numbers, on=shared)
        .filter(pl.col("other") != pl.col("no"))
        .sort("other")
        .group_by("project_id", maintain_order=True)
        .agg(pl.col("other").cast(pl.String).str.join("、").alias("others"))
    )
    return sharing.join(others, on="project_id")
