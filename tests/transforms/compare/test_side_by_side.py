"""Two forms side by side: nothing is lost on either side, and what is shared is shared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transforms.compare.side_by_side import Form, compare_forms, counts, mark, match
from transforms.normalise.fingerprint import full, wording

texts = st.text(alphabet="补贴人数12.5%ab ", max_size=20)


def indicator(level3, description="", value="≥90%", level2="数量指标"):
    return {
        "level2": level2,
        "level3": level3,
        "description": description,
        "value_text": value,
        "fingerprint_full": full(level2, level3, description, value),
        "fingerprint_wording": wording(level3, description),
    }


@given(texts, texts)
def test_marked_runs_are_the_text_and_shared_runs_stand_on_both_sides(left, right):
    one, other = mark(left, right)
    assert ("".join(run.text for run in one), "".join(run.text for run in other)) == (left, right)
    assert [run.text for run in one if run.shared] == [run.text for run in other if run.shared]


def test_a_number_is_changed_as_a_whole():
    assert [run.text for run in mark("≥95人", "≥98人")[1] if not run.shared] == ["98"]


def test_a_character_that_both_have_by_chance_is_no_shared_run():
    one, other = mark("霁原区教育局本级", "菡原县交通局本级")
    assert [(run.text, run.shared) for run in one] == [("霁原区教育", False), ("局本级", True)]
    assert [(run.text, run.shared) for run in other] == [("菡原县交通", False), ("局本级", True)]


def test_another_category_is_a_change_and_the_word_for_it_is_not():
    forms = [Form({}, [], {}, [indicator("人数", level2=name)]) for name in ("数量指标", "数量", "质量指标")]
    assert counts(compare_forms(forms[0], forms[1]))["same"] == 1
    changed = [line.field for line in compare_forms(forms[0], forms[2]) if line.kind == "changed"]
    assert changed == ["level2"]


indicators = st.lists(
    st.builds(indicator, texts, texts, texts, st.sampled_from(["数量", "质量"])), max_size=5
)


@given(indicators, indicators)
def test_every_indicator_stands_in_one_pair(left, right):
    pairs = match(left, right)
    assert [one for one, _ in pairs if one is not None] == left
    assert sorted(map(repr, (other for _, other in pairs if other is not None))) == sorted(map(repr, right))


@given(indicators)
def test_a_form_beside_itself_is_the_same_throughout(rows):
    form = Form({"project_name": "甲", "budget_wanyuan": None}, ["目标"], {"03": "25%"}, rows)
    assert {line.kind for line in compare_forms(form, form)} == {"same"}


def test_copied_changed_and_own_indicators_are_told_apart():
    left = [indicator("发放人数"), indicator("发放及时率", "按时发放补贴的比例"), indicator("培训场次")]
    right = [indicator("满意度"), indicator("发放及时率", "按时发放补贴资金的比例"), indicator("发放人数")]
    lines = compare_forms(Form({}, [], {}, left), Form({}, ["目标"], {}, right))
    assert counts(lines) == {"same": 1, "changed": 1, "left": 1, "right": 1}
    assert [line.kind for line in lines if line.part == "goal"] == ["right"]
