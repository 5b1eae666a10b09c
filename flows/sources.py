"""Where drafts come from: files, folders, zip archives and fsspec URLs, each found file once.

Names inside archives are only ever shown, never used as paths.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from flows.errors import SourceMissing
from flows.settings import Settings

_IGNORED_NAMES = ("thumbs.db", "desktop.ini")
_OFFICE_MEMBERS = ("[Content_Types].xml", "OFD.xml", "mimetype")
_MIB = 1024 * 1024
_UTF8_NAME = 0x800  # zip flag: the member's name is UTF-8


@dataclass(frozen=True)
class FoundFile:
    """One file as found. ``refused`` is a reason code where it is not even opened (too large, encrypted)."""

    uri: str
    name: str
    modified_at: datetime | None
    size: int
    open: Callable[[], IO[bytes]]
    refused: str | None = None


def find_files(sources: Sequence[str], settings: Settings) -> Iterator[FoundFile]:
    """Yield every file under the sources, in the order of their names.

    A member of an archive can be opened until the next file is asked for.
    Raises SourceMissing before anything is yielded from a source that is not there.
    """
    for source in sources:
        files, path = _open_source(source)
        names = sorted(files.find(path)) if files.isdir(path) else [path]
        for name in names:
            if not _is_ignored(name):
                yield from _expand(_found(files, name), settings)


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


def _is_ignored(name: str) -> bool:
    """Lock files of Office, files of the system: nobody's drafts."""
    last = PurePosixPath(name).name
    return last.startswith((".", "~$")) or last.lower() in _IGNORED_NAMES


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


def _expand(file: FoundFile, settings: Settings) -> Iterator[FoundFile]:
    """The file itself, or, for a zip archive that is no office document, the files in it."""
    with file.open() as stream:
        is_zip = stream.read(2) == b"PK"
    if not is_zip:
        yield _within_limit(file, settings)
        return
    with file.open() as stream:
        try:
            archive = zipfile.ZipFile(io.BytesIO(stream.read()) if not stream.seekable() else stream)
            members = [member for member in archive.infolist() if not member.is_dir()]
        except (zipfile.BadZipFile, OSError, ValueError):
            yield _within_limit(file, settings)  # the reader says what is wrong with it
            return
        if any(member.filename in _OFFICE_MEMBERS for member in members):
            yield _within_limit(file, settings)
            return
        yield from _members(file, archive, members, settings)


def _members(
    file: FoundFile, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], settings: Settings
) -> Iterator[FoundFile]:
    total = 0
    for number, member in enumerate(members, start=1):
        name = _member_name(member)
        if _is_ignored(name) or name.startswith("__MACOSX/"):
            continue
        total += member.file_size
        refused = None
        if member.flag_bits & 1:
            refused = "encrypted"
        elif number > settings.archive_files or total > settings.archive_mib * _MIB:
            refused = "too_large"
        found = FoundFile(
            uri=f"{file.uri}!/{name}",
            name=PurePosixPath(name.replace("\\", "/")).name,
            modified_at=file.modified_at,
            size=member.file_size,
            # mypy takes the default, which binds this member, for an argument
            open=lambda member=member: archive.open(member),  # type: ignore[misc]
            refused=refused,
        )
        yield _within_limit(found, settings)


def _member_name(member: zipfile.ZipInfo) -> str:
    """Names that are not marked as UTF-8 come, in China, in GBK; zipfile read them as code page 437."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def _within_limit(file: FoundFile, settings: Settings) -> FoundFile:
    if file.size <= settings.file_mib * _MIB or file.refused:
        return file
    return FoundFile(file.uri, file.name, file.modified_at, file.size, file.open, refused="too_large")
