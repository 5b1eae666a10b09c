"""A worker that dies while it normalises: its chunk is tried draft by draft, and no row comes twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.reader import read_draft
from flows.intake.manifest import Entry, ReadResult, Work
from flows.intake.normalising import normalise_chunk, scan_normalised
from flows.intake.workers import WorkerFailed
from tests.flows.drafts import write_draft


class DyingWorkers:
    """Does the work in this process, and then dies: at every chunk, and at the draft named."""

    def __init__(self, doomed: str) -> None:
        self.doomed = doomed

    def start(self, task: Callable[..., Any], name: str, drafts: list[Any], target: str) -> Callable[[], Any]:
        def wait() -> Any:
            done = task(name, drafts, target)
            if len(drafts) > 1 or drafts[0][1].document_id == self.doomed:
                raise WorkerFailed("worker_died", "exit code -9")
            return done

        return wait


def test_drafts_beside_one_that_kills_its_worker_are_normalised_once(tmp_path: Path) -> None:
    work, drafts = Work(tmp_path / "warehouse" / ".work" / "batch"), []
    for number in range(3):
        draft = write_draft(tmp_path / f"{number}.txt", department=str(330 + number))
        extract = tmp_path / f"{number}.json"
        extract.write_text(read_draft(draft).model_dump_json(), encoding="utf-8")
        entry = Entry(
            document_id=f"{number}" * 64, name=draft.name, uri=str(draft), modified_at=None, outcome="new"
        )
        drafts.append((entry, ReadResult(document_id=entry.document_id, extract=str(extract))))

    failed = normalise_chunk(1, drafts, work, datetime.now(UTC), DyingWorkers("1" * 64))  # type: ignore[arg-type]
    assert {one: result.code for one, result in failed.items()} == {"1" * 64: "worker_died"}
    assert sorted(scan_normalised(work, "documents").collect()["document_id"]) == ["0" * 64, "2" * 64]
    assert scan_normalised(work, "projects").collect().height == 4
