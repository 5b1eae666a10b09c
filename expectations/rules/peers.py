"""Projects of a draft that share something."""

from __future__ import annotations

import polars as pl


def others_of(projects: pl.LazyFrame, shared: list[str]) -> pl.LazyFrame:
    """The projects that share the values of ``shared`` with another, with ``others``: their numbers (2、5)."""
    grouped = projects.with_columns(
        _numbers=pl.col("no").sort().implode().over(shared), _size=pl.len().over(shared)
    ).filter(pl.col("_size") > 1)
    rest = pl.col("_numbers").list.set_difference(pl.concat_list("no")).list.sort()
    return grouped.with_columns(
        others=rest.cast(pl.List(pl.String)).list.join("、"), first_other=rest.list.first()
    ).drop("_numbers", "_size")
