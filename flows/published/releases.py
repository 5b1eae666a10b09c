"""Opening and listing releases for the command line."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from flows.errors import NoRelease
from warehouse.levels import LEVELS
from warehouse.release import Release
from warehouse.store import Warehouse


def open_release(warehouse: Path, release_id: str | None) -> Release:
    """Return the release named, or the current one. Raises NoRelease, UnknownRelease."""
    store = Warehouse(warehouse)
    if store.current_id() is None:
        raise NoRelease(str(warehouse))
    return store.release(release_id)


def list_releases(warehouse: Path) -> pa.Table:
    """One row a release, newest first: id, whether it is current, when and by which batch, what it holds."""
    store = Warehouse(warehouse)
    current = store.current_id()
    if current is None:
        raise NoRelease(str(warehouse))
    return pa.Table.from_pylist(
        [
            {
                "release": release.release_id,
                "current": "✓" if release.release_id == current else "",
                "created_at": f"{release.manifest.created_at:%Y-%m-%d %H:%M:%S}",
                "batch": release.manifest.batch_id,
                "parent": release.manifest.parent or "",
                **{
                    table: release.manifest.tables[table].rows if table in release.manifest.tables else 0
                    for table in LEVELS
                },
            }
            for release in store.releases()
        ]
    )
