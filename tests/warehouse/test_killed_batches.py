"""A batch killed at any step of publishing leaves the warehouse whole, and the next batch finishes the work.

Each step that reaches the disk (sync, rename, link) is made to be the last one, before and after it is done.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warehouse.errors import WarehouseError
from warehouse.publishing import publish
from warehouse.staging import stage_release, write_table
from warehouse.store import Warehouse

STEPS = ("fsync", "replace", "rename", "link", "symlink")


class Killed(BaseException):
    """No handler of an error catches it, so nothing is tidied up."""


class Fuse:
    """Counts steps, and ends the batch at the n-th."""

    def __init__(self, last: int, done: bool) -> None:
        self.last, self.done, self.count = last, done, 0

    def watch(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count != self.last:
                return step(*args, **kwargs)
            if self.done:
                step(*args, **kwargs)
            raise Killed

        return watched


def batch_that_is_killed(warehouse: Warehouse, batch: Any, last: int, done: bool) -> bool:
    fuse = Fuse(last, done)
    with pytest.MonkeyPatch.context() as patch:
        for step in STEPS:
            patch.setattr(os, step, fuse.watch(getattr(os, step)))
        try:
            batch(warehouse, "b2", c130822=("四",), c130823=("五",))
        except Killed:
            return True
    return False


def goals_of(warehouse: Warehouse) -> list[str]:
    return warehouse.release().scan("goals").sort("county_code", "sequence").collect()["text"].to_list()


BEFORE, AFTER = ["一", "二", "三"], ["一", "二", "四", "五"]


@pytest.mark.parametrize("done", [False, True], ids=["before the step", "after the step"])
def test_killed_at_every_step(tmp_path: Path, batch: Any, done: bool) -> None:
    seen, last = [], 0
    killed = True
    while killed:
        last += 1
        warehouse = Warehouse(tmp_path / f"{last}")
        batch(warehouse, "b1", c013082=("一", "二"), c130822=("三",))
        killed = batch_that_is_killed(warehouse, batch, last, done)

        seen.append(goals_of(warehouse))
        assert seen[-1] in (BEFORE, AFTER)
        assert all(release.verify() == [] for release in warehouse.releases())

        batch(warehouse, "b2", c130822=("四",), c130823=("五",))
        assert goals_of(warehouse) == AFTER
        assert all(release.verify() == [] for release in warehouse.releases())
        with warehouse.lock():
            assert warehouse.clean_unfinished() == []
        assert {path.name for path in warehouse.root.iterdir()} == {"CURRENT", "current", "releases", ".lock"}
    assert last > 20
    assert seen == sorted(seen, key=lambda rows: rows == AFTER)
    assert BEFORE in seen


def test_the_very_first_batch_may_be_killed_too(warehouse: Warehouse, batch: Any) -> None:
    assert batch_that_is_killed(warehouse, batch, 12, False)
    with pytest.raises(WarehouseError):
        warehouse.release()
    batch(warehouse, "b1", c130822=("四",))
    assert goals_of(warehouse) == ["四"]


def test_a_failed_write_that_is_tried_again_leaves_nothing_in_the_release(
    warehouse: Warehouse, rows: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged = stage_release(warehouse)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", Fuse(1, False).watch(os.fsync))
        with pytest.raises(Killed):
            write_table(staged, "batches", rows("batches", {}))
    write_table(staged, "batches", rows("batches", {}))
    release = publish(staged, warehouse, "b1", "0.1.0")
    assert [path.name for path in (release.folder / "batches").iterdir()] == ["part.parquet"]
