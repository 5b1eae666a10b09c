"""Zip archives of drafts: the files in them, within limits. Names inside archives are only shown, never used as paths."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from pathlib import PurePosixPath
from typing import IO

from extractors.errors import UnreadableDraft
from extractors.limits import too_large
from flows.intake.archive_directory import directory_bytes
from flows.settings import Settings

_IGNORED_NAMES = ("thumbs.db", "desktop.ini")
_OFFICE_MEMBERS = ("[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "OFD.xml", "mimetype")
_NESTED_ARCHIVES = 2  # a province's archive of its counties' archives of their departments' drafts
_ENTRY_BYTES = 1_000  # of a file in an archive's directory; with a long path it takes some 300
_MIB = 1024 * 1024
_UTF8_NAME = 0x800  # zip flag: the member's name is UTF-8
_BROKEN = (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, zlib.error)


@dataclass(frozen=True)
class FoundFile:
    """One file as found. ``refused`` says why it is not even opened (too large, encrypted)."""

    uri: str
    name: str
    modified_at: datetime | None
    size: int
    open: Callable[[], IO[bytes]]
    refused: UnreadableDraft | None = None


class _Room:
    """What one archive, with the archives in it, may still give."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._files, self._bytes = settings.archive_files, settings.archive_mib * _MIB

    def is_left(self) -> bool:
        """Take a file out of it; tell whether there was room."""
        self._files -= 1
        return self._files >= 0

    def refusal(self, size: int) -> UnreadableDraft | None:
        """Take so many bytes out of it; say so where there is no room for them."""
        if size > self._bytes:
            limit = self._settings.archive_mib
            return too_large("MiB unpacked from the archive", limit + 1, limit)
        self._bytes -= size
        return None


def is_ignored(name: str) -> bool:
    """Lock files of Office, files of the system: nobody's drafts."""
    last = PurePosixPath(name).name
    return last.startswith((".", "~$")) or last.lower() in _IGNORED_NAMES


def expand(
    file: FoundFile, settings: Settings, room: _Room | None = None, depth: int = 0
) -> Iterator[FoundFile]:
    """The file itself, or, for a zip archive that is no office document, the files in it.

    Archives in archives are opened so far as people pack them; what lies deeper is a file that nobody reads, as
    is an archive with nothing in it. Where an archive holds more files than are taken, it stands for the rest.
    A member can be opened until the next file is asked for.
    """
    if file.refused or depth > _NESTED_ARCHIVES or not _is_zip(file):
        yield _within_limit(file, settings)
        return
    with ExitStack() as opened:
        try:
            stream = opened.enter_context(_seekable(file, settings))
            if directory_bytes(stream) > settings.archive_files * _ENTRY_BYTES:
                yield replace(file, refused=_too_many(settings))
                return
            archive = opened.enter_context(zipfile.ZipFile(stream))
            members = [member for member in archive.infolist() if not member.is_dir()]
        except _BROKEN:
            yield _within_limit(file, settings)  # the reader says what is wrong with it
            return
        named = [(member, _member_name(member)) for member in members]
        drafts = [one for one in named if not (is_ignored(one[1]) or one[1].startswith("__MACOSX/"))]
        if not drafts or any(member.filename in _OFFICE_MEMBERS for member in members):
            yield _within_limit(file, settings)
            return
        room = room or _Room(settings)
        for member, name in drafts:
            if not room.is_left():
                yield replace(file, refused=_too_many(settings))
                return
            yield from expand(_member(file, archive, member, name, room), settings, room, depth + 1)


def _too_many(settings: Settings) -> UnreadableDraft:
    return too_large("files in the archive", settings.archive_files + 1, settings.archive_files)


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
    locked = UnreadableDraft("encrypted") if member.flag_bits & 1 else None
    return FoundFile(
        uri=f"{file.uri}!/{name}",
        name=PurePosixPath(name.replace("\\", "/")).name,
        modified_at=file.modified_at,
        size=member.file_size,
        open=lambda: archive.open(member),
        refused=locked or room.refusal(member.file_size),
    )


def _member_name(member: zipfile.ZipInfo) -> str:
    """Names that are not marked as UTF-8 come in GBK in China, or in UTF-8 all the same; zipfile read code page 437."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):  # UTF-8 first, as GB18030 accepts nearly anything
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _within_limit(file: FoundFile, settings: Settings) -> FoundFile:
    if file.size <= settings.file_mib * _MIB or file.refused:
        return file
    return replace(file, refused=too_large("MiB of the file", ceil(file.size / _MIB), settings.file_mib))
