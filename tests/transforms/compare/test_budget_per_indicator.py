"""Budget per indicator: exact totals, ratios from them, quartiles over projects, outliers when judged."""

import json
from decimal import Decimal
from math import ceil, exp, log
from statistics import median

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.real_files import CHENGDE_READ, needs_real_files
from tests.transforms.compare.provinces import province
from transforms.compare.budget_per_indicator import budget_per_indicator
from transforms.compare.department_types import type_of
from warehouse.schema import TABLES

SCHEMA = {
    "project_id": pl.String,
    "document_id": pl.String,
    "fiscal_year": pl.Int16,
    "county_code": pl.String,
    "project_name": pl.String,
    "unit_code": pl.String,
    "unit_name": pl.String,
    "funding_level": pl.String,
    "funding_document": pl.String,
    "budget_wanyuan": pl.Decimal(18, 6),
    "indicator_count": pl.Int32,
    "measurable_count": pl.Int32,
}
DOCUMENTS = pl.LazyFrame(
    {
        "document_id": ["d"],
        "department_code": ["323"],
        "department_name": ["人社局"],
        "county_code": ["130821"],
        "county_name": ["某县"],
    }
)


def project(number, budget, indicators, measurable=0, **other):
    row = {
        "project_id": f"d-{number}",
        "document_id": "d",
        "fiscal_year": 2023,
        "county_code": "130821",
        "project_name": f"项目{number}",
        "unit_code": "323001",
        "unit_name": "单位",
        "funding_level": None,
        "funding_document": None,
        "budget_wanyuan": None if budget is None else Decimal(budget),
        "indicator_count": indicators,
        "measurable_count": measurable,
    }
    return row | other


def mart(rows):
    return budget_per_indicator(pl.LazyFrame(rows, schema=SCHEMA), DOCUMENTS)


amounts = st.none() | st.decimals("0", "99999", places=6)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(amounts, st.integers(0, 9), st.sampled_from(["1", "2"])), min_size=1, max_size=20))
def test_a_group_is_its_totals_and_the_spread_of_its_projects(rows):
    result = mart([project(i, budget, count, unit_code=unit) for i, (budget, count, unit) in enumerate(rows)])
    assert result.filter(group_by="project").height == len(rows)
    for group in result.filter(group_by="unit").to_dicts():
        inside = [(budget, count) for budget, count, unit in rows if unit == group["group_code"]]
        known = [(budget, count) for budget, count in inside if budget is not None]
        total, count = sum(b for b, _ in known), sum(c for _, c in known)
        own = [float(b) / c for b, c in known if c]
        assert (group["projects"], group["indicators"]) == (len(inside), count)
        assert group["budget_wanyuan"] == (total if known else None)
        assert group["wanyuan_per_indicator"] == (pytest.approx(float(total) / count) if count else None)
        assert group["median"] == (pytest.approx(median(own)) if own else None)


def test_the_mart_is_the_table_of_the_warehouse():
    rows = TABLES["budget_per_indicator"].conform(mart([project(1, "10", 5), project(2, None, 0)]))
    TABLES["budget_per_indicator"].validate(rows)
    assert rows.height == 2 + 6


def test_decimals_add_up_exactly():
    result = mart([project(i, "0.1", 1) for i in range(3)])
    assert result.filter(group_by="province")["budget_wanyuan"].to_list() == [Decimal("0.3")]


def test_a_sum_may_have_more_digits_than_an_amount():
    result = mart([project(i, "999999999999.99", 1) for i in range(3)])
    total = TABLES["budget_per_indicator"].conform(result).filter(group_by="province")["budget_wanyuan"]
    assert total.to_list() == [Decimal("2999999999999.97")]


def test_a_project_without_a_budget_is_counted_and_does_not_dilute_the_ratio():
    result = mart([project(1, "10", 5, 2), project(2, None, 5, 3)])
    row = result.row(by_predicate=pl.col("group_by") == "county", named=True)
    assert (row["projects"], row["indicators"], row["measurable"]) == (2, 5, 2)
    assert (row["wanyuan_per_indicator"], row["wanyuan_per_measurable"]) == (2.0, 5.0)


