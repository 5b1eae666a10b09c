"""Projects of a draft that share something."""

from __future__ import annotations

import polars as pl

_NAMED = 20  # of thousands that share one text, each would name all the others


def others_of(projects: pl.LazyFrame, shared: list[str]) -> pl.LazyFrame:
    """The projects that share the values of ``shared`` with another, with ``others``: their numbers (2、5), the first
    twenty of them.
    """
    sharing = projects.filter(pl.len().over(shared) > 1)
    numbers = sharing.group_by(shared).agg(
        pl.col("no").sort().head(_NAMED + 1).alias("other"), pl.len().alias("sharing")
    )
    more = pl.when(pl.col("sharing").first() > _NAMED + 1).then(pl.lit("…")).otherwise(pl.lit(""))
    others = (
        sharing.select("project_id", "no", *shared)
        .join(numbers, on=shared)
        .explode("other")
        .filter(pl.col("other") != pl.col("no"))
        .group_by("project_id", maintain_order=True)
        .agg((pl.col("other").head(_NAMED).cast(pl.String).str.join("、") + more).alias("others"))
    )
    return sharing.join(others, on="project_id")
