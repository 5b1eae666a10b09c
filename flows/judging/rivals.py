"""Which of several drafts of one department stands."""

from __future__ import annotations

import polars as pl

from flows.judging.owners import with_owner
from flows.judging.reasons import reason


def settle(documents: pl.DataFrame) -> pl.DataFrame:
    """Decide which drafts stand: of one county, department and fiscal year only the newest file does.

    A draft whose county or department is not known stands beside the others.
    """
    rivals = (
        with_owner(documents.filter(status="published"))
        .with_columns(
            newest=pl.struct(pl.coalesce("source_modified_at", "ingested_at"), "ingested_at", "document_id"),
        )
        .drop_nulls(["county", "department"])
    )
    winners = rivals.group_by("county", "department", "fiscal_year").agg(
        pl.col("document_id", "file_name").sort_by("newest").last()
    )
    beaten = rivals.join(winners, on=["county", "department", "fiscal_year"], suffix="_by").filter(
        pl.col("document_id") != pl.col("document_id_by")
    )
    replaced = documents.join(
        beaten.select("document_id", "document_id_by", "file_name_by"), on="document_id", how="left"
    )
    by = pl.col("file_name_by")
    return replaced.with_columns(
        status=pl.when(by.is_null()).then("status").otherwise(pl.lit("superseded")),
        status_reason=pl.when(by.is_null()).then("status_reason").otherwise(reason("reason.newer", file=by)),
        superseded_by=pl.coalesce("document_id_by", "superseded_by"),
    ).select(documents.columns)
