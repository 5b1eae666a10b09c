"""The suites on a batch: sound rows pass, each fault is found in its place, what cannot run is an error."""

from decimal import Decimal

import polars as pl
import pytest

from expectations.check import check
from expectations.data_docs import write_data_docs
from warehouse.schema import TABLES


def test_a_sound_batch_passes_everything_and_fills_the_table(batch):
    outcome = check(*batch.frames(), "b1")
    assert set(outcome.results["status"]) == {"passed"}
    assert outcome.failures.is_empty()
    table = TABLES["expectation_results"]
    own = outcome.results.select(table.polars_schema().names())
    table.validate(table.conform(own))


@pytest.mark.parametrize(
    ("table", "change", "rule", "message"),
    [
        ("documents", {"project_count": 0, "toc_project_count": None}, "S03", "没有读到任何项目绩效目标表"),
        ("documents", {"project_count": None}, "S03", "没有读到任何项目绩效目标表"),
        ("documents", {"fiscal_year": None}, "S02", "封面和正文都没有读出预算年度"),
        ("documents", {"fiscal_year": 23}, "S02", "读出的预算年度是 23，不可能"),
        (
            "projects",
            {"indicator_count": 0, "measurable_count": 0},
            "S09",
            "第 1 个项目“服装费”没有读到绩效指标",
        ),
        ("projects", {"indicator_count": 2}, "S10", "第 1 个项目“服装费”记有 2 条指标，表里有 1 条"),
    ],
)
def test_a_critical_fault_is_located_and_told(batch, table, change, rule, message):
    getattr(batch, table)[0].update(change)
    failures = check(*batch.frames(), "b1").failures.filter(rule=rule)
    assert message in failures["message_zh"].to_list()
    assert set(failures["severity"]) == {"critical"}
    assert set(failures["document_id"]) == {"d1"}


@pytest.mark.parametrize(
    ("table", "change", "rule"),
    [
        ("documents", {"county_code": "１３０８２１"[:5]}, "S04"),
        ("projects", {"budget_wanyuan": Decimal("-1"), "fiscal_wanyuan": Decimal("-1")}, "S07"),
        ("projects", {"project_name": " "}, "S08"),
        ("indicators", {"level1": "投入指标"}, "S13"),
        ("indicators", {"level3": None}, "S15"),
    ],
)
def test_a_contradiction_is_a_warning_and_located_on_request(batch, table, change, rule):
    getattr(batch, table)[0].update(change)
    outcome = check(*batch.frames(), "b1", strict=True)
    assert {(r["rule"], r["severity"]) for r in outcome.failures.to_dicts()} == {(rule, "warning")}
    assert set(outcome.results.filter(status="failed")["rule"]) == {rule}


def test_warnings_are_counted_without_being_located(batch):
    batch.projects[0]["project_name"] = None
    outcome = check(*batch.frames(), "b1")
    assert outcome.failures.is_empty()
    failed = outcome.results.filter(status="failed")
    assert failed.select("rule", "element_count", "unexpected_count", "unexpected_percent").rows() == [
        ("S08", 2, 1, 50.0)
    ]


def test_a_check_that_cannot_run_neither_passes_nor_fails(batch):
    documents, projects, indicators = batch.frames()
    outcome = check(documents, projects.drop("plan_convention"), indicators.drop("indicator_id"), "b1")
    broken = outcome.results.filter(status="error")
    assert set(broken["column"]) == {"plan_convention", "indicator_id"}
    assert broken["success"].is_null().all()
    assert broken["error"].str.contains("plan_convention|indicator_id").all()
    assert set(outcome.results.filter(pl.col("status") != "error")["status"]) == {"passed"}
    assert outcome.failures.is_empty()


def test_text_where_numbers_belong_is_an_error_not_a_failure(batch):
    documents, projects, indicators = batch.frames()
    outcome = check(documents.with_columns(fiscal_year=pl.lit("二〇二三")), projects, indicators, "b1")
    assert outcome.results.filter(status="error")["column"].to_list() == ["fiscal_year"]


def test_a_column_that_nobody_filled_in_is_checked(batch):
    for row in batch.documents:
        row.update(county_code=None, toc_project_count=None, fiscal_year=None, stage=None)
    for row in batch.projects:
        row.update(project_code=None, budget_wanyuan=None, unit_code=None)
    outcome = check(*batch.frames(), "b1")
    assert outcome.results.filter(status="error").is_empty()
    assert set(outcome.results.filter(status="failed")["rule"]) == {"S02", "S04"}


def test_an_empty_batch_is_checked(batch):
    outcome = check(
        *(table.clear() if isinstance(table, pl.DataFrame) else table.limit(0) for table in batch.frames()),
        "b1",
    )
    assert set(outcome.results["status"]) == {"passed"}


def test_data_docs_are_pages_of_the_results(batch, tmp_path):
    pages = write_data_docs(check(*batch.frames(), "b1"), tmp_path / "docs")
    assert {page.name.split("-")[0] for page in pages} == {"documents", "projects", "indicators"}
    assert all("expect" in page.read_text("utf-8").lower() for page in pages)
