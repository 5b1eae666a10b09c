"""A form cut into pages anywhere is read as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from extractors.draft import Draft
from extractors.joining import squeeze
from extractors.layouts.library import load_layouts
from extractors.reader import read_draft
from extractors.whole_draft import draft_of
from tests.extractors.paper import FIELDS, FIRST_INDICATOR, Form, Paper, Style

MONTHS = ("03", "06", "10", "12")
FEWEST_LINES = 10  # a page has room for more than one row
LAYOUT = load_layouts().known[0]
LEVELS = {"产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
          "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
          "满意度指标": ("服务对象满意度指标",)}  # fmt: skip

signs = st.sampled_from([*"甲乙丙丁戊己率数额完成提高社会及时，。0123456789%AbC/-.", "（甲）", "《乙丙》"])
words = st.builds(
    "".join, st.tuples(st.sampled_from(["", "", "≥"]), st.lists(signs, min_size=1, max_size=40).map("".join))
)
words = words.filter(lambda text: not LAYOUT.is_label(text))
amounts = st.decimals(0, 99999, places=2).map(str)
percents = st.sampled_from(["", "25%", "50%", "75%", "100%"])


styles = st.builds(
    Style,
    level1=st.sampled_from(["merged", "first", "each"]),
    merges_level2=st.booleans(),
    middle=st.booleans(),
    repeats=st.sampled_from(["nothing", "heading", "head"]),
    titled=st.booleans(),
    width=st.integers(2, 8),
)


@st.composite
def forms_on_paper(draw) -> tuple[Form, Paper]:
    style = draw(styles)
    indicators = []
    values = words if style.merges_level2 else words | st.just("")
    for level1, names in LEVELS.items():
        for level2 in draw(st.lists(st.sampled_from(names), max_size=4)):
            indicators.append(
                (level1, level2, draw(words), draw(words), draw(values), draw(words | st.just("")))
            )
    assume(indicators)
    form = Form(
        code=draw(st.text("0123456789ABCDEFGHJ", min_size=21, max_size=21)),
        name=draw(words),
        budget=draw(amounts),
        fiscal=draw(amounts),
        other=draw(amounts | st.just("")),
        purpose=draw(words),
        plan=(draw(percents), draw(percents), draw(percents), "100%"),
        goals=draw(words),
        indicators=indicators,
    )
    return form, Paper(form, style)


def breaks_of(data: st.DataObject, paper: Paper) -> list[int]:
    """Draw page breaks at any line of the form."""
    # A program that says the head again keeps it whole on its first page.
    first = paper.tops[FIRST_INDICATOR] if paper.style.repeats == "head" else 1
    assume(first < paper.height)
    apart: list[int] = []
    for at in sorted(data.draw(st.sets(st.integers(first, paper.height - 1), max_size=4), label="breaks")):
        if not apart or at - apart[-1] >= FEWEST_LINES:
            apart.append(at)
    return apart


def compare(form: Form, draft: Draft) -> None:
    """All is as it was; where a row at a page break is marked as doubtful, but for where rows begin and end."""
    assert len(draft.projects) == 1
    project = draft.projects[0]
    read = [
        tuple(squeeze(getattr(indicator, name).text) for name in FIELDS) for indicator in project.indicators
    ]
    if any(cell.doubt == "cut" for cell in draft.cells):
        assert together(read) == together(form.indicators)
    else:
        assert read == form.indicators
    head = {"project_code": form.code, "project_name": form.name, "budget": form.budget, "fiscal": form.fiscal,
            "other": form.other, "purpose": form.purpose, "goals": form.goals}  # fmt: skip
    assert {name: squeeze(getattr(project, name).text) for name in head} == head
    plan = {month: squeeze(value.text) for month, value in project.plan.items()}
    assert plan == {
        month: text for month, text in zip(("03", "06", "10", "12"), form.plan, strict=True) if text
    }
    assert [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None] == []


def together(indicators: Sequence[tuple[str, ...]]) -> list[str]:
    """What the columns but the levels' say, each from top to bottom."""
    return ["".join(texts) for texts in list(zip(*indicators, strict=True))[2:]]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms_on_paper(), st.data())
