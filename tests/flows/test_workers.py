"""Worker processes: one that dies, hangs or swells takes its own task along, and no other."""

from __future__ import annotations

import os
import signal
import time

import pytest

from flows.settings import Settings
from flows.workers import WorkerFailed, workers


def double(number: int) -> int:
    return 2 * number


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def swell() -> int:
    return len(bytearray(8 << 30))


def hang() -> None:
    time.sleep(60)


def test_neighbours_of_a_failing_task_come_out_right() -> None:
    settings = Settings(workers=2, draft_seconds=2, draft_memory_mib=1024)
    with workers(settings) as pool:
        before = [pool.start(double, number) for number in range(5)]
        failing = {"worker_died": pool.start(die), "memory": pool.start(swell), "timeout": pool.start(hang)}
        after = [pool.start(double, number) for number in range(5)]
        assert [wait() for wait in before + after] == [0, 2, 4, 6, 8] * 2
        for code, wait in failing.items():
            with pytest.raises(WorkerFailed) as caught:
                wait()
            assert caught.value.code == code
