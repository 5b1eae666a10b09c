"""Files of object storage and other file systems that fsspec knows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, Any

from fsspec import AbstractFileSystem

from flows.intake.found import FoundFile, as_text, is_ignored, last_part, moment
from flows.intake.refusal import Refused, unreachable


def remote_files(files: AbstractFileSystem, path: str) -> Iterator[FoundFile]:
    """Yield what lies below a folder, or the one file that ``path`` is, in the order of their names.

    A folder that cannot be read is yielded as refused.
    """
    if not files.isdir(path):
        yield _remote_file(files, path)
        return
    found: dict[str, dict[str, Any]] = files.find(path, withdirs=True, detail=True)
    folders = {name for name, info in found.items() if info.get("type") == "directory"} | {path}
    filled = {str(PurePosixPath(name).parent) for name in found}
    for name in sorted(found.keys() | {path}):
        if is_ignored(name):
            continue
        if name not in folders:
            yield _remote_file(files, name)
        elif str(PurePosixPath(name)) not in filled:  # empty, or passed over by fsspec as it cannot be read
            try:
                files.ls(name)
            except Exception as error:
                yield _refused(files, name, unreachable(error))


def _remote_file(files: AbstractFileSystem, name: str) -> FoundFile:
    """The file as it is now: between the listing and this it may have gone."""
    try:
        info: dict[str, Any] = files.info(name)
    except Exception as error:  # each protocol has its own
        return _refused(files, name, unreachable(error))
    return FoundFile(
        uri=as_text(files.unstrip_protocol(name)),
        name=last_part(name),
        modified_at=moment(info.get("mtime") or info.get("LastModified") or info.get("created")),
        size=int(info.get("size") or 0),
        open=partial(_open, files, name),
    )


def _open(files: AbstractFileSystem, name: str) -> IO[bytes]:
    try:
        stream: IO[bytes] = files.open(name, "rb")
    except Exception as error:
        raise unreachable(error) from error
    return stream


def _refused(files: AbstractFileSystem, name: str, refusal: Refused) -> FoundFile:
    return FoundFile(
        as_text(files.unstrip_protocol(name)), last_part(name), None, 0, partial(_open, files, name), refusal
    )
