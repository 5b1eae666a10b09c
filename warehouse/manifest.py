"""``release.json``: what a release holds, and how to tell that it is whole."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict

MANIFEST = "release.json"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileEntry(_Entry):
    """One Parquet file: its path relative to the release folder, rows, size and sha256."""

    path: str
    rows: int
    bytes: int
    sha256: str


class TableEntry(_Entry):
    """One table: rows over all its files."""

    rows: int
    files: tuple[FileEntry, ...]


class Manifest(_Entry):
    """A release as published. ``parent`` is the release it started from, None for the first."""

    release_id: str
    parent: str | None
    batch_id: str
    created_at: AwareDatetime
    code_version: str
    schema_version: str
    tables: dict[str, TableEntry]


def sha256_of(path: Path) -> str:
    """Hexadecimal sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
