"""R29: a field read from a scan with low confidence, or repaired; a row at a page break that may be two, or half of one.

Not caught: text that was recognised wrongly with confidence.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables


class _Data(BaseModel):
    least_confidence: float
    longest: int


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a field of a form, or of an indicator, with a cell that may be misread."""
    unsure = pl.col("confidence") < _DATA.least_confidence
    doubtful = unsure | pl.col("doubt").is_not_null() | pl.col("repair").is_not_null()
    fields = (
        tables.cells.filter(pl.col("field").is_not_null(), pl.col("project_id").is_not_null(), doubtful)
        .group_by("project_id", "indicator_id", "field", maintain_order=True)
        .agg(
            pl.col("text").str.join("").str.slice(0, _DATA.longest).alias("field_text"),
            pl.col("text_read").drop_nulls().first().alias("read"),
            pl.col("confidence").min(),
            pl.col("page").min().alias("page_found"),
            (pl.col("doubt") == "cut").any().alias("is_cut"),
        )
    )
    return tables.projects.join(fields, on="project_id").with_columns(
        case=pl.when(pl.col("read").is_not_null())
        .then(pl.lit("repaired"))
        .when(pl.col("is_cut"))
        .then(pl.lit("cut"))
        .otherwise(pl.lit("doubtful")),
        page=pl.coalesce("page_found", "page"),
        confidence=pl.col("confidence").round(2).cast(pl.String),
        observed=pl.col("field_text"),
    )
