"""Two drafts whose SHA-256 begin with the same 12 digits (made on purpose): the newcomer alone is held back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.flows.conftest import RunBatch
from warehouse.store import Warehouse

FIRST, SECOND = (Path(__file__).parent / "same_prefix" / name for name in ("first.txt", "second.txt"))


def statuses(warehouse: Path) -> dict[str, str]:
    documents = Warehouse(warehouse).release().scan("documents")
    return dict(documents.select("file_name", "status").collect().iter_rows())


def projects(warehouse: Path) -> int:
    return Warehouse(warehouse).release().scan("projects").collect().height


@pytest.mark.parametrize("together", [True, False])
def test_the_newcomer_of_two_with_one_prefix_is_held_back_alone(
    together: bool, run_batch: RunBatch, tmp_path: Path
) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "w"
    inbox.mkdir()
    shutil.copy(FIRST, inbox / "b.txt")
    if not together:
        assert run_batch(warehouse, inbox).published == 1
    shutil.copy(
        SECOND, inbox / ("c.txt" if together else "a.txt")
    )  # the release comes before the order found
    summary = run_batch(warehouse, inbox, force=not together)
    (case,) = summary.held_back
    assert (case.file_name, case.codes) == ("c.txt" if together else "a.txt", ["id_taken"])
    assert "“b.txt”" in case.messages_en[0]
    assert statuses(warehouse) == {"b.txt": "published", case.file_name: "quarantined"}
    assert (summary.published, projects(warehouse)) == (1, 2)
