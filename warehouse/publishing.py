"""Making a staged release the current one, so that a batch killed at any instant leaves the old one whole.

The order is what keeps the promise: the files, then the manifest, then the folder under its own name, and
last the pointer to it, each on disk before the next is begun.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq

from warehouse.atomic import TEMPORARY, sync_folder, write_bytes
from warehouse.manifest import MANIFEST, FileEntry, Manifest, TableEntry, sha256_of
from warehouse.release import Release
from warehouse.schema import SCHEMA_VERSION, TABLES
from warehouse.staging import staged_files, staged_id
from warehouse.store import Warehouse


def publish(staged: Path, warehouse: Warehouse, batch_id: str, code_version: str) -> Release:
    """Turn ``staged`` into a release and make it the current one. Needs ``warehouse.lock()``."""
    for leftover in staged.rglob(f".*{TEMPORARY}"):  # of a write that failed and was tried again
        leftover.unlink()
    manifest = _describe(staged, warehouse, batch_id, code_version)
    write_bytes(staged / MANIFEST, manifest.model_dump_json(indent=1).encode())
    for folder in sorted((path for path in staged.rglob("*") if path.is_dir()), reverse=True):
        sync_folder(folder)
    sync_folder(staged)
    release = Release(staged.rename(warehouse.releases_folder / manifest.release_id))
    sync_folder(warehouse.releases_folder)
    warehouse.point_to(release)
    return release


def _describe(staged: Path, warehouse: Warehouse, batch_id: str, code_version: str) -> Manifest:
    parent = None if warehouse.current_id() is None else warehouse.release()
    tables = {}
    for table in TABLES:
        known = _known_files(parent, table)
        files = tuple(_entry(staged, path, known, parent) for path in staged_files(staged, table))
        tables[table] = TableEntry(rows=sum(file.rows for file in files), files=files)
    return Manifest(
        release_id=staged_id(staged),
        parent=None if parent is None else parent.release_id,
        batch_id=batch_id,
        created_at=datetime.now(UTC),
        code_version=code_version,
        schema_version=SCHEMA_VERSION,
        tables=tables,
    )


def _known_files(parent: Release | None, table: str) -> dict[str, FileEntry]:
    entry = None if parent is None else parent.manifest.tables.get(table)
    return {} if entry is None else {file.path: file for file in entry.files}


def _entry(staged: Path, path: Path, known: dict[str, FileEntry], parent: Release | None) -> FileEntry:
    """Describe one file; a link to the parent's file is the same bytes and is not read again."""
    relative = path.relative_to(staged).as_posix()
    if parent is not None and relative in known and path.samefile(parent.folder / relative):
        return known[relative]
    return FileEntry(
        path=relative,
        rows=pq.read_metadata(path).num_rows,
        bytes=path.stat().st_size,
        sha256=sha256_of(path),
    )
