"""Normalising a chunk of drafts in a worker process: extracts in, rows of the core tables out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from extractors.draft import Draft
from flows.intake.desk import kept_desk
from flows.intake.manifest import Entry, ReadResult, Work
from flows.intake.workers import WorkerFailed, Workers
from transforms.correct.tables import normalise_corrected
from transforms.normalise.document import DocumentFacts
from warehouse.partitions import partition_path
from warehouse.release import scan_files


def normalise_chunk(
    chunk: int, drafts: Sequence[tuple[Entry, ReadResult]], work: Work, started_at: datetime, pool: Workers
) -> dict[str, ReadResult]:
    """Write the chunk's rows to the work folder, a file for each table, fiscal year and county.

    Returns, by document_id, what is to stand instead of the read result of a draft that failed here. Where
    the worker did not survive the chunk, each draft is tried by itself: one draft never takes others along.
    """
    read = [
        (str(result.extract), _facts(entry, work, started_at)) for entry, result in drafts if result.extract
    ]
    try:
        failures = _attempt(pool, work, f"{chunk:05}", read)
    except WorkerFailed:
        failures = []
        for number, one in enumerate(read):
            try:
                failures += _attempt(pool, work, f"{chunk:05}-{number:03}", [one])
            except WorkerFailed as failure:
                failures.append((one[1].document_id, failure.code, failure.detail))
    return {one: ReadResult(document_id=one, code=code, detail=detail) for one, code, detail in failures}


def _attempt(
    pool: Workers, work: Work, name: str, drafts: Sequence[tuple[str, DocumentFacts]]
) -> list[tuple[str, str, str]]:
    """Normalise in a worker; one that did not survive leaves no half-written rows behind."""
    try:
        return pool.start(_normalise, name, drafts, str(work.folder))()
    except WorkerFailed:
        for path in work.tables.glob(f"**/{name}.parquet"):
            path.unlink()
        raise


def _facts(entry: Entry, work: Work, started_at: datetime) -> DocumentFacts:
    return DocumentFacts(
        document_id=entry.document_id,
        batch_id=work.batch_id,
        file_name=entry.name,
        source_uri=entry.uri,
        source_modified_at=entry.modified_at,
        ingested_at=entry.ingested_at or started_at,
    )


def _normalise(
    name: str, drafts: Sequence[tuple[str, DocumentFacts]], folder: str
) -> list[tuple[str, str, str]]:
    """Runs in a worker; returns (document_id, reason code, detail) of the drafts that failed."""
    work = Work(Path(folder))
    lines = kept_desk(work).corrections
    rows: dict[str, list[pl.DataFrame]] = defaultdict(list)
    failures = []
    for extract, facts in drafts:
        try:
            draft = Draft.model_validate_json(Path(extract).read_bytes())
            tables = normalise_corrected(draft, facts, lines)
        except MemoryError:
            raise
        except Exception as error:
            failures.append((facts.document_id, "reader_failed", f"{type(error).__name__}: {error}"[:300]))
            continue
        for table, frame in tables.items():
            rows[table].append(frame)
    for table, frames in rows.items():
        _write_parts(pl.concat(frames), work.tables, table, name)
    return failures


def _write_parts(rows: pl.DataFrame, target: Path, table: str, name: str) -> None:
    parts = rows.partition_by(["fiscal_year", "county_code"], as_dict=True, maintain_order=True)
    for (year, county), part in parts.items():
        path = target / partition_path(table, year, county).parent / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_parquet(path)


def scan_normalised(work: Work, table: str) -> pl.LazyFrame:
    """All rows of the batch for one table; empty where no draft could be read."""
    return scan_files(sorted(work.tables.glob(f"{table}/**/*.parquet")), table)


def normalised_partition(work: Work, table: str, year: int | None, county: str | None) -> pl.LazyFrame:
    """The batch's rows for one table, fiscal year and county."""
    return scan_files(
        sorted((work.tables / partition_path(table, year, county).parent).glob("*.parquet")), table
    )
