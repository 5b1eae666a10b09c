"""The steps of a batch as Prefect tasks: thin ones that hand each other paths; the modules they call do the work."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task

from flows.errors import SourceIsWarehouse, SourceMissing
from flows.intake.addresses import keep_sources
from flows.intake.desk import kept_desk, recalled
from flows.intake.manifest import Entry, ReadResult, Work, read_lines, write_lines
from flows.intake.normalising import normalise_chunk
from flows.intake.reading import read_chunk
from flows.intake.rival_ids import refuse_rivals
from flows.intake.taking_in import take_in
from flows.intake.workers import Workers
from flows.judging.checked import Checked
from flows.judging.checking import check_batch, forget_superseded
from flows.judging.gating import judge_batch
from flows.judging.rechecking import check_again
from flows.prefect.progress import listener
from flows.releasing.comparing import compare, compare_peers
from flows.releasing.merging import merge
from flows.releasing.publishing import publish_batch, record_batch
from flows.releasing.replaced import Displaced
from flows.releasing.reporting import report_batch
from flows.releasing.settling_desk import settle_desk
from flows.settings import Settings
from warehouse.release import Release


def _worth_retrying(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """A share or a bucket may be away for a moment; a wrong path stays wrong."""
    return not isinstance(
        state.result(raise_on_failure=False), SourceMissing | SourceIsWarehouse | ValueError
    )


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
    keep_sources(sources, work)
    again = recalled(work.warehouse, kept_desk(work))
    found = take_in(sources, work, settings, recalled=again, force=force)
    refuse_rivals(work)
    return found


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
    """Run the suites, the rules that see one draft, and the gate on what the batch is about to publish."""
    return check_batch(work, settings, strict=strict, data_docs=data_docs)


@task(name="relate", task_run_name="rules across drafts", cache_policy=NO_CACHE)
def relate(work: Work, started_at: datetime, strict: bool) -> int:
    """Run the rules that compare drafts, and the gate, on the release that the batch would make."""
    held = judge_batch(work, started_at, strict=strict)
    forget_superseded(work, strict=strict)
    return held


@task(name="recheck", task_run_name="check earlier drafts again", cache_policy=NO_CACHE)
def recheck(work: Work) -> int:
    """Check the release's other drafts again where the rules are not those that it was made with."""
    return check_again(work)


@task(name="merge", task_run_name="merge into a release", cache_policy=NO_CACHE)
def merge_batch(work: Work) -> Path:
    """Stage a release of the current one and the batch."""
    return merge(work)


@task(name="settle", task_run_name="settle corrections and waivers", cache_policy=NO_CACHE)
def settle(work: Work, staged: Path, strict: bool) -> None:
    """Record what corrections and waivers came to, and set the status of the findings."""
    settle_desk(work, staged, strict=strict)


@task(name="compare", task_run_name="compare drafts", cache_policy=NO_CACHE)
def compare_release(work: Work, staged: Path) -> None:
    """Compute the marts over the whole staged release."""
    compare(staged, Checked(work).marts())


@task(name="rank peers", task_run_name="rank peers", cache_policy=NO_CACHE)
def rank_peers(staged: Path) -> None:
    """Compute the mart that counts findings."""
    compare_peers(staged)


@task(name="publish", task_run_name="publish {work.batch_id}", cache_policy=NO_CACHE)
def publish(work: Work, staged: Path, started_at: datetime) -> Release:
    """Record the batch, write the quarantine cases, and make the release the current one."""
    record_batch(work, staged, started_at)
    return publish_batch(work, staged)


@task(name="report", task_run_name="report {work.batch_id}", cache_policy=NO_CACHE)
def report(work: Work, release: Release, displaced: Displaced) -> Path:
    """Write the quality page."""
    return report_batch(work, release, displaced)
