"""Taking files in: each found file is kept as received, and told new, unchanged or duplicate by its bytes."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import polars as pl

from extractors.errors import UnreadableDraft
from extractors.limits import too_large
from flows.intake.archives import FoundFile
from flows.intake.manifest import Entry, Work, write_lines
from flows.intake.sources import find_files
from flows.settings import Settings
from warehouse.raw import keep_raw
from warehouse.store import Warehouse

_CHUNK = 50  # drafts a task: tasks last seconds, as Prefect's cost a few milliseconds each


class _Bounded(io.RawIOBase):
    """A stream that stops at the size limit: what an archive says of a member's size need not be true."""

    def __init__(self, stream: IO[bytes], limit_mib: int) -> None:
        self._stream, self._limit, self._left = stream, limit_mib, limit_mib * 1024 * 1024

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer is one of bytes here
        data = self._stream.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise too_large("MiB of the file", self._limit + 1, self._limit)
        buffer[: len(data)] = data
        return len(data)


def take_in(
    sources: Sequence[str], work: Work, settings: Settings, *, recalled: Sequence[Entry], force: bool
) -> int:
    """Copy every file into ``raw``, list it and plan what to read; return how many were found.

    A file is *duplicate* where the batch has its bytes already, *unchanged* where the current release has
    them (published or superseded; ``force`` reads these again), else *new*. Drafts that are ``recalled`` are
    new, whether or not the sources still hold them. Raises SourceMissing.
    """
    again = {entry.document_id: entry for entry in recalled}
    known = set() if force else _known(Warehouse(work.warehouse)) - again.keys()
    seen: set[str] = set()
    entries = []
    for file in find_files(sources, settings):
        entry = _keep(file, work.warehouse, settings)
        if entry.document_id in seen:
            entry = entry.model_copy(update={"outcome": "duplicate"})
        elif entry.document_id in known and entry.outcome == "new":
            entry = entry.model_copy(update={"outcome": "unchanged"})
        seen.add(entry.document_id)
        entries.append(entry)
    entries += [entry for document_id, entry in again.items() if document_id not in seen]
    write_lines(work.found, entries)
    new = [entry for entry in entries if entry.outcome == "new"]
    for number, start in enumerate(range(0, len(new), _CHUNK), start=1):
        write_lines(work.to_read(number), new[start : start + _CHUNK])
    return len(entries)


def _known(warehouse: Warehouse) -> set[str]:
    if warehouse.current_id() is None:
        return set()
    documents = warehouse.release().scan("documents")
    return set(
        documents.filter(pl.col("status") != "quarantined").select("document_id").collect()["document_id"]
    )


def _keep(file: FoundFile, root: Path, settings: Settings) -> Entry:
    refused = file.refused
    if refused is None:
        try:
            with file.open() as stream:
                bounded = io.BufferedReader(_Bounded(stream, settings.file_mib))
                document_id, path = keep_raw(root, bounded, Path(file.name).suffix)
            return Entry(
                document_id=document_id,
                name=file.name,
                uri=file.uri,
                modified_at=file.modified_at,
                outcome="new",
                raw=str(path),
            )
        except UnreadableDraft as reason:
            refused = reason
        except Exception:
            refused = UnreadableDraft("damaged")
    # never opened to the end, so it has no sha256 of its bytes: its address stands in for them
    return Entry(
        document_id=hashlib.sha256(file.uri.encode()).hexdigest(),
        name=file.name,
        uri=file.uri,
        modified_at=file.modified_at,
        outcome="refused",
        code=refused.code,
        facts=dict(refused.facts),
    )
