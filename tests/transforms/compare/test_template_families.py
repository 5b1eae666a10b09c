"""Template families against a slow, obvious reading of their definition; ids over releases."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from transforms.compare.template_families import template_families
from warehouse.schema import TABLES

PROJECTS = {
    "project_id": pl.String,
    "document_id": pl.String,
    "project_name": pl.String,
    "unit_code": pl.String,
    "unit_name": pl.String,
    "fiscal_year": pl.Int16,
    "county_code": pl.String,
    "budget_wanyuan": pl.Decimal(18, 6),
    "indicator_count": pl.Int32,
}
BEFORE = TABLES["template_members"].polars_schema()


def frames(sets, names=None, budget=None):
    """Projects p0, p1, … with the given sets of wordings, two a county."""
    projects = [
        (
            f"p{at}",
            f"d{at // 2}",
            (names or {}).get(at, f"项目{at}"),
            "323001",
            None,
            2023,
            f"13082{at // 2}",
            Decimal(at if budget is None else budget),
            len(wordings),
        )
        for at, wordings in enumerate(sets)
    ]
    indicators = [(f"p{at}", word) for at, wordings in enumerate(sets) for word in wordings]
    return (
        pl.LazyFrame(
            indicators, schema=dict.fromkeys(("project_id", "fingerprint_wording"), pl.String), orient="row"
        ),
        pl.LazyFrame(projects, schema=PROJECTS, orient="row"),
    )


def families_of(sets, before=(), names=None):
    indicators, projects = frames(sets, names)
    documents = projects.select(
        "document_id", "county_code", county_name=pl.lit(None, dtype=pl.String)
    ).unique()
    return template_families(indicators, projects, documents, pl.LazyFrame(before, schema=BEFORE))


def members_of(members):
    found = {}
    for family, project in members.select("family_id", "project_id").iter_rows():
        found.setdefault(family, set()).add(project)
    return {frozenset(projects) for projects in found.values()}


def slow(sets):
    """The docstring's words, one by one."""
    uses = Counter(frozenset(wordings) for wordings in sets if wordings)
    order = sorted(uses, key=lambda one: (-uses[one], -sum(len(w) + 1 for w in one), " ".join(sorted(one))))
    leader = {}
    for one in order:
        near = [head for head in leader.values() if len(head & one) / len(head | one) >= 0.8]
        leader[one] = min(near, key=order.index) if near else one
    found = {}
    for at, wordings in enumerate(sets):
        if wordings:
            found.setdefault(leader[frozenset(wordings)], set()).add(f"p{at}")
    return {frozenset(projects) for projects in found.values() if len(projects) > 1}


@given(st.lists(st.sets(st.sampled_from("abcdefghijkl"), max_size=9), max_size=10))
def test_families_are_those_of_the_definition(sets):
    families, members = families_of(sets)
    assert members_of(members) == slow(sets)
    assert families["projects"].sum() == members.height
    assert set(families["representative_project_id"]) <= set(members["project_id"])


def test_members_are_near_the_representative_not_near_one_another_in_a_chain():
    chain = ["abcdefghij", "abcdefghik", "abcdefghlk", "abcdefmhlk"]
    _, members = families_of([chain[0], *chain])
    assert members_of(members) == {frozenset({"p0", "p1", "p2"}), frozenset({"p3", "p4"})}


def test_a_family_says_what_it_is():
    names = {
        0: "2023年城乡居民养老保险补助（冀财社【2022】150号）",
        1: "城乡居民养老保险补助",
        2: "养老金",
    }
    families, members = families_of(["abcde", "abcde", "abcde", "xyz"], names=names)
    assert TABLES["template_families"].conform(families).rows(named=True) == [
        {
            "family_id": families["family_id"][0],
            "fiscal_year": 2023,
            "county_code": None,
            "projects": 3,
            "units": 2,
            "counties": 2,
            "budget_wanyuan": Decimal(3),
            "indicators": 15,
            "representative_project_id": "p0",
            "label": "城乡居民养老保险补助",
            "year_first": 2023,
        }
    ]
    assert TABLES["template_members"].conform(members)["jaccard"].to_list() == [1.0, 1.0, 1.0]


def test_a_sum_may_have_more_digits_than_an_amount():
    indicators, projects = frames(["abcde", "abcde"], budget="999999999999.99")
    documents = projects.select("document_id", "county_code", county_name=pl.lit("某县"))
    families, _ = template_families(indicators, projects, documents.unique(), pl.LazyFrame(schema=BEFORE))
    budgets = TABLES["template_families"].conform(families)["budget_wanyuan"]
    assert budgets.to_list() == [Decimal("1999999999999.98")]


def test_ids_live_on_when_other_drafts_come():
    sets = ["abcde", "abcde", "vwxyz", "vwxyz"]
    _, before = families_of(sets)
    grown = [*sets, "abcdef", "abcdef", "abcdef", "mnopq", "mnopq"]
    _, after = families_of(grown, before=before)
    joined = before.join(after, on="project_id", suffix="_after")
    assert joined["family_id"].to_list() == joined["family_id_after"].to_list()
    assert after["family_id"].n_unique() == 3


def test_a_family_that_splits_keeps_its_id_once():
    _, before = families_of(["abcde", "abcde", "abcde", "abcde"])
    _, after = families_of(["abcde", "abcde", "abxyz", "abxyz"], before=before)
    assert after["family_id"].n_unique() == 2
    assert before["family_id"][0] in set(after["family_id"])


def test_a_family_whose_drafts_were_all_sent_again_keeps_its_id():
    _, before = families_of(["abcde", "abcde"])
    _, after = families_of(
        ["abcde", "abcde"], before=before.with_columns(project_id="old" + pl.col("project_id"))
    )
    assert set(after["family_id"]) == set(before["family_id"])
    assert after["family_id_before"].null_count() == 2


def test_an_id_that_a_family_moved_on_with_is_not_given_again():
    _, before = families_of(["abcde", "abcde"])
    _, moved = families_of(["abxyz", "abxyz"], before=before)
    _, after = families_of(["abxyz", "abxyz", "abcde", "abcde"], before=moved)
    assert after["family_id"].to_list()[:2] != after["family_id"].to_list()[2:]
    assert after["family_id"].n_unique() == 2
    assert set(moved["family_id"]) == set(before["family_id"]) < set(after["family_id"])
