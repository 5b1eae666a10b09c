"""The reuse mart against a slow, obvious reading of the definitions, and against one real draft."""

import json
import unicodedata

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.real_files import CHENGDE_READ, needs_real_files
from transforms.compare.reuse import SCOPES, reuse
from warehouse.categories import category, category_of
from warehouse.schema import TABLES

INDICATORS = {
    "project_id": pl.String,
    "document_id": pl.String,
    "fiscal_year": pl.Int16,
    "county_code": pl.String,
    "level2": pl.String,
    "fingerprint_full": pl.String,
    "fingerprint_wording": pl.String,
}


def frames(rows):
    """Rows (year, county, department, unit, project, level2, full, wording) as the three tables."""
    indicators, projects, documents = [], {}, {}
    for year, county, department, unit, number, level2, full, wording in rows:
        document = f"{year}/{county}/{department}"
        project = f"{document}-{unit}-{number}"
        documents[document] = (document, department, f"局{department}", county, county and f"县{county}")
        code = unit if unit and unit.isdigit() else None
        projects[project] = (project, code, unit and f"单位{unit}")
        indicators.append((project, document, year, county, level2, full, wording))
    return (
        pl.LazyFrame(indicators, schema=INDICATORS, orient="row"),
        pl.LazyFrame(
            list(projects.values()),
            orient="row",
            schema=dict.fromkeys(("project_id", "unit_code", "unit_name"), pl.String),
        ),
        pl.LazyFrame(
            list(documents.values()),
            orient="row",
            schema=dict.fromkeys(
                ("document_id", "department_code", "department_name", "county_code", "county_name"), pl.String
            ),
        ),
    )


def stands_elsewhere(row, other, scope, fingerprint):
    year, county, department, unit, number = row[:5]
    if row[fingerprint] is None or other[fingerprint] != row[fingerprint] or other[0] != year:
        return False
    if scope == "other_county":
        return None not in (county, other[1]) and other[1] != county
    another_project = other[:5] != (year, county, department, unit, number)
    same_document = other[:3] == row[:3]
    same_place = {
        "unit": same_document and other[3] == unit,
        "department": same_document,
        "county": same_document if county is None else other[1] == county,
        "province": True,
    }
    return another_project and same_place[scope]


def expected_counts(rows, group_of):
    """{(scope, fingerprint, group): (indicators, reused, distinct)}, by comparing every pair."""
    counts = {}
    for scope in SCOPES:
        for name, fingerprint in (("full", 6), ("wording", 7)):
            for group in {group_of(row) for row in rows}:
                inside = [row for row in rows if group_of(row) == group]
                counts[scope, name, group] = (
                    len(inside),
                    sum(any(stands_elsewhere(row, o, scope, fingerprint) for o in rows) for row in inside),
                    len({row[fingerprint] for row in inside} - {None}),
                )
    return counts


GROUP_OF = {
    "unit": lambda row: (
        row[0],
        row[1],
        (row[3] if row[3].isdigit() else f"单位{row[3]}") if row[3] else "unknown",
    ),
    "department": lambda row: (row[0], row[1], row[2]),
    "county": lambda row: (row[0], row[1], row[1] or "unknown"),
    "level2": lambda row: (row[0], None, row[5].replace("指标", "")),
    "province": lambda row: (row[0], None, "province"),
}

province = st.lists(
    st.tuples(
        st.sampled_from([2023, 2024]),
        st.sampled_from(["130821", "130822", None]),
        st.sampled_from("12"),
        st.sampled_from(["323001", "323002", "甲", "乙", None]),
        st.integers(1, 3),
        st.sampled_from(["数量指标", "数量", "质量"]),
        st.sampled_from(["a", "b", "c", None]),
        st.sampled_from(["a", "b", None]),
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=60)
@given(province)
def test_counts_are_those_of_comparing_every_pair(rows):
    mart = reuse(*frames(rows))
    for group_by, group_of in GROUP_OF.items():
        counted = {
            (r["scope"], r["fingerprint"], (r["fiscal_year"], r["county_code"], r["group_code"])): (
                r["indicators"],
                r["reused"],
                r["distinct"],
            )
            for r in mart.filter(group_by=group_by).to_dicts()
        }
        assert counted == expected_counts(rows, group_of)


@given(province)
@settings(deadline=None, max_examples=20)
def test_scopes_widen_and_rates_follow_from_the_counts(rows):
    mart = reuse(*frames(rows))
    group = ["fiscal_year", "county_code", "group_by", "group_code", "fingerprint"]
    wide = mart.pivot("scope", index=group, values="reused")
    if wide.height:
        assert wide.select(
            (pl.col("unit") <= pl.col("department")).all()
            & (pl.col("department") <= pl.col("county")).all()
            & (pl.col("county") <= pl.col("province")).all()
            & (pl.col("other_county") <= pl.col("province")).all()
        ).item()
    assert mart.filter(pl.col("reuse_rate") != pl.col("reused") / pl.col("indicators")).is_empty()
    assert mart.filter(pl.col("distinct_share") != pl.col("distinct") / pl.col("indicators")).is_empty()


def test_the_mart_is_the_table_of_the_warehouse():
    rows = TABLES["reuse"].conform(reuse(*frames([(2023, "130821", "1", None, 1, "数量", "a", None)])))
    TABLES["reuse"].validate(rows)
    assert rows.height == 5 * 2 * 5


def test_a_project_continued_from_last_year_is_not_copied_from_itself():
    row = ("130821", "1", "323001", 1, "数量指标", "a", "a")
    assert reuse(*frames([(2023, *row), (2024, *row)]))["reused"].sum() == 0


def test_one_department_code_in_two_counties_is_two_groups():
    rest = ("323", "323001", 1, "数量指标", "a", "a")
    mart = reuse(*frames([(2023, "130821", *rest), (2023, "130822", *rest)]))
    groups = mart.filter(group_by="department", scope="other_county", fingerprint="full")
    assert groups.select("county_code", "group_code", "reused").rows() == [
        ("130821", "323", 1),
        ("130822", "323", 1),
    ]


def fingerprint(*fields):
    return "".join("".join(unicodedata.normalize("NFKC", field).split()) for field in fields).casefold()


@needs_real_files
def test_the_real_draft_gives_the_published_counts():
    rows = [
        (
            2023,
            "130821",
            "323",
            form["unit_code"],
            form["no"],
            row["l2"],
            fingerprint(row["l2"], row["l3"], row["desc"], row["value"]),
            fingerprint(row["l3"], row["desc"]),
        )
        for form in json.loads(CHENGDE_READ.read_text("utf-8"))
        for row in form["indicators"]
    ]
    mart = reuse(*frames(rows)).filter(scope="department", group_by="department")
    assert mart.select("fingerprint", "indicators", "reused", "distinct").rows() == [
        ("full", 223, 151, 132),
        ("wording", 223, 172, 116),
    ]
    assert mart["reuse_rate"].round(3).to_list() == [0.677, 0.771]


@pytest.mark.parametrize("name", ["数量指标", "数量", "数量指标（20分）", "数量(10%)"])
def test_level_2_is_compared_without_its_points(name):
    assert pl.select(category(pl.lit(name))).item() == category_of(name) == "数量"
