"""Failures as rows of table ``findings``."""

from __future__ import annotations

import hashlib
from typing import Any

import polars as pl

from warehouse.schema import TABLES

# Together they say which problem it is; the same problem keeps its id from batch to batch.
IDENTITY = ("rule", "document_id", "project_id", "indicator_id", "field")
GRAVEST_FIRST = ("critical", "warning", "info")


def gate_findings(failures: pl.DataFrame, batch_id: str) -> pl.DataFrame:
    """The failures of a batch (columns of ``failures.SCHEMA``) as table findings, all of them open.

    One problem reported by two checks is one finding, of the graver severity. A failure that leads to no
    draft is left out: it is in expectation_results.
    """
    placed = failures.filter(pl.col("document_id").is_not_null())
    rows = [{**row, "finding_id": _finding_id(row)} for row in placed.iter_rows(named=True)]
    found = pl.DataFrame(rows, schema={**placed.schema, "finding_id": pl.String}).with_columns(
        pl.lit("open").alias("status"), pl.lit(batch_id).alias("batch_id")
    )
    gravity = pl.col("severity").replace_strict(GRAVEST_FIRST, range(3), return_dtype=pl.Int8)
    single = found.sort(gravity, maintain_order=True).unique("finding_id", keep="first", maintain_order=True)
    columns = [name for name in TABLES["findings"].polars_schema().names() if name in single.columns]
    return TABLES["findings"].conform(single.select(columns))


def _finding_id(row: dict[str, Any]) -> str:
    named = "\x1f".join(row[name] or "" for name in IDENTITY)
    return hashlib.sha256(named.encode()).hexdigest()[:20]
