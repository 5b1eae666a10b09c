"""Reading a chunk of drafts in worker processes: each becomes an extract, or a reason why not."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from pathlib import Path

from extractors.allowance import page_now
from extractors.draft import Draft
from extractors.errors import UnreadableDraft
from extractors.layouts.library import load_layouts
from extractors.reader import read_draft
from extractors.version import extractor_version
from flows.intake.manifest import Entry, ReadResult
from flows.intake.workers import WorkerFailed, Workers
from flows.settings import LAYOUTS
from warehouse.extracts import extract_path, read_extract, write_extract


def read_chunk(
    entries: Sequence[Entry], root: Path, pool: Workers, *, force: bool, done: Callable[[ReadResult], None]
) -> list[ReadResult]:
    """Read the entries; ``done`` is told of each as it ends. The order is that of the entries.

    Of what is too large no copy stays that this batch made.
    """
    waiting = [
        (entry, pool.start(read_one, entry.document_id, str(entry.raw), str(root), force))
        for entry in entries
    ]
    results = []
    for entry, wait in waiting:
        try:
            result = wait()
        except WorkerFailed as failure:
            result = ReadResult(
                document_id=entry.document_id,
                code=failure.code,
                detail=failure.detail,
                at_pages=failure.pages,
            )
        except UnreadableDraft as reason:
            result = _refused(entry.document_id, reason)
        if result.code == "too_large" and entry.raw and entry.raw_is_new:
            Path(entry.raw).unlink(missing_ok=True)
        results.append(result)
        done(result)
    return results


def read_one(document_id: str, raw: str, root: str, force: bool) -> ReadResult:
    """Read one kept file into its extract, in a worker. An extract that this version made is used again."""
    try:
        result = _read_one(document_id, raw, root, force)
    except MemoryError:
        result = ReadResult(document_id=document_id, code="memory", at_pages=page_now())
    if result.code:
        # what a reader that failed leaves in circles may be all the memory there is, and some is needed to answer
        gc.collect()
    return result


def _read_one(document_id: str, raw: str, root: str, force: bool) -> ReadResult:
    folder = Path(root)
    try:
        layouts = load_layouts(folder / LAYOUTS)
        version = extractor_version(layouts)
        kept = None if force else read_extract(folder, document_id, version)
        if kept is None:
            draft = read_draft(Path(raw), layouts)
            write_extract(folder, document_id, version, draft.model_dump_json(exclude_defaults=True))
        else:
            draft = Draft.model_validate_json(kept)
    except UnreadableDraft as reason:
        return _refused(document_id, reason)
    except MemoryError:
        raise
    except Exception as error:
        return ReadResult(
            document_id=document_id,
            code="reader_failed",
            detail=f"{type(error).__name__}: {error}"[:300],
            at_pages=page_now(),
        )
    return ReadResult(
        document_id=document_id,
        extract=str(extract_path(folder, document_id, version)),
        pages=draft.page_count or 0,
        projects=len(draft.projects),
        indicators=sum(len(project.indicators) for project in draft.projects),
        new_labels=draft.new_labels,
    )


def _refused(document_id: str, reason: UnreadableDraft) -> ReadResult:
    return ReadResult(
        document_id=document_id,
        code=reason.code,
        detail=reason.detail,
        facts=dict(reason.facts),
        at_pages=reason.pages,
    )
