"""Titles that go together, against comparing each with each; and names of those that share something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import expectations.rules.titles
from expectations.rules.titles import beginning, ending, equal, sharing_letters
from tests.expectations.rules.conftest import draft, form, found, tables_of

texts = st.lists(st.text("甲乙丙丁12", max_size=6), max_size=9)


def marked(one, other, goes_with):
    return (
        [any(goes_with(a, b) for b in other) for a in one],
        [any(goes_with(a, b) for a in one) for b in other],
    )


def listed(marks):
    return tuple(side.tolist() for side in marks)


def likeness(a, b):
    return 2 * len(set(a) & set(b)) / max(len(set(a)) + len(set(b)), 1)


def digits(text):
    return [sign for sign in text if sign.isdigit()]


@pytest.mark.parametrize("same_numbers", [True, False])
@given(one=texts, other=texts)
def test_titles_that_share_most_of_their_letters(one, other, same_numbers):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(expectations.rules.titles, "_PAIRS_AT_A_TIME", 7)
        found = sharing_letters(one, other, 0.8, same_numbers=same_numbers)
    assert listed(found) == marked(
        one,
        other,
        lambda a, b: likeness(a, b) >= 0.8 and (not same_numbers or digits(a) == digits(b)),
    )


@given(texts, texts)
def test_titles_that_begin_end_or_are_another(one, other):
    assert listed(beginning(one, other)) == marked(one, other, lambda a, b: a != "" and b.startswith(a))
    assert listed(ending(one, other, 2)) == marked(one, other, lambda a, b: len(a) >= 2 and b.endswith(a))
    assert listed(equal(one, other)) == marked(one, other, lambda a, b: a == b)


def test_no_project_names_all_the_thousands_that_it_shares_a_text_with():
    forms = [form(n, purpose="按照每亩120元的标准，向种粮农户发放补贴") for n in range(1, 31)]
    findings = found(tables_of(draft(*forms)), "R23").sort("project_id")
    assert findings.height == 30
    told = findings.filter(project_id="d1xxxxxxxxxx-3")["message_zh"].item()
    assert told.startswith("第 3 项：资金用途与第 1、2、4、5、")
    assert told.partition("；")[0].endswith("、20、21… 项逐字相同")


def test_twenty_one_that_share_a_text_name_all_the_others():
    forms = [form(n, project_code="990101") for n in range(1, 22)]
    told = found(tables_of(draft(*forms)), "R07").sort("project_id")["message_zh"]
    assert not told.str.contains("…").any()
    assert set(told.str.count_matches("、")) == {19}


def test_goals_out_of_order_are_told_by_the_numbers_around():
    numbers = [*range(1, 60), 59, *range(60, 90)]
    findings = found(tables_of(draft(form(1, goals="".join(f"{n}.完成任务。" for n in numbers)))), "R21")
    around = "、".join(map(str, numbers[39:80]))
    assert findings["observed"].to_list() == [f"…、{around}、…"]
