"""Drafts whose ids could not be told from another draft's: a project's id begins with 12 digits of its document's.

By chance that never happens; a person can bring it about in minutes. The rows of two such drafts would be mixed up, so the
newcomer alone is held back, before any of its rows are made: a draft of the release comes first, then the order found.
"""

from __future__ import annotations

import polars as pl

from flows.intake.manifest import Entry, Work, read_lines, write_lines
from transforms.normalise.tables import DOCUMENT_PREFIX
from warehouse.store import Warehouse

CODE = "id_taken"


def refuse_rivals(work: Work) -> int:
    """Refuse the batch's new drafts whose ids another draft has; return how many."""
    entries = list(read_lines(work.found, Entry))
    owners = _of_release(Warehouse(work.warehouse))
    names = {entry.document_id: entry.name for entry in entries}
    rivals: dict[str, str] = {}
    for entry in entries:
        if entry.outcome == "new":
            owner, name = owners.setdefault(_prefix(entry.document_id), (entry.document_id, entry.name))
            if owner != entry.document_id:
                rivals[entry.document_id] = names.get(owner, name)
    if rivals:
        write_lines(work.found, [_refused(entry, rivals) for entry in entries])
        for chunk in work.chunks():
            kept = [one for one in read_lines(work.to_read(chunk), Entry) if one.document_id not in rivals]
            write_lines(work.to_read(chunk), kept)
    return len(rivals)


def _refused(entry: Entry, rivals: dict[str, str]) -> Entry:
    if entry.outcome != "new" or entry.document_id not in rivals:
        return entry
    other = rivals[entry.document_id]
    return entry.model_copy(update={"outcome": "refused", "code": CODE, "facts": {"other": other}})


def _of_release(warehouse: Warehouse) -> dict[str, tuple[str, str]]:
    """Id and file name of the draft that has a prefix, of those whose rows are or were in the release."""
    if warehouse.current_id() is None:
        return {}
    taken = (
        warehouse.release()
        .scan("documents")
        .filter(pl.col("status") != "quarantined")
        .sort("ingested_at", "document_id", descending=True)  # the first wins
        .select("document_id", "file_name")
        .collect()
    )
    return {_prefix(document_id): (document_id, name) for document_id, name in taken.iter_rows()}


def _prefix(document_id: str) -> str:
    return document_id[:DOCUMENT_PREFIX]
