"""Running the batch flow from the command line: Prefect's environment first, then Prefect."""

from __future__ import annotations

import secrets
import signal
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_state_path

from expectations.library import load_library
from extractors.layouts.library import load_layouts
from flows.errors import BatchFailed, explain
from flows.intake.desk import read_desk
from flows.intake.sources import check_sources
from flows.intake.workers import prepare_workers
from flows.prefect.progress import progress_bar
from flows.prefect.server import local_api
from flows.settings import LAYOUTS
from flows.texts import say

if TYPE_CHECKING:
    from flows.releasing.summary import BatchSummary


def run_batch(
    sources: list[str],
    warehouse: Path,
    *,
    workers: int | None = None,
    force: bool = False,
    strict: bool = False,
    data_docs: bool = False,
    started: float | None = None,
) -> BatchSummary:
    """Run one batch. Raises what ``explain`` can tell, and BatchFailed for everything else.

    The summary's ``seconds`` count from ``started`` (a reading of ``time.monotonic``), which is where a person began to wait.

    Faults in the sources' names and in the corrections are told before anything is started.
    """
    started = time.monotonic() if started is None else started
    check_sources(sources, warehouse)
    load_layouts(warehouse / LAYOUTS)  # a broken one is told before anything starts
    read_desk(warehouse)
    # three things take seconds to start, and none of them waits for another: the workers' imports,
    # Great Expectations, and Prefect's server
    prepare_workers()
    threading.Thread(target=load_library, daemon=True).start()
    batch_id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
    try:
        with (
            _hang_up_as_interrupt(),
            progress_bar(say("progress.starting"), say("progress.reading")),
            local_api(user_state_path("jixiao") / "prefect") as api,
        ):
            from flows.prefect.flow import batch

            with api.ready():
                summary = batch(sources, str(warehouse), batch_id, workers, force, strict, data_docs)
        return summary.model_copy(update={"seconds": time.monotonic() - started})
    except Exception as error:
        if explain(error):
            raise
        log = warehouse / f"error-{batch_id}.txt"
        log.write_text(traceback.format_exc(), encoding="utf-8")
        raise BatchFailed(f"{type(error).__name__}: {error} ({log})") from error


@contextmanager
def _hang_up_as_interrupt() -> Iterator[None]:
    """End a batch whose terminal is closed as Ctrl-C does: with what it began tidied up."""
    if not hasattr(signal, "SIGHUP") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)
