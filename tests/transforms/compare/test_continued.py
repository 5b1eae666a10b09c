"""Projects followed over years, against taking the best pair there is, again and again."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from tests.transforms.compare.provinces import counties_of, province, table
from transforms.compare.continued import continued_projects


def plain(name):
    bare = re.sub(r"[一-龥]财[一-龥]{0,2}[【〔\[（(]\d{4}[】〕\]）)]\s*第?\d+\s*号?", "", name or "")
    bare = re.sub(r"【[^】]*】|〔[^〕]*〕|\[[^\]]*\]", "", bare)
    bare = re.sub(r"（[^）]*）|\([^)]*\)|\d{4}\s*年度?|第?[一二三四五六七八九十\d]+批", "", bare)
    return re.sub(r"\s+", "", bare).strip("-—_、.")


def score(one, other):
    """(score, likeness in full) of two projects of a department, or None."""
    names = plain(one["project_name"]), plain(other["project_name"])
    units = [row["unit_code"] or row["unit_name"] for row in (one, other)]
    same_unit = 0.2 if units[0] and units[0] == units[1] else 0.0
    total = 0.8 * ratio(*names) / 100 + same_unit
    in_full = ratio(one["project_name"] or "", other["project_name"] or "") / 100
    return (total, in_full) if all(names) and total >= 0.8 else None


def stem(project, among):
    """What stays of a code from year to year, where no other project of the year has it too."""

    def of(row):
        code = row["project_code"] or ""
        return code[:6] + code[8:20] if len(code) == 21 else None

    return of(project) if of(project) and sum(of(other) == of(project) for other in among) == 1 else None


def matched(before, after):
    """{later project: (earlier project, method)} of one department's two years."""
    found = {}
    for new in after:
        for old in before:
            if stem(new, after) and stem(new, after) == stem(old, before):
                found[new["project_id"]] = (old["project_id"], "code")
    while True:
        gone = {old for old, _ in found.values()}
        left = [
            (-s[0], -s[1], old["project_id"], new["project_id"])
            for old in before
            for new in after
            if old["project_id"] not in gone and new["project_id"] not in found and (s := score(old, new))
        ]
        if not left:
            return found
        *_, old, new = min(left)
        found[new] = (old, "name")


def expected(made):
    names = {row["document_id"]: row for row in made.documents}
    counties, places = counties_of(made), {}
    for row in made.projects:
        document = names[row["document_id"]]
        place = counties[row["document_id"]], document["department_code"] or document["department_name"]
        if None not in place:
            places.setdefault(place, {}).setdefault(row["fiscal_year"], []).append(row)
    found = {}
    for years in places.values():
        ordered = sorted(years)
        for year, following in pairwise(ordered):
            found |= matched(years[year], years[following])
    return found


def first_of(project, before):
    return first_of(before[project][0], before) if project in before else project


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_projects_go_on_as_the_best_pairs_say(seed):
    made = province(seed, most=5)
    tables = made.frames()
    mart = continued_projects(tables["projects"], tables["documents"])
    wanted = expected(made)
    assert {
        row["project_id_to"]: (row["project_id_from"], row["method"]) for row in mart.rows(named=True)
    } == wanted
    for row in mart.rows(named=True):
        assert row["project_key"] == first_of(row["project_id_to"], wanted)


def two_years(*projects):
    """Rows (year, code, name, unit) as one department's projects."""
    documents = [
        {"document_id": f"d{year}", "county_code": "130821", "department_code": "323"}
        for year in (2023, 2024)
    ]
    rows = [
        {
            "project_id": f"p{at}",
            "document_id": f"d{year}",
            "fiscal_year": year,
            "county_code": "130821",
            "project_code": code,
            "project_name": name,
            "unit_code": unit,
        }
        for at, (year, code, name, unit) in enumerate(projects)
    ]
    return continued_projects(table("projects", rows).lazy(), table("documents", documents).lazy())


def test_the_code_goes_before_the_name():
    mart = two_years(
        (2023, "13082123P00007910001D", "社保卡工本费", "323001"),
        (2023, None, "就业补助资金", "323001"),
        (2024, "13082124P000079100018", "就业补助资金", "323001"),
    )
    assert mart.select("project_id_from", "project_id_to", "method", "score").rows() == [
        ("p0", "p2", "code", 1.0)
    ]


@pytest.mark.parametrize(
    ("before", "after", "units", "goes_on"),
    [
        ("2023年就业补助资金（第一批）", "2024年就业补助资金（第二批）", ("323001", "323002"), True),
        (
            "公租房补贴资金冀财建〔2022〕185号",
            "公租房补贴资金（冀财建【2023】9 号）",
            ("323001", "323002"),
            True,
        ),
        ("城乡居民养老保险补助", "城乡居民养老保险补贴", ("323001", "323001"), True),
        ("城乡居民养老保险补助", "城乡居民养老保险补贴", ("323001", "323002"), False),
        ("劳动监察办案经费", "社保卡工本费", ("323001", "323001"), False),
    ],
)
def test_a_name_without_year_and_instalment_is_the_same_project(before, after, units, goes_on):
    assert two_years((2023, None, before, units[0]), (2024, None, after, units[1])).height == goes_on
