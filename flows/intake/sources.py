"""Where drafts come from: files, folders, zip archives and fsspec URLs, each found file once.

Names inside archives are only ever shown, never used as paths.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
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
_OFFICE_MEMBERS = ("[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "OFD.xml", "mimetype")
_NESTED_ARCHIVES = 2  # a province's archive of its counties' archives of their departments' drafts
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


class _Room:
    """What one archive, with the archives in it, may still give."""

    def __init__(self, settings: Settings) -> None:
        self._files, self._bytes = settings.archive_files, settings.archive_mib * _MIB

    def has(self, size: int) -> bool:
        """Take a file of so many bytes out of it; tell whether there was room."""
        self._files -= 1
        self._bytes -= size
        return self._files >= 0 and self._bytes >= 0


def _expand(
    file: FoundFile, settings: Settings, room: _Room | None = None, depth: int = 0
) -> Iterator[FoundFile]:
    """The file itself, or, for a zip archive that is no office document, the files in it.

    Archives in archives are opened so far as people pack them; what lies deeper is a file that nobody reads.
    """
    if file.refused or depth > _NESTED_ARCHIVES or not _is_zip(file):
        yield _within_limit(file, settings)
        return
    with ExitStack() as opened:
        try:
            archive = opened.enter_context(zipfile.ZipFile(opened.enter_context(_seekable(file, settings))))
            members = [member for member in archive.infolist() if not member.is_dir()]
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, zlib.error):
            yield _within_limit(file, settings)  # the reader says what is wrong with it
            return
        if any(member.filename in _OFFICE_MEMBERS for member in members):
            yield _within_limit(file, settings)
            return
        room = room or _Room(settings)
        for member in members:
            name = _member_name(member)
            if not _is_ignored(name) and not name.startswith("__MACOSX/"):
                found = _member(file, archive, member, name, room)
                yield from _expand(found, settings, room, depth + 1)


def _is_zip(file: FoundFile) -> bool:
    try:
        with file.open() as stream:
            return stream.read(2) == b"PK"
    except Exception:  # whatever is wrong with it is told when it is taken in
        return False


def _seekable(file: FoundFile, settings: Settings) -> IO[bytes]:
    """A file that can be read at any place, as archives are; a copy within the size limit where need be."""
    stream = file.open()
    if stream.seekable() and not isinstance(stream, zipfile.ZipExtFile):
        return stream
    with stream:
        content = stream.read(settings.file_mib * _MIB + 1)
    if len(content) > settings.file_mib * _MIB:
        raise ValueError("archive above the size limit")
    return io.BytesIO(content)


def _member(
    file: FoundFile, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, room: _Room
) -> FoundFile:
    refused = "encrypted" if member.flag_bits & 1 else None
    if not room.has(member.file_size):
        refused = refused or "too_large"
    return FoundFile(
        uri=f"{file.uri}!/{name}",
        name=PurePosixPath(name.replace("\\", "/")).name,
        modified_at=file.modified_at,
        size=member.file_size,
        open=lambda: archive.open(member),
        refused=refused,
    )


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
