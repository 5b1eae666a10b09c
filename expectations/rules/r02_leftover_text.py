"""R02: text inside a form that no field took, and lines outside the forms that tell indicators with their targets.

Not caught: text that a wrong field took; marks on the page outside the forms; lines of projects there that name no
levels. How much of it holds a draft back is
the gate's to say (gate.toml, tolerance).
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables


class _Data(BaseModel):
    quoted: int
    longest: int


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a draft with leftover cells: how many of how many, and what the first of them say."""
    left_over = pl.col("in_form") & pl.col("field").is_null() & (pl.col("text").str.strip_chars() != "")
    shown = pl.col("text").str.slice(0, _DATA.longest).str.strip_chars()
    quoted = (
        tables.cells.filter(left_over)
        .group_by("document_id")
        .agg(shown.head(_DATA.quoted).str.join("、").alias("quoted"), pl.col("page").min())
    )
    return (
        tables.documents.filter(pl.col("leftover_cell_count") > 0)
        .join(quoted, on="document_id", how="left")
        .with_columns(
            field=pl.lit("leftover_cell_count"),
            observed=pl.col("leftover_cell_count").cast(pl.String),
            count=pl.col("leftover_cell_count").cast(pl.Int64),
            of=pl.col("cell_count").cast(pl.Int64),
            texts=pl.format("：{}", "quoted"),
        )
    )
