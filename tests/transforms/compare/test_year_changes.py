"""What moved between two years of a project, against reading the two years' forms one by one."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from tests.transforms.compare.provinces import province, table
from transforms.compare.continued import continued_projects
from transforms.compare.year_changes import year_changes
from transforms.normalise.fingerprint import wording

UP, DOWN = {">=", ">", "=", None}, {"<=", "<"}


def words(row):
    level3, description = row["level3"] or "", row["description"] or ""
    return level3 if description in ("", row["level3"]) else f"{level3}：{description}"


def said(made, project):
    """{(fingerprint, unit): the first indicator of a project that says it}."""
    found = {}
    for row in sorted(made.indicators, key=lambda row: row["sequence"]):
        if row["project_id"] == project and row["fingerprint_wording"]:
            found.setdefault((row["fingerprint_wording"], row["value_unit"] or ""), row)
    seen = {}
    for key, row in found.items():  # 率 and 率：率 are the same words
        seen.setdefault((words(row), key[1]), key)
    return {key: found[key] for key in seen.values()}


def drifted(gone, new):
    """Pairs of what is left over in both years, from the likest down."""

    def level2(row):
        return (row["level2"] or "").replace("指标", "")

    near = sorted(
        (-ratio(words(one), words(other)), a[0], b[0], a, b)
        for a, one in gone.items()
        for b, other in new.items()
        if a[1] == b[1] and level2(one) == level2(other) and ratio(words(one), words(other)) >= 80
    )
    pairs = {}
    for *_, a, b in near:
        if a not in pairs and b not in pairs.values():
            pairs[a] = b
    return pairs


def way(change):
    return "raised" if change > 0 else "lowered" if change < 0 else "kept"


def timeless(text, row):
    return text and re.sub(r"\s", "", text).replace(str(row["fiscal_year"]), "")


def bar(one, other):
    signs, numbers = {one["comparator"], other["comparator"]}, (one["value_number"], other["value_number"])
    if None not in numbers and signs <= UP:
        return way(numbers[1] - numbers[0])
    if None not in numbers and signs - {None} and signs - {None} <= DOWN:
        return way(numbers[0] - numbers[1])
    same = timeless(one["value_text"], one) == timeless(other["value_text"], other)
    return "kept" if same else "changed"


def expected(made, before, after):
    """Rows (field, measure, unit, before, after, direction) of one project that goes on."""
    budgets = [row["budget_wanyuan"] for row in made.projects if row["project_id"] == before]
    budgets += [row["budget_wanyuan"] for row in made.projects if row["project_id"] == after]
    rows = []
    if budgets != [None, None]:
        written = [None if budget is None else f"{budget:.6f}" for budget in budgets]
        direction = None if None in budgets else way(budgets[1] - budgets[0])
        rows.append(("budget_wanyuan", None, "万元", *written, direction))
    old, new = said(made, before), said(made, after)
    pairs = {key: key for key in old.keys() & new.keys()}
    moved = drifted(
        {key: row for key, row in old.items() if key not in pairs},
        {key: row for key, row in new.items() if key not in pairs},
    )
    for a, b in (pairs | moved).items():
        values = old[a]["value_text"], new[b]["value_text"]
        rows.append(("target", words(old[a]), a[1], *values, bar(old[a], new[b])))
        if a in moved and timeless(words(old[a]), old[a]) != timeless(words(new[b]), new[b]):
            rows.append(("wording", words(old[a]), a[1], words(old[a]), words(new[b]), "reworded"))
    rows += [
        ("indicator", words(row), key[1], row["value_text"], None, "dropped")
        for key, row in old.items()
        if key not in pairs and key not in moved
    ]
    rows += [
        ("indicator", words(row), key[1], None, row["value_text"], "added")
        for key, row in new.items()
        if key not in pairs and key not in moved.values()
    ]
    return rows


@pytest.mark.parametrize("many", [0, 10, 2_500])
@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_changes_are_those_of_reading_both_forms(many, seed):
    made = province(seed)
    tables = made.frames()
    continued = continued_projects(tables["projects"], tables["documents"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("transforms.compare.drifted_words._MANY", many)
        mart = year_changes(continued.lazy(), tables["projects"], tables["indicators"])
    columns = ["field", "measure", "value_unit", "before", "after", "direction"]
    for pair in continued.rows(named=True):
        rows = (
            mart.filter(project_key=pair["project_key"], year_from=pair["year_from"]).select(columns).rows()
        )
        wanted = expected(made, pair["project_id_from"], pair["project_id_to"])
        assert sorted(rows, key=repr) == sorted(wanted, key=repr)


def changes(before, after, budgets=(Decimal(100), Decimal(100))):
    """Changes of one project whose one indicator is (level 3, sign, number) in either year."""
    pairs = [
        {
            "project_key": "p0",
            "fiscal_year": 2024,
            "year_from": 2023,
            "project_id_from": "p0",
            "project_id_to": "p1",
        }
    ]
    projects = [{"project_id": f"p{at}", "budget_wanyuan": budget} for at, budget in enumerate(budgets)]
    indicators = [
        {
            "project_id": f"p{at}",
            "sequence": 1,
            "level3": level3,
            "comparator": sign,
            "value_number": number,
            "value_unit": "%",
            "value_text": sign if number is None else f"{sign}{number}%",
            "fingerprint_wording": wording(level3, ""),
        }
        for at, (level3, sign, number) in enumerate((before, after))
    ]
    mart = year_changes(
        *(
            table(name, rows).lazy()
            for name, rows in (
                ("continued_projects", pairs),
                ("projects", projects),
                ("indicators", indicators),
            )
        )
    )
    return {row["field"]: (row["direction"], row["change"]) for row in mart.rows(named=True)}


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (("满意度", ">=", 90.0), ("满意度", ">=", 95.0), "raised"),
        (("失业率", "<=", 4.5), ("失业率", "<=", 5.5), "lowered"),  # a higher ceiling asks for less
        (("满意度", ">=", 90.0), ("满意度", ">=", 90.0), "kept"),
        (("满意度", ">=", 90.0), ("满意度", "<=", 95.0), "changed"),
        (("失业率", "<=", 4.5), ("失业率", None, 4.0), "raised"),  # a ceiling, whose sign was left out
        (("失业率", None, 4.5), ("失业率", "<=", 5.0), "lowered"),
        (("满意度", ">=", 90.0), ("满意度", None, 95.0), "raised"),
        (("失业率", "<=", 4.5), ("失业率", "=", 4.0), "changed"),
        (("满意度", ">=", 90.0), ("满意度", ">=", None), "changed"),
    ],
)
def test_the_bar_is_what_goes_up_or_down(before, after, direction):
    assert changes(before, after)["target"][0] == direction


def test_a_reworded_indicator_is_neither_dropped_nor_added():
    found = changes(("城镇新增就业人数", ">=", 90.0), ("城镇新增就业人员数", ">=", 80.0))
    assert found == {
        "budget_wanyuan": ("kept", 0.0),
        "wording": ("reworded", None),
        "target": ("lowered", -10.0),
    }


def test_what_moves_with_the_year_alone_is_kept_and_not_reworded():
    found = changes(
        ("2023年度培训任务完成时间", "2023年 12月底前", None),
        ("2024年度培训任务完成时间", "2024年12月底前", None),
    )
    assert found == {"budget_wanyuan": ("kept", 0.0), "target": ("kept", None)}
    found = changes(("培训完成时间", "2023年12月底前", None), ("培训完成时间", "2024年6月底前", None))
    assert found["target"] == ("changed", None)


def test_a_difference_may_have_more_digits_than_an_amount():
    most = Decimal("999999999999.99")
    found = changes(("甲", ">=", 1.0), ("甲", ">=", 1.0), (-most, most))
    assert found["budget_wanyuan"] == ("raised", 1999999999999.98)


def test_a_budget_that_one_year_does_not_know_has_no_direction():
    assert changes(("甲", ">=", 1.0), ("乙", ">=", 1.0), (None, Decimal(5)))["budget_wanyuan"] == (None, None)


def test_a_difference_shows_no_binary_fractions():
    assert changes(("补助", "<=", 106.16), ("补助", "<=", 113.59))["target"] == ("lowered", 7.43)
