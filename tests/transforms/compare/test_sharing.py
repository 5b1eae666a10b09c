"""Who shares with whom, against sets that are compared pair by pair."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.compare.provinces import counties_of, province
from transforms.compare.sharing import KEY, sharing


def groups_of(rows, counties, departments):
    """{(year, group_by, county, code): fingerprints of its indicators}."""
    found = {}
    for row in rows:
        county, department = counties[row["document_id"]] or "unknown", departments[row["document_id"]]
        for group_by, code in (("county", county), ("department", department)):
            found.setdefault((row["fiscal_year"], group_by, county, code), []).append(
                row["fingerprint_wording"]
            )
    return found


def expected(rows, counties, departments):
    groups, found = groups_of(rows, counties, departments), {}
    for one, prints in groups.items():
        for other, theirs in groups.items():
            comparable = one[:2] == other[:2] and (one[1] == "county" or one[2] == other[2])
            both = set(prints) & set(theirs) - {None}
            if comparable and one != other and both:
                found[(*one, *other[2:])] = (
                    len(set(prints) - {None}),
                    len(set(theirs) - {None}),
                    len(both),
                    len(prints),
                    sum(print in both for print in prints),
                )
    return found


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_pairs_are_those_of_comparing_every_two_groups(seed):
    made = province(seed)
    departments = {
        row["document_id"]: row["department_code"] or row["department_name"] or "unknown"
        for row in made.documents
    }
    tables = made.frames()
    mart = sharing(tables["indicators"], tables["documents"])
    counts = ["wordings", "other_wordings", "shared", "indicators", "indicators_shared"]
    found = {
        tuple(row[name] for name in KEY): tuple(row[name] for name in counts) for row in mart.rows(named=True)
    }
    assert found == expected(made.indicators, counties_of(made), departments)
    assert mart.filter(mart["share"] != mart["shared"] / mart["wordings"]).is_empty()
