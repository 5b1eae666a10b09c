"""Failures of suites and rules as rows of table ``findings``."""

from __future__ import annotations

import hashlib

import polars as pl

from warehouse.schema import TABLES
from warehouse.severity import gravity

# Together they say which problem it is; the same problem keeps its id from batch to batch.
IDENTITY = ("document_id", "rule", "project_id", "indicator_id", "field", "observed")
_ID_LENGTH = 20


def findings_of(failures: pl.DataFrame, batch_id: str) -> pl.DataFrame:
    """The failures of a batch (columns of ``failures.SCHEMA``) as table findings, all of them open.

    One problem reported twice is one finding, of the graver severity. A failure that leads to no draft is left
    out: it is in expectation_results.
    """
    placed = failures.drop_nulls("document_id")
    known = placed.with_columns(pl.coalesce("project_id", "known_by"))
    identity = known.select(pl.concat_str(pl.col(IDENTITY).fill_null(""), separator="\x1f")).to_series()
    ids = [hashlib.sha256(named.encode()).hexdigest()[:_ID_LENGTH] for named in identity]
    found = placed.with_columns(
        finding_id=pl.Series(ids, dtype=pl.String), status=pl.lit("open"), batch_id=pl.lit(batch_id)
    )
    single = found.sort(gravity(), maintain_order=True).unique(
        "finding_id", keep="first", maintain_order=True
    )
    columns = [name for name in TABLES["findings"].polars_schema().names() if name in single.columns]
    return TABLES["findings"].conform(single.select(columns))


def keep_known(found: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """``found`` with the rows of ``before`` in place of those that say the same: they keep their batch.

    Both are rows of table findings; what ``before`` alone has is gone.
    """
    told = [name for name in found.columns if name not in ("batch_id", "status")]
    known = before.join(found.select(told), on=told, how="semi", nulls_equal=True)
    return pl.concat([known, found.join(known, on="finding_id", how="anti")])
