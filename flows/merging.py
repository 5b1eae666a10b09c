"""Merging a batch into a staged release: which drafts stand, and which partitions that changes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl

from flows.cases import close_cases
from flows.checked import Checked, Verdicts
from flows.checking import files_of
from flows.manifest import Entry, Work
from flows.normalising import normalised_partition, scan_normalised
from warehouse.partitions import Partition
from warehouse.schema import TABLES
from warehouse.staging import scan_partition, scan_staged, stage_release, write_partition, write_table
from warehouse.store import Warehouse

_DOCUMENT_PREFIX = 12  # data contract: a project's id begins with so much of its document's


def merge(work: Work, started_at: datetime) -> Path:
    """Stage a release that holds the current one and this batch; return the staged folder.

    A draft with a verdict is recorded as quarantined and its rows are kept out. One draft replaces an earlier
    one of the same county, department and fiscal year: the newest file stands.
    """
    staged = stage_release(Warehouse(work.warehouse))
    before = scan_staged(staged, "documents").collect()
    incoming = _incoming(work, Checked(work).verdicts(), started_at)
    taken_in = pl.col("document_id").is_in(incoming["document_id"].implode())
    documents = close_cases(settle(pl.concat([before.filter(~taken_in), incoming])))
    write_table(staged, "documents", documents)

    standing = documents.filter(status="published")
    new = standing.filter(taken_in)
    stands = pl.col("document_id").is_in(standing["document_id"].implode())
    gone = before.filter(taken_in | ~stands)
    _merge_rows(staged, work, new, gone)
    _merge_findings(staged, work, _unsaid(before, documents, taken_in))
    return staged


def _merge_rows(staged: Path, work: Work, new: pl.DataFrame, gone: pl.DataFrame) -> None:
    """Rewrite the partitions that lose rows of a draft or gain some; the others stay the parent's files."""
    tables = [name for name, table in TABLES.items() if table.partitioned and name != "findings"]
    for year, county in _places(new, gone.filter(status="published")):
        for table in tables:
            old = _without(scan_partition(staged, table, year, county), gone)
            rows = _only(normalised_partition(work, table, year, county), new)
            write_partition(staged, table, year, county, pl.concat([old, rows]).collect())


def _unsaid(before: pl.DataFrame, documents: pl.DataFrame, taken_in: pl.Expr) -> pl.DataFrame:
    """The earlier drafts whose findings go: those read again, and those that a newer file replaces."""
    replaced = documents.filter(status="superseded")["document_id"].implode()
    return before.filter(taken_in | pl.col("document_id").is_in(replaced))


def _merge_findings(staged: Path, work: Work, gone: pl.DataFrame) -> None:
    """Findings are also kept of drafts that are quarantined: they say why."""
    findings = pl.read_parquet(Checked(work).findings)
    for year, county in _places(findings, gone):
        old = _without(scan_partition(staged, "findings", year, county), gone).collect()
        here = pl.col("fiscal_year").eq_missing(pl.lit(year)) & pl.col("county_code").eq_missing(
            pl.lit(county)
        )
        write_partition(staged, "findings", year, county, pl.concat([old, findings.filter(here)]))


def _places(*frames: pl.DataFrame) -> list[Partition]:
    """Fiscal years and counties that occur in any of the frames, in order."""
    places = pl.concat([frame.select("fiscal_year", "county_code") for frame in frames]).unique()
    return [(year, county) for year, county in places.sort(pl.all()).rows()]


def _incoming(work: Work, verdicts: Verdicts, started_at: datetime) -> pl.DataFrame:
    """The batch's documents, with those that could not even be read."""
    read = scan_normalised(work, "documents").collect()
    known = set(read["document_id"])
    files = files_of(work)
    unread = [_unread(files[one], work, started_at) for one in verdicts if one not in known]
    schema = TABLES["documents"].polars_schema()
    rows = pl.concat([read, pl.DataFrame(unread, schema=schema, orient="row")])
    reasons = {one: "；".join(reason.message_zh for reason in found) for one, found in verdicts.items()}
    reason = pl.col("document_id").replace_strict(reasons, default=None, return_dtype=pl.String)
    return rows.with_columns(
        status=pl.when(reason.is_null()).then(pl.lit("published")).otherwise(pl.lit("quarantined")),
        status_reason=reason,
    )


def _unread(entry: Entry, work: Work, started_at: datetime) -> dict[str, object]:
    return {
        "document_id": entry.document_id,
        "batch_id": work.batch_id,
        "file_name": entry.name,
        "source_uri": entry.uri,
        "source_modified_at": entry.modified_at,
        "ingested_at": started_at,
        "status": "quarantined",
    }


def settle(documents: pl.DataFrame) -> pl.DataFrame:
    """Decide which drafts stand: of one county, department and fiscal year only the newest file does.

    A draft whose county or department is not known stands beside the others.
    """
    rivals = (
        documents.filter(status="published")
        .with_columns(
            county=pl.coalesce("county_code", "county_name"),
            department=pl.coalesce("department_code", "department_name"),
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
    replaced = documents.join(beaten.select("document_id", "file_name_by"), on="document_id", how="left")
    by = pl.col("file_name_by")
    return replaced.with_columns(
        status=pl.when(by.is_null()).then("status").otherwise(pl.lit("superseded")),
        status_reason=pl.when(by.is_null())
        .then("status_reason")
        .otherwise(pl.format("已被较新的文件取代：{}", by)),
    ).select(documents.columns)


def _document(rows: pl.LazyFrame) -> pl.Expr:
    columns = rows.collect_schema().names()
    if "document_id" in columns:
        return pl.col("document_id").str.head(_DOCUMENT_PREFIX)
    return pl.col("project_id").str.head(_DOCUMENT_PREFIX)


def _prefixes(documents: pl.DataFrame) -> pl.Series:
    return documents["document_id"].str.head(_DOCUMENT_PREFIX).implode()


def _only(rows: pl.LazyFrame, documents: pl.DataFrame) -> pl.LazyFrame:
    return rows.filter(_document(rows).is_in(_prefixes(documents)))


def _without(rows: pl.LazyFrame, documents: pl.DataFrame) -> pl.LazyFrame:
    return rows.filter(~_document(rows).is_in(_prefixes(documents)))