def test_years_and_funding_levels_are_apart():
    rows = [
        project(1, "10", 5, funding_level="central"),
        project(2, "30", 5),
        project(3, "1", 1, fiscal_year=2024),
    ]
    levels = mart(rows).filter(group_by="funding_level")
    assert levels.select("fiscal_year", "group_code", "group_name", "median").rows() == [
        (2023, "central", "中央", 2.0),
        (2023, "unknown", "未填写", 6.0),
        (2024, "unknown", "未填写", 1.0),
    ]


def outliers(budgets, counts=1):
    result = mart([project(i, budget, counts) for i, budget in enumerate(budgets)]).filter(group_by="project")
    return dict(result.select("group_code", "outlier").rows())


def test_a_project_far_from_its_peers_is_an_outlier():
    flags = outliers(["1", "2", "3", "4", "5", "6", "7", "5000"])
    assert [code for code, flag in flags.items() if flag] == ["d-7"]
    assert not any(flag is None for flag in flags.values())


@pytest.mark.parametrize(
    "budgets",
    [
        ["1", "2", "3", "4", "5", "6", "5000"],  # too few peers
        ["1", "2", "3", "4", "5", "6", "7", None, "0"],  # one is no number, one has no logarithm
        ["1"] * 9 + ["5000"],  # no spread to measure against
    ],
)
def test_what_cannot_be_judged_is_no_outlier_and_not_cleared_either(budgets):
    assert set(outliers(budgets).values()) == {None}


@needs_real_files
def test_the_real_draft_gives_the_published_figures():
    forms = json.loads(CHENGDE_READ.read_text("utf-8"))
    rows = [project(form["no"], form["budget"], len(form["indicators"])) for form in forms]
    row = mart(rows).row(by_predicate=pl.col("group_by") == "department", named=True)
    assert row["budget_wanyuan"] == Decimal("32229.11")
    assert (row["indicators"], round(row["wanyuan_per_indicator"], 3), row["median"]) == (223, 144.525, 3.589)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.none() | st.decimals("0", "999", places=2), min_size=1, max_size=25))
def test_concentration_is_that_of_comparing_every_two_projects(budgets):
    row = mart([project(i, budget, 1) for i, budget in enumerate(budgets)]).row(
        by_predicate=pl.col("group_by") == "province", named=True
    )
    known = sorted((float(budget) for budget in budgets if budget is not None), reverse=True)
    if not sum(known):
        assert (row["gini"], row["top_tenth_share"]) == (None, None)
        return
    apart = sum(abs(one - other) for one in known for other in known)
    assert row["gini"] == pytest.approx(apart / (2 * len(known) * sum(known)), abs=1e-9)
    assert row["top_tenth_share"] == pytest.approx(sum(known[: ceil(len(known) / 10)]) / sum(known))


def judged(value, peers):
    """R27's words, for one project among its peers; null where they cannot say."""
    logs = [log(peer) for peer in peers if peer]
    mad = median(abs(x - median(logs)) for x in logs) if logs else 0
    if not value or len(logs) < 8 or mad == 0:
        return None, None
    return abs(0.6745 * (log(value) - median(logs)) / mad) > 3.5, pytest.approx(exp(median(logs)))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_outliers_are_judged_among_departments_of_one_type_and_else_among_all(seed):
    made = province(seed, most=6)
    tables = made.frames()
    kinds = {row["document_id"]: type_of(row["department_name"] or "") for row in made.documents}
    values = {
        row["project_id"]: float(row["budget_wanyuan"]) / row["indicator_count"]
        if row["budget_wanyuan"] is not None and row["indicator_count"]
        else None
        for row in made.projects
    }
    wanted = {}
    for row in made.projects:
        year = [other for other in made.projects if other["fiscal_year"] == row["fiscal_year"]]
        kind = kinds[row["document_id"]]
        alike = [values[other["project_id"]] for other in year if kinds[other["document_id"]] == kind]
        enough = kind is not None and sum(bool(value) for value in alike) >= 8
        among = alike if enough else [values[other["project_id"]] for other in year]
        outlier, middle = judged(values[row["project_id"]], among)
        whom = None if outlier is None else "department_type" if enough else "year"
        wanted[row["project_id"]] = (outlier, whom, middle)
    found = budget_per_indicator(tables["projects"], tables["documents"]).filter(group_by="project")
    columns = found.select("group_code", "outlier", "judged_among", "judged_median")
    assert {project: tuple(rest) for project, *rest in columns.rows()} == wanted
