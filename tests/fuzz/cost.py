"""What reading one hostile file costs: each is read alone, in a process with the batch's limits."""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import UnreadableDraft
from extractors.reader import read_draft
from tests.fuzz.plan import Hostile
from tests.fuzz.trial import Trial

_MIB = 1024 * 1024


@dataclass(frozen=True)
class Cost:
    """Seconds, and MiB at most resident, that reading a file took."""

    hostile: Hostile
    seconds: float
    mib: int


def costs(trial: Trial, seconds: int, memory: int) -> list[Cost]:
    """Read every file of a trial alone."""
    forking, measured = multiprocessing.get_context("fork"), []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        for one in trial.hostile:
            path.write_bytes(one.content)
            mine, its = forking.Pipe(duplex=False)
            process = forking.Process(target=_read, args=(path, memory, its))
            started = time.monotonic()
            process.start()
            its.close()
            process.join(seconds)
            process.kill()
            process.join()
            taken, mib = time.monotonic() - started, 0
            with suppress(EOFError):
                mib = mine.recv() if mine.poll() else memory
            measured.append(Cost(one, taken, mib))
    return measured


def _read(path: Path, memory: int, answer: multiprocessing.connection.Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory * _MIB, memory * _MIB))
    with suppress(UnreadableDraft, MemoryError):
        read_draft(path)
    answer.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
