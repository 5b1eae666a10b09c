"""Worker processes that read and normalise drafts, each within limits of time and memory.

A worker that dies, hangs or swells takes its own task along and nothing else: pebble replaces it.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from extractors.allowance import ALARM, STEP_ALARM, note_in, read_note, time_limit
from extractors.limits import too_large
from flows.settings import Settings

_POOLS = 3  # that a task is given to, where all of the processes die
_LOOK_EVERY = 5  # seconds, for a pool that broke before it had the task
_TASKS_PER_WORKER = 200  # then a fresh process: what a PDF library leaks does not add up
_MIB = 1024 * 1024
_PRELOADED = ("flows.intake.reading", "flows.intake.normalising", "flows.intake.warming")

P = ParamSpec("P")
R = TypeVar("R")


class WorkerFailed(Exception):
    """A task's process did not finish it. ``code``: ``timeout``, ``memory`` or ``worker_died``.

    ``pages``: the page that was being read, if any.
    """

    def __init__(self, code: str, detail: str, pages: tuple[int, ...] = ()) -> None:
        """Keep all as arguments."""
        super().__init__(code, detail, pages)
        self.code, self.detail, self.pages = code, detail, pages


class Workers:
    """A pool of limited processes. What ``start`` returns blocks; call it from as many threads as should wait at a time.

    pebble gives a pool up where a process dies that has no task just then (the system ends it to have memory, a
    library crashes late): then the tasks that wait go to a new pool.
    """

    def __init__(self, new_pool: Callable[[], ProcessPool], seconds: float, scratch: Path) -> None:
        """Start a pool; ``seconds`` is the time that one task may take, slow pages apart.

        The processes note in ``scratch`` where they are.
        """
        self._new_pool, self._seconds, self._scratch = new_pool, seconds, scratch
        self._pool, self._changing, self._ended = new_pool(), threading.Lock(), False

    def start(self, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Callable[[], R]:
        """Queue a task; the function returned waits for its result.

        That function raises WorkerFailed, UnreadableDraft where a page took more than its time, or what the task raised.
        """
        limited = partial(_run_limited, self._seconds, partial(task, *args, **kwargs))
        return partial(self._result, limited, *self._schedule(limited))

    def stop(self) -> None:
        """End whatever still runs; what still waits fails."""
        with self._changing:
            self._ended = True
            _stop(self._pool)

    def _schedule(self, task: Callable[[], R]) -> tuple[ProcessPool, Future[R]]:
        with self._changing:
            if self._ended:
                raise WorkerFailed("worker_died", "the batch has ended")
            if not self._pool.active:
                _stop(self._pool)
                self._pool = self._new_pool()
            return self._pool, self._pool.schedule(task, timeout=self._seconds if ALARM is None else None)

    def _result(self, task: Callable[[], R], pool: ProcessPool, future: Future[R]) -> R:
        for _ in range(_POOLS):
            while pool.active and not wait([future], _LOOK_EVERY).done:
                continue
            try:
                if future.done():
                    return _outcome(future, self._seconds, self._scratch)
            except BrokenProcessPool:
                pass
            pool, future = self._schedule(task)
        raise WorkerFailed("worker_died", "no pool of processes survived")


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it without annotations
    pool.join()


def _run_limited(seconds: float, task: Callable[[], R]) -> R:
    """Runs in a worker."""
    with time_limit(seconds):
        return task()


def _outcome(future: Future[R], seconds: float, scratch: Path) -> R:
    try:
        return future.result()
    except TookTooLong as error:
        raise WorkerFailed("timeout", f"{seconds:.0f} s") from error
    except ProcessExpired as error:
        pages, step = read_note(_note_of(error.pid, scratch))
        if step and STEP_ALARM is not None and error.exitcode == -STEP_ALARM:
            raise too_large(step.what, round(step.seconds) + 1, round(step.seconds), pages) from error
        if ALARM is not None and error.exitcode == -ALARM:
            raise WorkerFailed("timeout", f"{seconds:.0f} s", pages) from error
        raise WorkerFailed("worker_died", f"exit code {error.exitcode}", pages) from error
    except MemoryError as error:
        raise WorkerFailed("memory", "") from error


@contextmanager
def workers(settings: Settings, scratch: Path) -> Iterator[Workers]:
    """Start the pool; processes begin with the first task. Whatever still runs at the end is stopped.

    Temporary files of the processes lie in ``scratch``: one that is killed cannot tidy up.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    new_pool = partial(
        ProcessPool,
        max_workers=settings.workers,
        max_tasks=_TASKS_PER_WORKER,
        initializer=_limit,
        initargs=(settings.draft_memory_mib, str(scratch)),
        context=_context(),
    )
    pools = Workers(new_pool, settings.draft_seconds, scratch)
    try:
        yield pools
    finally:
        pools.stop()


def _note_of(process: int, scratch: Path) -> Path:
    """Where a process notes the page that it is at."""
    return scratch / f"page-of-{process}"


def prepare_workers() -> None:
    """Begin, in the background, what every worker needs imported and made: they are forked from a process that has it."""
    context = _context()
    if context.get_start_method() == "forkserver":
        forkserver.ensure_running()


def _context() -> BaseContext:
    """A clean process to fork workers from, where the system has it: threads and forks do not mix."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED))
    return context


def _end_with_batch() -> None:
    """End this process, whatever it is at, when the batch's own is gone: one that was killed ends nobody."""
    batch = multiprocessing.parent_process()
    if batch is not None:
        batch.join()
        os._exit(1)


def _limit(memory_mib: int, scratch: str) -> None:
    """Bound this process's memory where the system can, and leave Ctrl-C to the batch.

    What libraries have to say of a damaged file is not for the terminal: its reason is.
    """
    logging.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_batch, daemon=True).start()
    tempfile.tempdir = scratch
    note_in(_note_of(os.getpid(), Path(scratch)))
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_mib * _MIB, memory_mib * _MIB))
