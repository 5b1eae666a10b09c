"""A release in the making: every file of the current one, linked, until a batch writes its own.

The staged folder's path is all that tasks pass around. Files are replaced, never changed in place: a linked
file is the parent release's too.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.atomic import make_folder, write_atomically, write_bytes
from warehouse.errors import SchemaError
from warehouse.partitions import partition_path, partitions_in, table_path
from warehouse.release import scan_files
from warehouse.release_id import next_release_id
from warehouse.schema import COUNTY, TABLES, YEAR
from warehouse.store import UNFINISHED, Warehouse

STAGING = f"{UNFINISHED}staging-"


def stage_release(warehouse: Warehouse) -> Path:
    """Make ``releases/.staging-<id>`` with every file of the current release. Needs ``warehouse.lock()``.

    Files are hard links, or copies where the file system has no links.
    """
    others = warehouse.releases_folder.glob(f"{STAGING}*")
    taken = [*map(staged_id, others), *(release.release_id for release in warehouse.releases())]
    staged = warehouse.releases_folder / f"{STAGING}{next_release_id(datetime.now(UTC), taken)}"
    make_folder(staged)
    if warehouse.current_id() is not None:
        parent = warehouse.release()
        for table in TABLES:
            for file in parent.files(table):
                _link(file, staged / file.relative_to(parent.folder))
    return staged


def staged_id(staged: Path) -> str:
    """Id that the staged release will have once it is published."""
    return staged.name.removeprefix(STAGING)


def write_table(staged: Path, table: str, frame: pl.DataFrame) -> None:
    """Replace all rows of an unpartitioned table. Raises SchemaError as ``conform`` and ``validate`` do."""
    if TABLES[table].partitioned:
        raise SchemaError(table, ["is written by partition: use write_partition"])
    _write(staged / table_path(table), table, TABLES[table].conform(frame))


def write_partition(
    staged: Path, table: str, year: int | None, county: str | None, frame: pl.DataFrame
) -> None:
    """Replace the rows of one fiscal year and county; an empty frame removes the partition.

    Rows are sorted by the table's keys. Where they are what the linked file already holds, the link stays.
    Raises SchemaError as ``conform`` and ``validate`` do, and for rows of another year or county; ValueError
    for a county code that ``partition_path`` refuses.
    """
    if not TABLES[table].partitioned:
        raise SchemaError(table, ["is one file: use write_table"])
    conformed = TABLES[table].conform(frame)
    inside = pl.col(YEAR).eq_missing(pl.lit(year)) & pl.col(COUNTY).eq_missing(pl.lit(county))
    strangers = conformed.filter(~inside).height
    if strangers:
        raise SchemaError(table, [f"{strangers} row(s) do not belong to year {year}, county {county}"])
    _write(staged / partition_path(table, year, county), table, conformed)


def scan_staged(staged: Path, table: str) -> pl.LazyFrame:
    """Return ``table`` as the staged release holds it now, with its declared columns and types."""
    return scan_files(staged_files(staged, table), table)


def scan_partition(staged: Path, table: str, year: int | None, county: str | None) -> pl.LazyFrame:
    """Return one partition of ``table`` as the staged release holds it now; empty where it has no rows."""
    path = staged / partition_path(table, year, county)
    return scan_files([path] if path.is_file() else [], table)


def staged_files(staged: Path, table: str) -> list[Path]:
    """The table's files in the staged release, in the order of their paths."""
    if TABLES[table].partitioned:
        paths = [partition_path(table, *partition) for partition in partitions_in(staged, table)]
    else:
        paths = [table_path(table)]
    return [staged / path for path in paths if (staged / path).is_file()]


def _write(target: Path, table: str, conformed: pl.DataFrame) -> None:
    schema = TABLES[table]
    schema.validate(conformed)
    rows = conformed.sort(schema.keys, maintain_order=True)
    if rows.is_empty():
        target.unlink(missing_ok=True)
    elif not _holds(target, table, rows):
        arrow = rows.to_arrow().cast(schema.arrow_schema())
        write_atomically(target.parent, lambda file: _fill(file, arrow, target))


def _fill(file: BinaryIO, rows: pa.Table, target: Path) -> Path:
    pq.write_table(rows, file, compression="zstd")
    return target


def _holds(target: Path, table: str, rows: pl.DataFrame) -> bool:
    if not target.is_file():
        return False
    if not pq.read_schema(target).equals(TABLES[table].arrow_schema(), check_metadata=True):
        return False
    return scan_files([target], table).collect().equals(rows)


def _link(source: Path, target: Path) -> None:
    make_folder(target.parent)
    try:
        os.link(source, target)
    except OSError:
        write_bytes(target, source.read_bytes())