def test_any_cut_of_a_pdf(drawn: tuple[Form, Paper], data: st.DataObject) -> None:
    form, paper = drawn
    compare(form, draft_of(paper.as_reading(breaks_of(data, paper))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms_on_paper(), st.data())
def test_any_cut_of_a_word_table(drawn: tuple[Form, Paper], data: st.DataObject) -> None:
    form, paper = drawn
    breaks = breaks_of(data, paper)
    compare(form, draft_of(paper.as_reading(breaks, tells_room=False)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms_on_paper(), st.data())
def test_any_cut_of_a_text(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[Form, Paper], data: st.DataObject
) -> None:
    form, paper = drawn
    path = tmp_path_factory.getbasetemp() / "form.txt"
    path.write_text(paper.as_text(breaks_of(data, paper)), encoding="utf-8")
    compare(form, read_draft(path))


WATER = Form(
    code="13082123P00007910001D", name="供水补助项目经费", budget="123456789.00", fiscal="2700.00", other="",
    purpose="用于供水管网改造，以及管护人员的补助。", plan=("25.0000%", "", "75%", "100%"),
    goals="1.供水稳定。2.漏损下降，群众满意。", indicators=[
        ("产出指标", "数量指标", "供水户数", "全年供水的户数", "≥1200户", "工作计划"),
        ("产出指标", "数量指标", "改造管网的长度", "当年改造完成的管网长度", "≥30公里", "工作计划"),
        ("产出指标", "数量指标", "补助的人数", "领取补助的人数", "≥9人", ""),
        ("产出指标", "质量指标", "水质合格率", "合格的水样的占比", "≥99%", "行业标准"),
        ("效益指标", "社会效益指标", "漏损率", "漏损水量的占比", "≤9%", ""),
        ("满意度指标", "服务对象满意度指标", "用水群众的满意度", "调查中满意的占比", "≥95%", "问卷调查"),
    ],
)  # fmt: skip


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("merges_level2", [False, True])
@pytest.mark.parametrize(
    ("level1", "repeats"), [("merged", "nothing"), ("first", "heading"), ("each", "head")]
)
def test_every_single_cut_of_a_ruled_table(
    middle: bool, merges_level2: bool, level1: str, repeats: str
) -> None:
    """Nothing is doubtful where the page shows how far each text reaches."""
    paper = Paper(WATER, Style(level1, merges_level2, middle, repeats, width=3))
    for at in range(1, paper.height):
        draft = draft_of(paper.as_reading([at]))
        assert [cell.text for cell in draft.cells if cell.doubt] == [], at
        compare(WATER, draft)


def test_a_row_that_the_page_does_not_tell_from_a_rest_is_marked() -> None:
    """Without its room on the page, the rest of a row under a merged level 2 looks like a row of its own."""
    paper = Paper(WATER, Style(merges_level2=True, width=3))
    at = paper.tops[FIRST_INDICATOR + 1] + 1
    draft = draft_of(paper.as_reading([at], tells_room=False))
    assert [(cell.text, cell.field, cell.doubt) for cell in draft.cells if cell.doubt] == [
        ("网的长\n度", "level3", "cut")
    ]
    assert len(draft.projects[0].indicators) == len(WATER.indicators) + 1
    compare(WATER, draft)


def test_a_row_cut_below_a_heading_that_was_cut_itself_is_whole() -> None:
    """The first heading seen whole says again one that was cut: the row below it may be a rest."""
    tall = (
        "效益指标",
        "社会效益指标",
        "率",
        "比",
        "不低于上一年度的实际水平并逐年提高",
        "与上一年度的年报相比较",
    )
    form = replace(WATER, indicators=[*WATER.indicators[:1], tall])
    paper = Paper(form, Style(repeats="heading", width=2))
    heading = paper.tops[FIRST_INDICATOR - 1]
    for at in range(paper.tops[FIRST_INDICATOR] + 1, paper.height):
        compare(form, draft_of(paper.as_reading([heading + 1, at])))


@pytest.mark.parametrize("width", [2, 3, 4, 5])
def test_every_single_cut_of_a_plain_text(tmp_path: Path, width: int) -> None:
    indicators = [
        ("产出指标", "数量指标", "供水户数", "全年供水的户数", "≥1200户", "工作计划"),
        ("效益指标", "社会效益指标", "漏损率", "漏损水量的占比", "≤9%", ""),
    ]
    form = Form(
        code="13082123P00007910001D", name="供水补助", budget="2700.00", fiscal="2700.00", other="0.00",
        purpose="用于供水。", plan=("25%", "50%", "75%", "100%"), goals="供水稳定。", indicators=indicators,
    )  # fmt: skip
    paper, path = Paper(form, Style(repeats="nothing", width=width)), tmp_path / "form.txt"
    for at in range(paper.tops[1], paper.height):
        path.write_text(paper.as_text([at]), encoding="utf-8")
        compare(form, read_draft(path))
