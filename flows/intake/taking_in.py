"""Taking files in: each found file is kept as received, and told new, unchanged or duplicate by its bytes."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from extractors.errors import UnreadableDraft
from flows.intake.bounded import Bounded
from flows.intake.found import FoundFile
from flows.intake.manifest import Entry, Work, write_lines
from flows.intake.refusal import Refused
from flows.intake.sources import find_files
from flows.settings import Settings
from warehouse.raw import keep_raw
from warehouse.store import Warehouse

_CHUNK = 50  # drafts a task: tasks last seconds, as Prefect's cost a few milliseconds each
_SPARE_BYTES = 200 * 1024 * 1024  # of the disk, that a batch needs for what it reads, its tables and Prefect


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
    """Keep the file, or say why it is refused. Raises OSError where the warehouse cannot be written to."""
    found: dict[str, Any] = {"name": file.name, "uri": file.uri, "modified_at": file.modified_at}
    try:
        if file.refused:
            raise file.refused
        _hold_room(root, file.size)
        with file.open() as stream:
            kept = keep_raw(
                root, io.BufferedReader(Bounded(stream, settings.file_mib)), Path(file.name).suffix
            )
    except (UnreadableDraft, Refused) as refused:
        return Entry(
            **found,
            document_id=_stand_in(file.uri),
            outcome="refused",
            code=refused.code,
            facts=dict(refused.facts),
        )
    return Entry(**found, document_id=kept.sha256, outcome="new", raw=str(kept.path), raw_is_new=kept.is_new)


def _stand_in(uri: str) -> str:
    """What stands in for the sha256 of a file never read to its end: its address, marked so that no file's bytes are the same."""
    return hashlib.sha256(b"refused\0" + uri.encode()).hexdigest()


def _hold_room(root: Path, size: int) -> None:
    """Raise Refused where the disk has no room for the file, written twice for a moment, and for the rest of the batch."""
    if shutil.disk_usage(root).free < 2 * size + _SPARE_BYTES:
        raise Refused("no_room")
