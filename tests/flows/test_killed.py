"""A batch killed at any moment leaves the last release whole, and the next run finishes the work (``make kills``).

The steps that reach the disk are killed one by one in ``warehouse/test_killed_batches.py``; here it is a whole batch
with its processes, in every part of its way.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest

from tests.flows.conftest import RunBatch
from tests.flows.drafts import write_draft
from warehouse.release import Release
from warehouse.store import Warehouse

KILLS = int(os.environ.get("KILLS", "2"))
PATIENCE_SECONDS = 30  # a busy machine is slow to tell a process that its pipe is closed
NURSERY = Path(__file__).with_name("nursery.py")
TABLES = ("projects", "indicators", "goals", "spending_plan", "cells", "reuse", "budget_per_indicator")


class Nursery:
    """Starts batches in processes that may be killed, with ``nursery.py``."""

    def __init__(self) -> None:
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(NURSERY)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment,
        )  # fmt: skip

    def start(self, warehouse: Path, inbox: Path, batch_id: str) -> int:
        assert self.process.stdin
        self.process.stdin.write(json.dumps([[str(inbox)], str(warehouse), batch_id, 2]) + "\n")
        self.process.stdin.flush()
        return self._next()

    def status(self) -> int:
        """How the last batch ended: 0, or the signal that killed it."""
        return self._next()

    def _next(self) -> int:
        assert self.process.stdout
        return int(self.process.stdout.readline())


@pytest.fixture
def nursery(prefect_api: None) -> Iterator[Nursery]:
    started = Nursery()
    yield started
    started.process.kill()
    started.process.communicate()


def rows(release: Release) -> dict[str, pl.DataFrame]:
    return {table: release.scan(table).collect() for table in TABLES}


def check_whole(store: Warehouse) -> None:
    for release in store.releases():
        assert release.verify() == [], release.release_id
    if store.current_id() is not None:
        assert store.release().manifest.tables["documents"].rows > 0


def descendants_of(process: int) -> set[int]:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    found = {process}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes in /proc")
def test_killing_a_batch_at_any_moment_loses_nothing(
    run_batch: RunBatch, nursery: Nursery, tmp_path: Path
) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    for number in range(4):
        write_draft(inbox / f"{number}.txt", department=str(330 + number), county=f"99010{number % 3}")
    undisturbed = tmp_path / "undisturbed"
    started = time.monotonic()
    nursery.start(undisturbed, inbox, "undisturbed")
    assert nursery.status() == 0
    length = time.monotonic() - started

    store, chance, killed = Warehouse(warehouse), random.Random(7), 0
    for number in range(KILLS):
        child = nursery.start(warehouse, inbox, f"killed-{number:02}")
        # Each dies further on than the one before, so that none is spent on work already done. Later ones find
        # drafts read, and are shorter than the undisturbed one.
        part = (number + chance.random()) / KILLS
        time.sleep((0.05 + 0.6 * part) * length)
        orphans = descendants_of(child)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        killed += nursery.status() == signal.SIGKILL
        check_whole(store)
        assert not left_after(orphans, PATIENCE_SECONDS), "worker processes outlive their batch"

    assert killed >= KILLS / 2
    run_batch(warehouse, inbox)
    check_whole(store)
    finished, expected = rows(store.release()), rows(Warehouse(undisturbed).release())
    for table in TABLES:
        assert finished[table].equals(expected[table]), table
    assert not list(warehouse.glob("releases/.*"))
    assert not list(warehouse.glob(".work/*"))


def left_after(processes: set[int], seconds: float) -> set[int]:
    """The processes that are still there after so long."""
    end = time.monotonic() + seconds
    while (left := {one for one in processes if Path(f"/proc/{one}").exists()}) and time.monotonic() < end:
        time.sleep(0.05)
    return left
