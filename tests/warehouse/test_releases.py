"""Releases: what is published stays, what did not change is the same file, one pointer names the current."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.errors import SchemaError, UnknownRelease, WarehouseBusy
from warehouse.partitions import partition_path, partitions_in
from warehouse.release import Release
from warehouse.release_id import is_release_id, next_release_id
from warehouse.schema import SCHEMA_VERSION, TABLES
from warehouse.staging import (
    scan_staged,
    stage_release,
    staged_id,
    write_partition,
    write_table,
)
from warehouse.store import Warehouse

COUNTY_FILE = "goals/year=2023/county=013082/part.parquet"
OTHER_FILE = "goals/year=2023/county=130822/part.parquet"


def texts(release: Release) -> list[str]:
    return release.scan("goals").sort("county_code", "sequence").collect()["text"].to_list()


def test_an_empty_warehouse_has_no_release_and_says_so(warehouse: Warehouse) -> None:
    assert warehouse.current_id() is None
    assert warehouse.releases() == []
    with pytest.raises(UnknownRelease, match="nothing has been published"):
        warehouse.release()
    assert not warehouse.root.exists()


def test_what_was_written_is_read_back_typed_and_whole(warehouse: Warehouse, first: Release) -> None:
    release = warehouse.release()
    assert release.release_id == first.release_id == warehouse.current_id()
    assert texts(release) == ["一", "二", "三"]
    assert release.scan("goals").collect_schema() == TABLES["goals"].polars_schema()
    assert release.scan("goals").collect()["county_code"].unique().sort().to_list() == ["013082", "130822"]
    assert release.verify() == []


def test_a_table_without_rows_is_empty_and_typed(first: Release) -> None:
    for name, table in TABLES.items():
        assert first.scan(name).collect_schema() == table.polars_schema()
    assert first.scan("reuse").collect().is_empty()


def test_one_file_opened_alone_is_whole_and_says_what_its_columns_mean(first: Release) -> None:
    file = first.folder / COUNTY_FILE
    assert pq.read_schema(file).equals(TABLES["goals"].arrow_schema(), check_metadata=True)
    assert pq.ParquetFile(file).read()["county_code"].to_pylist() == ["013082", "013082"]


def test_the_manifest_tells_where_a_release_came_from(
    first: Release, warehouse: Warehouse, batch: Any
) -> None:
    second = batch(warehouse, "b2", c130822=("四",))
    written = json.loads((second.folder / "release.json").read_text())
    assert (written["release_id"], written["parent"]) == (second.release_id, first.release_id)
    assert (written["batch_id"], written["code_version"]) == ("b2", "0.1.0")
    assert written["schema_version"] == SCHEMA_VERSION
    assert written["tables"]["goals"]["rows"] == 3
    files = written["tables"]["goals"]["files"]
    assert [file["path"] for file in files] == [COUNTY_FILE, OTHER_FILE]
    assert [file["rows"] for file in files] == [2, 1]
    assert all(file["bytes"] == (second.folder / file["path"]).stat().st_size for file in files)


def test_unchanged_partitions_are_the_same_file(first: Release, warehouse: Warehouse, batch: Any) -> None:
    second = batch(warehouse, "b2", c130822=("四",))
    assert (second.folder / COUNTY_FILE).samefile(first.folder / COUNTY_FILE)
    assert not (second.folder / OTHER_FILE).samefile(first.folder / OTHER_FILE)
    assert (texts(first), texts(second)) == (["一", "二", "三"], ["一", "二", "四"])
    assert first.verify() == second.verify() == []


def test_writing_the_same_rows_in_another_order_keeps_the_file(first: Release, warehouse: Warehouse) -> None:
    staged = stage_release(warehouse)
    same = first.scan("goals").filter(pl.col("county_code") == "013082").collect().reverse()
    write_partition(staged, "goals", 2023, "013082", same)
    assert (staged / COUNTY_FILE).samefile(first.folder / COUNTY_FILE)


def test_a_file_of_an_earlier_schema_is_written_anew(first: Release, warehouse: Warehouse) -> None:
    file = first.folder / COUNTY_FILE
    pl.read_parquet(file, hive_partitioning=False).write_parquet(file)
    staged = stage_release(warehouse)
    write_partition(
        staged,
        "goals",
        2023,
        "013082",
        scan_staged(staged, "goals").filter(pl.col("county_code") == "013082").collect(),
    )
    assert b"description_zh" in pq.read_schema(staged / COUNTY_FILE).field("text").metadata


def test_columns_that_an_older_release_lacks_are_null(first: Release, rows: Any) -> None:
    file = first.folder / "batches" / "part.parquet"
    pl.read_parquet(file).drop("release_id").with_columns(pl.lit(1).alias("gone")).write_parquet(file)
    assert first.scan("batches").collect().equals(rows("batches", {"batch_id": "b1"}))


def test_links_fall_back_to_copies(
    first: Release, warehouse: Warehouse, batch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", no_links)
    second = batch(warehouse, "b2", c130822=("四",))
    assert not (second.folder / COUNTY_FILE).samefile(first.folder / COUNTY_FILE)
    assert texts(second) == ["一", "二", "四"]
    assert second.verify() == []


def test_an_empty_frame_removes_the_partition(first: Release, warehouse: Warehouse, batch: Any) -> None:
    second = batch(warehouse, "b2", c013082=())
    assert texts(second) == ["三"]
    assert [file.path for file in second.manifest.tables["goals"].files] == [OTHER_FILE]
    assert texts(first) == ["一", "二", "三"]


def test_the_same_rows_make_the_same_bytes(first: Release, batch: Any, tmp_path: Path) -> None:
    other = batch(Warehouse(tmp_path / "other"), "b1", c130822=("三",), c013082=("一", "二"))
    assert {f.path: f.sha256 for f in other.manifest.tables["goals"].files} == {
        f.path: f.sha256 for f in first.manifest.tables["goals"].files
    }


def test_rows_of_another_partition_are_refused(warehouse: Warehouse, rows: Any) -> None:
    staged = stage_release(warehouse)
    strange = rows("goals", {"county_code": "130822"}, {"county_code": "013082", "sequence": 2})
    with pytest.raises(SchemaError, match=r"1 row\(s\) do not belong"):
        write_partition(staged, "goals", 2023, "013082", strange)
    with pytest.raises(SchemaError, match="write_partition"):
        write_table(staged, "goals", strange)
    with pytest.raises(SchemaError, match="write_table"):
        write_partition(staged, "batches", 2023, "013082", rows("batches", {}))
    assert partitions_in(staged, "goals") == []


def test_rows_that_break_the_schema_never_reach_a_file(warehouse: Warehouse, rows: Any) -> None:
    staged = stage_release(warehouse)
    with pytest.raises(SchemaError, match="share a key"):
        write_table(staged, "batches", rows("batches", {}, {}))
    assert scan_staged(staged, "batches").collect().is_empty()


def test_unknown_year_and_county_have_a_partition_of_their_own(warehouse: Warehouse, rows: Any) -> None:
    staged = stage_release(warehouse)
    finding = rows("findings", {"fiscal_year": None, "county_code": None})
    write_partition(staged, "findings", None, None, finding)
    assert (staged / "findings/year=unknown/county=unknown/part.parquet").is_file()
    assert partitions_in(staged, "findings") == [(None, None)]
    assert scan_staged(staged, "findings").collect().equals(finding)


@given(
    county=st.none() | st.text(min_size=1, max_size=9).filter(lambda text: text != "unknown"),
    year=st.none() | st.integers(0, 9999),
)
def test_no_county_code_leads_out_of_its_folder(county: str | None, year: int | None) -> None:
    path = partition_path("goals", year, county)
    assert len(path.parts) == 4
    assert ".." not in path.parts


def test_partitions_read_back_from_their_folders(tmp_path: Path) -> None:
    wanted = [(2023, "130821"), (2023, "../etc"), (2024, None), (None, "承德")]
    for year, county in wanted:
        path = tmp_path / partition_path("goals", year, county)
        path.parent.mkdir(parents=True)
        path.touch()
    assert set(partitions_in(tmp_path, "goals")) == set(wanted)
    with pytest.raises(ValueError, match="not a county code"):
        partition_path("goals", 2023, "unknown")


def test_rollback_points_back_and_the_next_release_starts_there(
    first: Release, warehouse: Warehouse, batch: Any
) -> None:
    second = batch(warehouse, "b2", c130822=("四",))
    warehouse.rollback(first.release_id)
    assert warehouse.current_id() == first.release_id
    assert (warehouse.root / "current").resolve() == first.folder.resolve()
    third = batch(warehouse, "b3", c013082=("五",))
    assert third.manifest.parent == first.release_id
    assert texts(third) == ["五", "三"]
    assert [r.release_id for r in warehouse.releases()] == [
        third.release_id,
        second.release_id,
        first.release_id,
    ]


@pytest.mark.parametrize("wanted", ["20200101T000000Z-0000", "../../etc", "", ".", "CURRENT"])
def test_no_other_folder_passes_for_a_release(first: Release, warehouse: Warehouse, wanted: str) -> None:
    with pytest.raises(UnknownRelease):
        warehouse.release(wanted)
    with pytest.raises(UnknownRelease):
        warehouse.rollback(wanted)
    assert warehouse.current_id() == first.release_id


def test_verify_names_files_that_changed_or_went(first: Release) -> None:
    (first.folder / COUNTY_FILE).unlink()
    with (first.folder / OTHER_FILE).open("ab") as file:
        file.write(b"x")
    assert first.verify() == [COUNTY_FILE, OTHER_FILE]


def test_prune_keeps_the_newest_and_always_the_current(
    first: Release, warehouse: Warehouse, batch: Any
) -> None:
    second, third = batch(warehouse, "b2"), batch(warehouse, "b3")
    warehouse.rollback(first.release_id)
    assert warehouse.prune(1) == [second.release_id]
    assert [r.release_id for r in warehouse.releases()] == [third.release_id, first.release_id]
    assert first.verify() == third.verify() == []


def test_two_batches_cannot_write_at_once_but_readers_read(first: Release, warehouse: Warehouse) -> None:
    with warehouse.lock():
        with pytest.raises(WarehouseBusy):
            Warehouse(warehouse.root).rollback(first.release_id)
        assert texts(Warehouse(warehouse.root).release()) == ["一", "二", "三"]
    warehouse.rollback(first.release_id)


def test_a_staged_release_is_no_release_and_knows_its_id(first: Release, warehouse: Warehouse) -> None:
    staged = stage_release(warehouse)
    assert is_release_id(staged_id(staged))
    assert staged_id(staged) > first.release_id
    assert [r.release_id for r in warehouse.releases()] == [first.release_id]
    (warehouse.releases_folder / "20990101T000000Z-0000").mkdir()
    assert [r.release_id for r in warehouse.releases()] == [first.release_id]


@pytest.mark.usefixtures("first")
def test_the_link_never_replaces_the_pointer_where_letter_case_does_not_count(
    warehouse: Warehouse, batch: Any
) -> None:
    (warehouse.root / "current").unlink()
    shutil.copy(warehouse.root / "CURRENT", warehouse.root / "current")
    second = batch(warehouse, "b2")
    assert warehouse.current_id() == second.release_id
    assert (warehouse.root / "current").is_file()


@given(st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), min_size=1))
def test_ids_differ_and_sort_by_their_making_whatever_the_clock_says(moments: list[datetime]) -> None:
    made: list[str] = []
    for moment in moments:
        made.append(next_release_id(moment, made))
    assert made == sorted(set(made))
    assert all(map(is_release_id, made))


def test_two_ids_of_one_second_show_it_and_differ() -> None:
    now = datetime(2026, 11, 23, 19, 5, 1, 250_000, tzinfo=UTC)
    earlier = next_release_id(now, [])
    later = next_release_id(now, [earlier])
    assert earlier == "20261123T190501Z-4000"
    assert later == "20261123T190501Z-4001"
