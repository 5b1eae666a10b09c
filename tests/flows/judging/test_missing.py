"""One draft sent in several files: only the newest counts, and what the others hold is told by name and budget."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from flows.commands.telling_batch import tell_batch
from flows.releasing.summary import BatchSummary
from flows.texts import choose_language
from tests.flows.conftest import RunBatch
from tests.flows.drafts import write_draft
from warehouse.store import Warehouse

PARTS = (("上.txt", 1, ("149.00", "300.00")), ("下.txt", 3, ("7.00",)))


def send(inbox: Path, *parts: tuple[str, int, tuple[str, ...]], day: int = 1) -> Path:
    """Files of one draft, each a day newer than the one before."""
    for later, (name, first, budgets) in enumerate(parts):
        path = write_draft(inbox / "甲水县" / name, first=first, budgets=budgets)
        os.utime(path, (86_400 * (20_000 + day + later),) * 2)
    return inbox


def missing(warehouse: Path) -> list[tuple[str, Decimal]]:
    rows = Warehouse(warehouse).release().scan("missing_projects").collect()
    return rows.select("project_name", "budget_wanyuan").rows()


def reason(warehouse: Path, name: str) -> str:
    documents = Warehouse(warehouse).release().scan("documents").filter(file_name=name).collect()
    return str(documents["status_reason"].item())


def told(summary: BatchSummary, capsys: pytest.CaptureFixture[str]) -> str:
    tell_batch(summary, Path("w"), as_json=False)
    return "".join(capsys.readouterr().err.split())


LOST = [("324号业务经费1", Decimal(149)), ("324号业务经费2", Decimal(300))]


def test_what_the_newest_part_lacks_is_told_until_the_whole_is_sent(
    run_batch: RunBatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    summary = run_batch(warehouse, send(inbox, *PARTS))
    assert missing(warehouse) == LOST
    assert (
        "“下.txt”里没有这份草案中的 2 个项目，预算合计 449.00 万元（324号业务经费1、324号业务经费2）"
        in reason(warehouse, "上.txt")
    )
    (replaced,) = summary.replaced
    assert (replaced.path, replaced.by_path, replaced.budget_wanyuan) == (
        "甲水县/上.txt", "甲水县/下.txt", Decimal(449),
    )  # fmt: skip
    assert [project.name for project in replaced.missing] == [name for name, _ in LOST]
    text = told(summary, capsys)
    assert "甲水县/上.txt" in text
    assert "449.00" in text
    assert "324号业务经费2" in text
    assert "不用再处理" not in text
    choose_language(["--lang", "en"], {})
    assert "449.00" in told(summary, capsys)
    choose_language([], {})
    page = Path(summary.quality_page).read_text("utf-8")
    assert "449.00" in page
    assert "324号业务经费2" in page

    again = run_batch(warehouse, inbox)  # nothing has changed, and it still is not there
    assert (again.replaced, again.missing_earlier) == ([], 1)
    assert missing(warehouse) == LOST
    assert "324号业务经费2" in Path(again.quality_page).read_text("utf-8")

    whole = send(tmp_path / "again", ("全.txt", 1, ("149.00", "300.00", "7.00")), day=9)
    mended = run_batch(warehouse, whole)
    assert missing(warehouse) == []
    assert "里没有" not in reason(warehouse, "上.txt")
    assert mended.missing_earlier == 0
    assert not any(one.missing for one in mended.replaced)


def test_a_part_of_an_earlier_release_is_told_too(
    run_batch: RunBatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse = tmp_path / "warehouse"
    run_batch(warehouse, send(tmp_path / "first", PARTS[0]))
    summary = run_batch(warehouse, send(tmp_path / "second", PARTS[1], day=2))
    assert summary.superseded == 0
    assert missing(warehouse) == LOST
    assert json.loads(summary.model_dump_json())["replaced"][0]["missing"][1]["name"] == LOST[1][0]
    assert "449.00" in told(summary, capsys)


def test_a_newer_version_that_lacks_nothing_asks_nothing(
    run_batch: RunBatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    versions = (("旧.txt", 1, ("1.00", "2.00")), ("新.txt", 1, ("1.50", "2.00", "3.00")))
    summary = run_batch(tmp_path / "warehouse", send(tmp_path / "inbox", *versions))
    assert missing(tmp_path / "warehouse") == []
    text = told(summary, capsys)
    assert "不用再处理" in text
    assert "甲水县/旧.txt" in text


def test_a_part_held_back_whose_case_a_newer_part_closes_is_told(run_batch: RunBatch, tmp_path: Path) -> None:
    held = (("上.txt", 1, ("待定", "300.00")), PARTS[1])
    warehouse = tmp_path / "warehouse"
    run_batch(warehouse, send(tmp_path / "first", held[0]))
    run_batch(warehouse, send(tmp_path / "second", held[1], day=2))
    assert [name for name, _ in missing(warehouse)] == [name for name, _ in LOST]


def test_rows_go_with_the_file_that_stood_and_come_back_with_its_mended_one(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    older = ("旧.txt", 1, ("149.00", "300.00", "8.00"))
    run_batch(warehouse, send(tmp_path / "first", older, PARTS[0]))
    run_batch(warehouse, send(tmp_path / "second", PARTS[1], day=4))
    assert missing(warehouse) == [*LOST, *LOST]  # once a version
    documents = Warehouse(warehouse).release().scan("documents").collect()
    (standing,) = documents.filter(status="published")["document_id"]
    assert set(documents.filter(status="superseded")["superseded_by"]) == {standing}

    (warehouse / "gate.toml").write_text('[rules]\nR25 = "quarantine"\n', "utf-8")
    assert run_batch(warehouse, tmp_path / "second", force=True).quarantined == 1
    (warehouse / "gate.toml").unlink()
    assert missing(warehouse) == []
    for name in ("旧.txt", "上.txt"):
        assert "现行的文件“" not in reason(warehouse, name)
        assert "取代它的文件“下.txt”现已隔离" in reason(warehouse, name)

    run_batch(warehouse, send(tmp_path / "third", ("下改.txt", 3, ("7.00",)), day=9))
    assert missing(warehouse) == [*LOST, *LOST]
    assert "现已隔离" not in reason(warehouse, "上.txt")
    assert "现行的文件“下改.txt”" in reason(warehouse, "上.txt")
