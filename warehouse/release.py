"""One published release, read only. It never changes, so a reader that holds one never mixes two."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from pathlib import Path, PurePosixPath

import polars as pl

from warehouse.column import POLARS_TYPES
from warehouse.manifest import MANIFEST, Manifest, sha256_of
from warehouse.partitions import Partition, partition_of
from warehouse.schema import TABLES

SUM = POLARS_TYPES["decimal(38,6)"]


class Release:
    """The folder of one release, with its manifest."""

    def __init__(self, folder: Path) -> None:
        """Take a release's folder; ``Warehouse.release`` finds it by id."""
        self.folder = folder

    @property
    def release_id(self) -> str:
        """Its id, such as 20261123T190501Z-3f9a."""
        return self.folder.name

    @cached_property
    def manifest(self) -> Manifest:
        """What ``release.json`` says: parent, batch, code and schema version, tables and files."""
        return Manifest.model_validate_json((self.folder / MANIFEST).read_bytes())

    def files(self, table: str) -> list[Path]:
        """The Parquet files of ``table``, possibly none. Raises KeyError for a table that nobody declared."""
        entry = self.manifest.tables.get(TABLES[table].name)
        return [self.folder / file.path for file in entry.files] if entry else []

    def scan(self, table: str) -> pl.LazyFrame:
        """Return ``table`` with its declared columns and types; empty where it has no file."""
        return scan_files(self.files(table), table)

    def scan_partitions(self, table: str, wanted: Collection[Partition]) -> pl.LazyFrame:
        """The rows of ``wanted`` fiscal years and counties; the files of others are not opened."""
        kept = [
            path
            for path in self.files(table)
            if partition_of(PurePosixPath(path.relative_to(self.folder).as_posix())) in wanted
        ]
        return scan_files(kept, table)

    def verify(self) -> list[str]:
        """Relative paths of listed files that are missing or have another sha256; empty when whole."""
        return [
            file.path
            for table in self.manifest.tables.values()
            for file in table.files
            if not (self.folder / file.path).is_file() or sha256_of(self.folder / file.path) != file.sha256
        ]


def scan_files(files: list[Path], table: str) -> pl.LazyFrame:
    """Read Parquet files as ``table``. Columns that an older release did not have yet are null.

    The sums of an older release may have fewer digits than are declared now.
    """
    schema = TABLES[table].polars_schema()
    if not files:
        return pl.LazyFrame(schema=schema)
    sums = [name for name, dtype in schema.items() if dtype == SUM]
    written = pl.read_parquet_schema(files[0]) if sums else {}
    return pl.scan_parquet(
        files,
        schema=schema | {name: written[name] for name in sums if name in written},
        hive_partitioning=False,
        missing_columns="insert",
        extra_columns="ignore",
    ).with_columns(pl.col(sums).cast(SUM))
