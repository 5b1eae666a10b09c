"""Files of this machine and its shares: regular ones below a folder, opened so that nothing can keep a batch waiting."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from fsspec.implementations.local import LocalFileSystem

from flows.intake.found import FoundFile, as_text, is_ignored, last_part, moment
from flows.intake.refusal import Refused, unreachable

# A pipe put where a file was would wait for its writer for ever; a link put there could lead anywhere. Windows has neither flag.
_CAREFULLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


def local_files(source: Path, but_for: Path) -> Iterator[FoundFile]:
    """Yield what lies below a folder, or the one file that ``source`` is, in the order of their names.

    ``source`` and ``but_for``, a folder that is left out, are resolved. A folder that cannot be read is yielded as
    refused, as is a link that leads out of ``source``; links to folders are not followed.
    """
    if not source.is_dir():
        yield _local_file(str(source), source)
        return
    unread: dict[str, OSError] = {}
    names: list[str] = []

    def note(error: OSError) -> None:
        unread[os.fspath(error.filename or source)] = error

    for parent, folders, files in os.walk(source, onerror=note):
        folders[:] = [name for name in folders if Path(parent, name) != but_for]
        links = [name for name in folders if Path(parent, name).is_symlink()]
        names += [str(Path(parent, name)) for name in (*files, *links) if not is_ignored(name)]
    names += [name for name in unread if not is_ignored(name)]
    for name in sorted(names):
        if name in unread:
            yield _refused(name, unreachable(unread[name]))
        else:
            yield _local_file(name, source)


def _local_file(name: str, source: Path) -> FoundFile:
    """The file as it is now: between the listing and this it may have gone."""
    try:
        status = os.stat(name)  # noqa: PTH116  # of many thousand files
        # where the file really lies: what is opened later is this, and not where a link leads by then
        real = os.path.realpath(name, strict=True)
    except OSError as error:
        is_link = os.path.islink(name)  # noqa: PTH114
        return _refused(name, Refused("broken_link") if is_link else unreachable(error))
    if not Path(real).is_relative_to(source):
        return _refused(name, Refused("link_outside"))
    if not stat.S_ISREG(status.st_mode):
        return _refused(name, Refused("not_a_file"))
    return FoundFile(
        uri=_uri(name),
        name=last_part(name),
        modified_at=moment(status.st_mtime),
        size=status.st_size,
        open=lambda: open_regular(real),
    )


def open_regular(path: str) -> IO[bytes]:
    """Open a file for reading. Raises Refused where it is gone, cannot be read, or is no regular file (any more)."""
    try:
        stream = open(path, "rb", opener=lambda name, flags: os.open(name, flags | _CAREFULLY))  # noqa: SIM115
    except OSError as error:
        raise unreachable(error) from error
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise Refused("not_a_file")
    return stream


def _refused(name: str, refusal: Refused) -> FoundFile:
    def refuse() -> IO[bytes]:
        raise refusal

    return FoundFile(_uri(name), last_part(name), None, 0, refuse, refusal)


def _uri(name: str) -> str:
    return as_text(str(LocalFileSystem().unstrip_protocol(name)))
