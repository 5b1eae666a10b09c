"""``jixiao releases --check``: files of releases that are missing or changed are told, in both languages."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.flows.command_line import jixiao
from tests.warehouse.conftest import frame_of
from warehouse.publishing import publish
from warehouse.release import Release
from warehouse.staging import stage_release, write_table
from warehouse.store import Warehouse

BATCHES = "batches/part.parquet"


@pytest.fixture
def releases(tmp_path: Path) -> list[Release]:
    """Two releases of one warehouse, the newest first."""
    store = Warehouse(tmp_path)
    for batch in ("b1", "b2"):
        staged = stage_release(store)
        write_table(staged, "batches", frame_of("batches", {"batch_id": batch}))
        publish(staged, store, batch, "1")
    return store.releases()


def check(
    warehouse: Path, capsys: pytest.CaptureFixture[str], *more: str, lang: str = "zh"
) -> tuple[int, str, str]:
    return jixiao(capsys, "--lang", lang, "releases", "--check", "--warehouse", str(warehouse), *more)


def test_whole_releases_are_told_as_such(
    releases: list[Release], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(tmp_path, capsys) == (0, "", "2 版数据的文件都完好\n")
    assert (
        check(tmp_path, capsys, lang="en")[2] == "Every file is as it was published (releases looked at: 2)\n"
    )
    code, out, _ = check(tmp_path, capsys, "--format", "json")
    assert (code, json.loads(out)) == (0, [])


def test_missing_and_changed_files_are_listed(
    releases: list[Release], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newest, oldest = releases
    (newest.folder / BATCHES).unlink()
    with (oldest.folder / BATCHES).open("ab") as file:
        file.write(b"x")
    code, out, err = check(tmp_path, capsys)
    assert code == 1
    assert out.split()[:3] == ["版本编号", "文件", "情况"]
    assert [line.split()[-1] for line in out.splitlines() if BATCHES in line] == ["缺失", "已改变"]
    assert err.startswith("2 版数据中有 2 个文件缺失或与发布时不同")
    code, out, err = check(tmp_path, capsys, "--format", "csv", lang="en")
    assert list(csv.reader(out.lstrip("\ufeff").splitlines()))[1:] == [
        [newest.release_id, BATCHES, "missing"],
        [oldest.release_id, BATCHES, "changed"],
    ]
    assert err.startswith("Missing or not as they were published: 2 (files, in 2 of the releases)")


def test_a_release_that_cannot_tell_what_it_holds_is_wrong_too(
    releases: list[Release], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newest, oldest = releases
    (newest.folder / "release.json").unlink()
    (oldest.folder / "release.json").write_text("{}")
    code, out, _ = check(tmp_path, capsys, "--format", "json")
    assert code == 1
    assert [tuple(row.values()) for row in json.loads(out)] == [
        (newest.release_id, "release.json", "missing"),
        (oldest.release_id, "release.json", "changed"),
    ]
    (oldest.folder / "release.json").unlink()
    _, out, _ = check(tmp_path, capsys, "--format", "json")
    assert {row["fault"] for row in json.loads(out)} == {"missing"}
