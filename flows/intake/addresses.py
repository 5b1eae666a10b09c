"""How a file's address is told to a person: its path inside the source, and the county that a folder is named after."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from flows.intake.found import as_text
from flows.intake.manifest import Work
from transforms.normalise.county import county_called


def keep_sources(sources: Sequence[str], work: Work) -> None:
    """Write the addresses of a batch's sources into its work folder."""
    work.sources.write_text(json.dumps([_address(source) for source in sources]), encoding="utf-8")


def kept_sources(work: Work) -> list[str]:
    """The addresses that ``keep_sources`` wrote; none where a batch came to none."""
    return json.loads(work.sources.read_text("utf-8")) if work.sources.exists() else []


def path_in_source(uri: str, sources: Sequence[str]) -> str:
    """A file's path below its source, of those of a batch (``kept_sources``); of several, with the source's own name.

    A file that no source holds, as one of an earlier batch, is told with its folder.
    """
    for source in sources:
        folder = source.rstrip("/")
        if uri.startswith((f"{folder}/", f"{folder}!/")):
            told = uri[len(folder) :].lstrip("!").lstrip("/")
            return told if len(sources) == 1 else f"{folder.rpartition('/')[2]}/{told}"
    return "/".join(_parts(uri)[-2:])


def folder_county(uri: str) -> str | None:
    """The county whose name a folder (or an archive) on a file's way is, the innermost; None where none is.

    Only a hint: whoever named the folder may have meant something else.
    """
    for part in reversed(_parts(uri)[:-1]):
        if called := county_called(part.removesuffix(".zip")):
            return called
    return None


def _parts(uri: str) -> list[str]:
    """Folders, archives and the file's name; a name may hold what parts of an address begin with (#, ?)."""
    return [part for part in uri.rpartition("://")[2].replace("!/", "/").split("/") if part] or [uri]


def _address(source: str) -> str:
    if os.path.exists(source):  # noqa: PTH110  # as sources.py looks for them
        return as_text(str(LocalFileSystem().unstrip_protocol(str(Path(source).resolve()))))
    files, path = url_to_fs(source)
    return as_text(str(files.unstrip_protocol(path)))
