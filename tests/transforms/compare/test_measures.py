"""Targets of one measure over counties, against counting one by one."""

from __future__ import annotations

from statistics import median, quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.compare.provinces import counties_of, province, table
from transforms.compare.measures import measures


def expected(made):
    """{(year, measure): (counties, targets, lowest, quartiles, highest)} and {indicator: (distance, outlier)}."""
    groups, county_of = {}, counties_of(made)
    for row in made.indicators:
        if None not in (row["fingerprint_wording"], row["value_number"], county_of[row["document_id"]]):
            unit = f"-{row['value_unit']}" if row["value_unit"] else ""
            groups.setdefault((row["fiscal_year"], row["fingerprint_wording"] + unit), []).append(row)
    found, targets = {}, {}
    for key, inside in groups.items():
        counties = {county_of[row["document_id"]] for row in inside}
        if len(counties) < 2:
            continue
        numbers = [row["value_number"] for row in inside]
        middle = median(numbers)
        mad = median(abs(number - middle) for number in numbers)
        spread = quantiles(numbers, n=4, method="inclusive")
        found[key] = (len(counties), len(numbers), min(numbers), *map(pytest.approx, spread), max(numbers))
        for row in inside:
            away = row["value_number"] - middle
            judged = len(numbers) >= 8 and mad > 0
            targets[row["indicator_id"]] = (away, abs(0.6745 * away / mad) > 3.5 if judged else None)
    return found, targets


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_spreads_and_outliers_are_those_of_counting(seed):
    made = province(seed, most=6)
    tables = made.frames()
    measured, targets = measures(tables["indicators"], tables["documents"])
    columns = ["counties", "indicators", "lowest", "p25", "median", "p75", "highest"]
    found = {
        (row["fiscal_year"], row["measure_id"]): tuple(row[name] for name in columns)
        for row in measured.rows(named=True)
    }
    distances = {row["indicator_id"]: (row["distance"], row["outlier"]) for row in targets.rows(named=True)}
    assert (found, distances) == expected(made)
    assert measured["outliers"].sum() == targets["outlier"].sum()


def test_who_asks_for_less_stands_out():
    rows = [
        {
            "indicator_id": f"i{at}",
            "document_id": f"d{at}",
            "fiscal_year": 2023,
            "county_code": f"1308{at:02}",
            "level3": "及时率",
            "fingerprint_wording": "f",
            "value_number": number,
            "value_unit": "%",
        }
        for at, number in enumerate([98, 95, 97, 96, 99, 98, 100, 97, 60])
    ]
    documents = [{"document_id": row["document_id"], "county_code": row["county_code"]} for row in rows]
    measured, targets = measures(table("indicators", rows).lazy(), table("documents", documents).lazy())
    assert targets.filter(outlier=True)["county_code"].to_list() == ["130808"]
    assert measured["outliers"].to_list() == [1]
