"""The batch as a Prefect flow.

Import this module only once the environment says where Prefect keeps its state and that it stays offline
(``server.local_api``). Prefect's own history is advisory: the tables ``batches`` and ``documents``
are the record.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.futures import wait
from prefect.task_runners import ThreadPoolTaskRunner

from flows.errors import NothingFound
from flows.intake.desk import keep_desk
from flows.intake.manifest import Work
from flows.intake.workers import Workers, workers
from flows.prefect import steps
from flows.prefect.progress import listener
from flows.releasing.replaced import displaced_by
from flows.releasing.summarising import summarise
from flows.releasing.summary import BatchSummary, as_markdown
from flows.settings import Settings
from warehouse.store import Warehouse

_CHUNKS_AT_A_TIME = 4  # so that the workers never wait for the last draft of a chunk


@flow(
    name="jixiao-batch",
    flow_run_name="batch {batch_id}",
    # its own annotations ask for a runner of other futures than this one's
    task_runner=ThreadPoolTaskRunner(max_workers=_CHUNKS_AT_A_TIME),  # type: ignore[arg-type]
    validate_parameters=False,
)
def batch(
    sources: list[str],
    warehouse: str,
    batch_id: str,
    workers_wanted: int | None = None,
    force: bool = False,
    strict: bool = False,
    data_docs: bool = False,
) -> BatchSummary:
    """Process one batch of drafts into a new release.

    Raises SourceMissing, NothingFound, WarehouseBusy where another batch is writing to the warehouse,
    DeskFileError where corrections or waivers cannot be relied on, and with ``strict`` DeskOutdated.
    """
    started_at = datetime.now(UTC)
    settings = Settings(warehouse=Path(warehouse), **({"workers": workers_wanted} if workers_wanted else {}))
    with _work(settings, batch_id) as work:
        keep_desk(work)
        docs = settings.warehouse / "reports" / f"data-docs-{batch_id}" if data_docs else None
        if not steps.discover(sources, work, settings, force):
            raise NothingFound(", ".join(sources))
        _read_all(work, settings, started_at, force)
        steps.check(work, settings, strict, docs)
        steps.relate(work, started_at, strict)
        steps.recheck(work)
        staged = steps.merge_batch(work)
        steps.compare_release(work, staged)
        steps.settle(work, staged, strict)
        steps.rank_peers(staged)
        release = steps.publish(work, staged, started_at)
        displaced = displaced_by(work, release)
        page = steps.report(work, release, displaced)
        summary = summarise(work, release, displaced, page, docs)
    create_markdown_artifact(key="batch-summary", markdown=as_markdown(summary), description=batch_id)
    return summary


@contextmanager
def _work(settings: Settings, batch_id: str) -> Iterator[Work]:
    """The batch's work folder, under the warehouse's lock; leftovers of killed batches go first."""
    store = Warehouse(settings.warehouse)
    with store.lock():
        store.clean_unfinished()
        works = settings.warehouse / ".work"
        shutil.rmtree(works, ignore_errors=True)
        work = Work(works / batch_id)
        work.folder.mkdir(parents=True)
        try:
            yield work
        finally:
            shutil.rmtree(works, ignore_errors=True)


def _read_all(work: Work, settings: Settings, started_at: datetime, force: bool) -> None:
    """Read and normalise the new drafts, with no more processes than there are drafts."""
    drafts = len(work.entries("new"))
    listener().begin(drafts)
    enough = settings.model_copy(update={"workers": max(1, min(settings.workers, drafts))})
    with workers(enough, work.folder / "tmp") as pool:
        _read_chunks(work, pool, started_at, force)


def _read_chunks(work: Work, pool: Workers, started_at: datetime, force: bool) -> None:
    chunks = work.chunks()
    reading = [steps.read.submit(chunk, work, pool, force) for chunk in chunks]
    # ``wait_for`` is an argument that Prefect adds; its first overload does not know it
    normalising = [
        steps.normalise.submit(chunk, work, pool, started_at, wait_for=[future])  # type: ignore[call-overload]
        for chunk, future in zip(chunks, reading, strict=True)
    ]
    if hasattr(signal, "siginterrupt"):
        signal.siginterrupt(signal.SIGINT, True)  # as Polars handles it, waiting would go on after Ctrl-C
    wait([*reading, *normalising])
    for future in normalising:
        future.result()
