"""The batch as a Prefect flow: thin tasks that hand each other paths; the modules they call do the work.

Import this module only once the environment says where Prefect keeps its state and that it stays offline
(``prefect_server.local_api``). Prefect's own history is advisory: the tables ``batches`` and ``documents``
are the record.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import wait
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.tasks import Task

from flows.checking import check_batch
from flows.comparing import compare
from flows.desk import keep_desk, kept_desk, recalled
from flows.errors import NothingFound, SourceMissing
from flows.intake import take_in
from flows.manifest import Entry, ReadResult, Work, read_lines, write_lines
from flows.merging import merge
from flows.normalising import normalise_chunk
from flows.progress import listener
from flows.publishing import publish_batch, record_batch
from flows.reading import read_chunk
from flows.reporting import report_batch
from flows.ruling import rules_on_release
from flows.settings import Settings
from flows.settling_desk import settle_desk
from flows.summary import BatchSummary, as_markdown, summarise
from flows.workers import Workers, workers
from warehouse.release import Release
from warehouse.store import Warehouse

_CHUNKS_AT_A_TIME = 4  # so that the workers never wait for the last draft of a chunk


def _worth_retrying(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """A share or a bucket may be away for a moment; a wrong path stays wrong."""
    return not isinstance(state.result(raise_on_failure=False), SourceMissing | ValueError)


@task(
    name="discover",
    task_run_name="discover drafts",
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[1, 5],
    retry_condition_fn=_worth_retrying,
)
def discover(sources: list[str], work: Work, settings: Settings, force: bool) -> int:
    """Find the files, keep each as received, and plan the chunks to read.

    Drafts that a change of the corrections concerns are read with them.
    """
    again = recalled(work.warehouse, kept_desk(work))
    return take_in(sources, work, settings, recalled=again, force=force)


@task(name="read", task_run_name="read drafts, part {chunk}", cache_policy=NO_CACHE)
def read(chunk: int, work: Work, pool: Workers, force: bool) -> None:
    """Read a chunk of drafts in worker processes; what cannot be read is a result too."""
    entries = list(read_lines(work.to_read(chunk), Entry))
    results = read_chunk(entries, work.warehouse, pool, force=force, done=lambda _: listener().advance())
    write_lines(work.read(chunk), results)
    for entry, result in zip(entries, results, strict=True):
        if result.code:
            get_run_logger().warning("%s cannot be read: %s %s", entry.name, result.code, result.detail)


@task(name="normalise", task_run_name="normalise drafts, part {chunk}", cache_policy=NO_CACHE)
def normalise(chunk: int, work: Work, pool: Workers, started_at: datetime) -> None:
    """Turn a chunk's extracts into rows of the core tables; a draft that cannot be is told apart."""
    entries = {entry.document_id: entry for entry in read_lines(work.to_read(chunk), Entry)}
    results = list(read_lines(work.read(chunk), ReadResult))
    failed = normalise_chunk(
        chunk, [(entries[one.document_id], one) for one in results], work, started_at, pool
    )
    write_lines(work.read(chunk), [failed.get(result.document_id, result) for result in results])


@task(name="check", task_run_name="check {work.batch_id}", cache_policy=NO_CACHE)
def check(work: Work, settings: Settings, strict: bool, data_docs: Path | None) -> int:
    """Run the expectation suites and the gate on what the batch is about to publish."""
    return check_batch(work, settings, strict=strict, data_docs=data_docs)


@task(name="merge", task_run_name="merge into a release", cache_policy=NO_CACHE)
def merge_batch(work: Work, started_at: datetime) -> Path:
    """Stage a release of the current one and the batch."""
    return merge(work, started_at)


@task(name="settle", task_run_name="settle corrections and waivers", cache_policy=NO_CACHE)
def settle(work: Work, staged: Path, strict: bool) -> None:
    """Record what corrections and waivers came to, and set the status of the findings."""
    settle_desk(work, staged, strict=strict)


@task(name="compare", task_run_name="compare drafts", cache_policy=NO_CACHE)
def compare_release(staged: Path) -> None:
    """Compute the marts over the whole staged release."""
    compare(staged)


@task(name="relate", task_run_name="rules across drafts", cache_policy=NO_CACHE)
def relate(work: Work, staged: Path) -> int:
    """Run the rules that compare drafts on the whole staged release."""
    return rules_on_release(work, staged)


@task(name="publish", task_run_name="publish {work.batch_id}", cache_policy=NO_CACHE)
def publish(work: Work, staged: Path, started_at: datetime) -> Release:
    """Record the batch, write the quarantine cases, and make the release the current one."""
    record_batch(work, staged, started_at)
    return publish_batch(work, staged)


@task(name="report", task_run_name="report {work.batch_id}", cache_policy=NO_CACHE)
def report(work: Work, release: Release) -> Path:
    """Write the quality page."""
    return report_batch(work, release)


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
    with _work(settings, batch_id) as work, workers(settings, work.folder / "tmp") as pool:
        keep_desk(work)
        docs = settings.warehouse / "reports" / f"data-docs-{batch_id}" if data_docs else None
        if not discover(sources, work, settings, force):
            raise NothingFound(", ".join(sources))
        _read_all(work, pool, started_at, force)
        check(work, settings, strict, docs)
        staged = merge_batch(work, started_at)
        relate(work, staged)
        settle(work, staged, strict)
        compare_release(staged)
        release = publish(work, staged, started_at)
        page = report(work, release)
        summary = summarise(work, release, page, docs)
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


def _read_all(work: Work, pool: Workers, started_at: datetime, force: bool) -> None:
    chunks = work.chunks()
    listener().begin(len(work.entries("new")))
    reading = [read.submit(chunk, work, pool, force) for chunk in chunks]
    # ``wait_for`` is an argument that Prefect adds; its first overload does not know it
    normalising = [
        normalise.submit(chunk, work, pool, started_at, wait_for=[future])  # type: ignore[call-overload]
        for chunk, future in zip(chunks, reading, strict=True)
    ]
    wait([*reading, *normalising])
    for future in normalising:
        future.result()
