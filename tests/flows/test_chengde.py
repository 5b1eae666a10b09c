"""The real draft, from file to warehouse, in its three formats: every figure that was counted by hand."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from tests.flows.conftest import RunBatch
from tests.real_files import CHENGDE, CHENGDE_READ, needs_real_files
from warehouse.release import Release
from warehouse.store import Warehouse

FORMATS = ("pdf", "docx", "txt")

pytestmark = needs_real_files


def plain(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    return json.loads(CHENGDE_READ.read_text("utf-8"))


@pytest.fixture(scope="module", params=FORMATS)
def release(
    request: pytest.FixtureRequest, run_batch: RunBatch, tmp_path_factory: pytest.TempPathFactory
) -> Release:
    warehouse = tmp_path_factory.mktemp(request.param) / "warehouse"
    summary = run_batch(warehouse, CHENGDE.with_suffix(f".{request.param}"))
    assert summary.exit_code == 0
    return Warehouse(warehouse).release()


def test_the_draft_is_published_whole(release: Release) -> None:
    (document,) = release.scan("documents").collect().to_dicts()
    assert document["status"] == "published"
    assert (document["project_count"], document["indicator_count"]) == (23, 223)
    assert (document["toc_project_count"], document["leftover_cell_count"]) == (23, 0)
    assert (document["county_code"], document["county_name"]) == ("130821", "承德县")
    assert (document["department_code"], document["department_name"]) == ("323", "承德县人力资源和社会保障局")
    assert (document["fiscal_year"], document["stage"]) == (2023, "草案")


def test_budgets_and_units_add_up(release: Release) -> None:
    projects = release.scan("projects").collect()
    assert projects["budget_wanyuan"].sum() == Decimal("32229.11")
    units = projects.group_by("unit_code").agg(pl.len(), pl.col("indicator_count").sum()).sort("unit_code")
    assert units.rows() == [("323001", 3, 31), ("323003", 7, 65), ("323005", 4, 44), ("323006", 9, 83)]


def test_every_field_of_every_project(release: Release, expected: list[dict[str, Any]]) -> None:
    projects = release.scan("projects").sort("sequence").collect().to_dicts()
    goals = release.scan("goals").sort("project_id", "sequence").collect()
    plan = release.scan("spending_plan").collect()
    names = {
        "title": "title", "unit_code": "unit_code", "unit_name": "unit_name", "money_unit": "money_unit",
        "project_code": "code", "project_name": "name", "budget_written": "budget",
        "fiscal_written": "fiscal", "other_written": "other", "purpose": "purpose",
    }  # fmt: skip
    for project, wanted in zip(projects, expected, strict=True):
        for column, name in names.items():
            assert plain(project[column]) == plain(wanted[name]), (wanted["no"], column)
        own = pl.col("project_id") == project["project_id"]
        assert plain("".join(goals.filter(own)["text"])) == plain(wanted["goal_text"]), wanted["no"]
        percents = plan.filter(own).sort("milestone")["percent_written"].to_list()
        assert percents == [float(text.strip("%")) if text else None for text in wanted["plan"]], wanted["no"]


def test_every_field_of_every_indicator(release: Release, expected: list[dict[str, Any]]) -> None:
    read = release.scan("indicators").join(
        release.scan("projects").select("project_id", pl.col("sequence").alias("project")), on="project_id"
    )
    rows = read.sort("project", "sequence").collect().to_dicts()
    wanted = [(project["no"], indicator) for project in expected for indicator in project["indicators"]]
    names = {
        "level1": "l1",
        "level2": "l2",
        "level3": "l3",
        "description": "desc",
        "value_text": "value",
        "basis": "basis",
    }
    for row, (number, indicator) in zip(rows, wanted, strict=True):
        assert row["project"] == number
        for column, name in names.items():
            assert plain(row[column]) == plain(indicator[name]), (number, row["sequence"], column)


def test_reuse_within_the_department(release: Release) -> None:
    reuse = release.scan("reuse").filter(scope="department", group_by="department").collect()
    found = {
        row["fingerprint"]: (row["indicators"], row["reused"], row["distinct"]) for row in reuse.to_dicts()
    }
    assert found == {"full": (223, 151, 132), "wording": (223, 172, 116)}


def test_budget_per_indicator(release: Release) -> None:
    row = release.scan("budget_per_indicator").filter(group_by="department").collect().to_dicts()[0]
    assert (row["projects"], row["indicators"], row["budget_wanyuan"]) == (23, 223, Decimal("32229.11"))
    assert round(row["wanyuan_per_indicator"], 3) == 144.525
    assert round(row["median"], 3) == 3.589


def test_part_one_is_read(release: Release) -> None:
    overall = release.scan("overall_targets").collect()
    sections = overall.group_by("section").len().sort("section").rows()
    assert sections == [("duty", 6), ("measure", 5), ("overall", 1)]
    narrative = release.scan("narrative_targets").collect()
    found = {
        row["measure"]: (row["comparator"], row["value_number"], row["value_unit"])
        for row in narrative.to_dicts()
    }
    assert found["就业困难人员就业人数"][1:] == (560.0, "人")
    assert found["城镇调查失业率"] == ("<=", 4.5, "%")
    assert found["参加城镇职工基本养老保险人数"][1:] == (62_000.0, "人")


def test_a_cut_row_leads_back_to_both_pages(release: Release) -> None:
    if release.scan("documents").collect()["format"][0] != "pdf":
        pytest.skip("only pages have boxes")
    boxes = release.scan("indicators").filter(pl.col("box").list.len() > 1).collect()
    assert boxes.height >= 15
    for row in boxes.to_dicts():
        first, second = row["box"][:2]
        assert second["page"] == first["page"] + 1
        assert second["top"] < 100 < first["top"]
