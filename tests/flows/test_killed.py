"""A batch killed at any moment leaves the last release whole, and the next run finishes the work."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.context import ForkServerContext
from pathlib import Path

import polars as pl
import pytest

from tests.flows.conftest import RunBatch
from tests.flows.drafts import write_draft
from warehouse.release import Release
from warehouse.store import Warehouse

KILLS = 20
TABLES = ("projects", "indicators", "goals", "spending_plan", "cells", "reuse", "budget_per_indicator")


def run_in_child(warehouse: str, inbox: str, batch_id: str) -> None:
    from flows.batch import batch

    batch([inbox], warehouse, batch_id, 2)


def run_to_end(context: ForkServerContext, warehouse: Path, inbox: Path) -> None:
    child = context.Process(target=run_in_child, args=(str(warehouse), str(inbox), "measured"))
    child.start()
    child.join()
    assert child.exitcode == 0


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
def test_killing_a_batch_at_any_moment_loses_nothing(run_batch: RunBatch, tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    for number in range(6):
        write_draft(inbox / f"{number}.txt", department=str(330 + number), county=f"99010{number % 3}")
    context = multiprocessing.get_context("forkserver")
    # the heavy imports are made once, so that the kills fall into the batch and not into its start
    context.set_forkserver_preload(["flows.batch", "great_expectations.expectations", "flows.reading"])
    undisturbed = tmp_path / "undisturbed"
    run_batch(undisturbed, inbox)
    started = time.monotonic()
    run_to_end(context, tmp_path / "measured", inbox)
    run_to_end(context, tmp_path / "measured again", inbox)
    length = (time.monotonic() - started) / 2
    store, chance, killed = Warehouse(warehouse), random.Random(7), 0
    for number in range(KILLS):
        child = context.Process(target=run_in_child, args=(str(warehouse), str(inbox), f"killed-{number:02}"))
        child.start()
        child.join(chance.uniform(0.05, 1) * length)
        assert child.pid is not None
        orphans = descendants_of(child.pid)
        if child.is_alive():
            os.kill(child.pid, signal.SIGKILL)
            killed += 1
        child.join()
        check_whole(store)
        assert not left_after(orphans, seconds=10), "worker processes outlive their batch"

    assert killed > KILLS / 2
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
