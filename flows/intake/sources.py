"""Where drafts come from: files, folders, zip archives and fsspec URLs, each found file once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from flows.errors import SourceIsWarehouse, SourceMissing, SourceNeedsPackage, UnknownProtocol
from flows.intake.archives import expand
from flows.intake.found import FoundFile
from flows.intake.local_files import local_files
from flows.intake.remote_files import remote_files
from flows.settings import Settings

_EXTRAS = {"https": "http", "s3a": "s3"}  # of fsspec, where they are not called as the protocol is


def find_files(sources: Sequence[str], settings: Settings) -> Iterator[FoundFile]:
    """Yield every file under the sources, in the order of their names, but for those of the warehouse.

    A member of an archive can be opened until the next file is asked for. What cannot be read is yielded as refused.
    Raises SourceMissing before anything is yielded from a source that is not there, and SourceIsWarehouse.
    """
    for source in sources:
        for file in _files_of(source, settings.warehouse.resolve()):
            yield from expand(file, settings)


def check_sources(sources: Sequence[str], warehouse: Path) -> None:
    """Raise SourceMissing for the first source that is not there, SourceIsWarehouse for one that is the warehouse."""
    for source in sources:
        _files_of(source, warehouse.resolve())


def _files_of(source: str, warehouse: Path) -> Iterator[FoundFile]:
    """What lies in a source; it is looked for at once, and listed when the first file is asked for."""
    if os.path.exists(source):  # noqa: PTH110  # Path.exists raises for a name that is too long, as addresses may be
        return _local(Path(source), warehouse)  # a name on this machine is never read as a URL
    try:
        files, path = url_to_fs(source)
        exists = files.exists(path)
    except ImportError as error:
        protocol = source.partition("://")[0]
        raise SourceNeedsPackage(source, _EXTRAS.get(protocol, protocol)) from error
    except ValueError as error:
        raise (UnknownProtocol if "://" in source else SourceMissing)(source) from error
    except OSError as error:
        raise SourceMissing(f"{source}: {error}") from error
    if not exists:
        raise SourceMissing(source)
    return _local(Path(path), warehouse) if isinstance(files, LocalFileSystem) else remote_files(files, path)


def _local(source: Path, warehouse: Path) -> Iterator[FoundFile]:
    folder = source.resolve()
    if folder == warehouse:
        raise SourceIsWarehouse(folder)
    return local_files(folder, warehouse)
