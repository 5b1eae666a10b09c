"""Opening, listing and checking releases for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import pyarrow as pa
from pydantic import ValidationError

from flows.errors import NoRelease
from warehouse.levels import LEVELS
from warehouse.manifest import MANIFEST
from warehouse.release import Release
from warehouse.release_id import is_release_id
from warehouse.store import Warehouse


def open_release(warehouse: Path, release_id: str | None) -> Release:
    """Return the release named, or the current one. Raises NoRelease, UnknownRelease."""
    store = Warehouse(warehouse)
    if store.current_id() is None:
        raise NoRelease(str(warehouse))
    return store.release(release_id)


def list_releases(warehouse: Path) -> pa.Table:
    """One row a release, newest first: id, whether it is current, when (UTC) and by which batch, what it holds."""
    store = Warehouse(warehouse)
    current = store.current_id()
    if current is None:
        raise NoRelease(str(warehouse))
    return pa.Table.from_pylist(
        [
            {
                "release": release.release_id,
                "current": "✓" if release.release_id == current else "",
                "created_at": release.manifest.created_at,
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


class WrongFile(NamedTuple):
    """A file of a release that is not there, or not what it was when the release was made."""

    release: str
    file: str
    fault: Literal["missing", "changed"]


def check_releases(warehouse: Path) -> tuple[list[WrongFile], int]:
    """What is wrong with the files of all releases, newest first, and how many releases were looked at.

    Every file is read. Raises NoRelease.
    """
    store = Warehouse(warehouse)
    current = store.current_id()
    if current is None:
        raise NoRelease(str(warehouse))
    folders = {path.name: path for path in store.releases_folder.glob("*") if is_release_id(path.name)}
    folders.setdefault(current, store.releases_folder / current)
    wrong = [one for name in sorted(folders, reverse=True) for one in _wrong(Release(folders[name]))]
    return wrong, len(folders)


def _wrong(release: Release) -> Iterator[WrongFile]:
    try:
        paths = release.verify()
    except (FileNotFoundError, ValidationError):  # what the release held can no longer be told
        paths = [MANIFEST]
    for path in paths:
        there = (release.folder / path).is_file()
        yield WrongFile(release.release_id, path, "changed" if there else "missing")
