"""Zip archives of drafts: the files in them, within limits. Names inside archives are only shown, never used as paths."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from math import ceil
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO

from extractors.errors import UnreadableDraft
from extractors.limits import too_large
from flows.intake.archive_directory import directory_bytes
from flows.intake.archive_room import ArchiveRoom, too_many
from flows.intake.bounded import Bounded
from flows.intake.found import FoundFile, is_ignored
from flows.intake.refusal import Refusal, Refused
from flows.settings import Settings

_OFFICE_MEMBERS = ("[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "OFD.xml", "mimetype")
_NESTED_ARCHIVES = 2  # a province's archive of its counties' archives of their departments' drafts
_ENTRY_BYTES = 1_000  # of a file in an archive's directory; with a long path it takes some 300
_MIB = 1024 * 1024
_IN_MEMORY = 32 * _MIB  # of an archive in an archive
_UTF8_NAME = 0x800  # zip flag: the member's name is UTF-8
# What WPS, Windows and Chinese archivers write. zipfile unpacks the others without a bound: 2 KB of bzip2 take gigabytes.
_ORDINARY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}


def expand(
    file: FoundFile, settings: Settings, room: ArchiveRoom | None = None, depth: int = 0
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
                yield replace(file, refused=too_many(settings))
                return
            archive = opened.enter_context(zipfile.ZipFile(stream))
            members = [member for member in archive.infolist() if not member.is_dir()]
            packed = stream.seek(0, os.SEEK_END)
        except Exception:
            # damage has many names: BadZipFile, zlib.error, EOFError, struct.error, MemoryError; the reader tells what is wrong
            yield _within_limit(file, settings)
            return
        named = [(member, _member_name(member)) for member in members]
        drafts = [one for one in named if not (is_ignored(one[1]) or one[1].startswith("__MACOSX/"))]
        if not drafts or any(member.filename in _OFFICE_MEMBERS for member in members):
            yield _within_limit(file, settings)
            return
        room = room or ArchiveRoom(settings, packed)
        for member, name in drafts:
            if not room.is_left():
                yield replace(file, refused=too_many(settings))
                return
            yield from expand(_member(file, archive, member, name, room), settings, room, depth + 1)


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
    copy: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # the caller closes it
    try:
        with stream:
            shutil.copyfileobj(Bounded(stream, settings.file_mib), copy)
    except BaseException:
        copy.close()
        raise
    return copy


def _member(
    file: FoundFile, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, room: ArchiveRoom
) -> FoundFile:
    return FoundFile(
        uri=f"{file.uri}!/{name}",
        name=PurePosixPath(name.replace("\\", "/")).name,
        modified_at=file.modified_at,
        size=member.file_size,
        open=partial(_open_member, archive, member),
        refused=_closed(member) or room.refusal(member.file_size),
    )


def _closed(member: zipfile.ZipInfo) -> Refusal | None:
    """Why a member is not opened at all, by the archive's directory."""
    if member.flag_bits & 1:
        return UnreadableDraft("encrypted")
    if member.compress_type not in _ORDINARY:
        method = _METHODS.get(member.compress_type, str(member.compress_type))
        return Refused("odd_packing", {"method": method})
    return None


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(member)
    except Exception as error:
        raise UnreadableDraft("damaged") from error


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
