"""Departments among their peers, against counting one by one."""

from __future__ import annotations

from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.compare.provinces import counties_of, province
from transforms.compare.department_types import type_of
from transforms.compare.peers import peers


def values_of(made, document):
    """The four measures of a draft; those that cannot be told are left out."""
    inside = [row for row in made.indicators if row["document_id"] == document["document_id"]]
    projects = [row for row in made.projects if row["document_id"] == document["document_id"]]
    count = sum(row["indicator_count"] for row in projects)
    if not count:
        return {}
    known = [row for row in projects if row["budget_wanyuan"] is not None]
    counted = sum(row["indicator_count"] for row in known)
    counties = counties_of(made)
    county = counties[document["document_id"]]
    elsewhere = {
        row["fingerprint_wording"]
        for row in made.indicators
        if row["fiscal_year"] == document["fiscal_year"]
        and None not in (counties[row["document_id"]], row["fingerprint_wording"])
        and counties[row["document_id"]] != county
    }
    still_open = [
        row
        for row in made.findings
        if row["document_id"] == document["document_id"] and row["status"] == "open"
    ]
    copied = sum(row["fingerprint_wording"] in elsewhere for row in inside)
    return (
        ({} if county is None else {"reuse_rate": copied / len(inside)})
        | {
            "measurable_share": sum(row["measurable_count"] for row in projects) / count,
            "findings_per_100": 100 * len(still_open) / count,
        }
        | (
            {"wanyuan_per_indicator": float(sum(row["budget_wanyuan"] for row in known)) / counted}
            if counted
            else {}
        )
    )


def expected(made):
    values, groups = {}, {}
    for document in made.documents:
        kind = document["department_name"] and type_of(document["department_name"])
        for measure, value in values_of(made, document).items() if kind else ():
            values[document["document_id"], measure] = (value, (document["fiscal_year"], kind, measure))
            groups.setdefault((document["fiscal_year"], kind, measure), []).append(value)
    found = {}
    for key, (value, group) in values.items():
        others = groups[group].copy()
        others.remove(value)
        below = sum(other < value for other in others) + sum(other == value for other in others) / 2
        found[key] = pytest.approx(
            (
                value,
                1 + len(others),
                1 + sum(other > value for other in others),
                below / len(others) if others else -1,
                median(groups[group]),
            )
        )
    return found


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_places_are_those_of_counting(seed):
    made = province(seed)
    tables = made.frames()
    mart = peers(tables["documents"], tables["projects"], tables["indicators"], tables["findings"])
    found = {
        (row["document_id"], row["measure"]): (
            row["value"],
            row["peers"],
            row["rank"],
            -1 if row["percentile"] is None else row["percentile"],
            row["median"],
        )
        for row in mart.rows(named=True)
    }
    assert found == expected(made)
