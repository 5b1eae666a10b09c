"""Where drafts come from: files, folders, zip archives and fsspec URLs, each found file once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from flows.errors import SourceMissing
from flows.intake.archives import FoundFile, expand, is_ignored
from flows.settings import Settings


def find_files(sources: Sequence[str], settings: Settings) -> Iterator[FoundFile]:
    """Yield every file under the sources, in the order of their names.

    A member of an archive can be opened until the next file is asked for.
    Raises SourceMissing before anything is yielded from a source that is not there.
    """
    for source in sources:
        files, path = _open_source(source)
        names = sorted(files.find(path)) if files.isdir(path) else [path]
        for name in names:
            if not is_ignored(name):
                yield from expand(_found(files, name), settings)


def check_sources(sources: Sequence[str]) -> None:
    """Raise SourceMissing for the first source that is not there."""
    for source in sources:
        _open_source(source)


def _open_source(source: str) -> tuple[AbstractFileSystem, str]:
    if Path(source).exists():  # a name on this machine is never read as a URL, whatever characters it holds
        return LocalFileSystem(), str(Path(source).resolve())
    try:
        files, path = url_to_fs(source)
        exists = files.exists(path)
    except (ImportError, ValueError, OSError) as error:
        raise SourceMissing(f"{source}: {error}") from error
    if not exists:
        raise SourceMissing(source)
    return files, path


def _found(files: AbstractFileSystem, name: str) -> FoundFile:
    info: dict[str, Any] = files.info(name)
    return FoundFile(
        uri=_as_text(files.unstrip_protocol(name)),
        name=PurePosixPath(_as_text(name).replace("\\", "/")).name,
        modified_at=_moment(info.get("mtime") or info.get("LastModified") or info.get("created")),
        size=int(info.get("size") or 0),
        open=lambda: files.open(name, "rb"),
    )


def _as_text(name: str) -> str:
    """The name as text that can be written: bytes that are no UTF-8 (an archive unpacked by others) are GBK."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _moment(value: object) -> datetime | None:
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value, tz=UTC)
    return value.astimezone(UTC) if isinstance(value, datetime) else None
