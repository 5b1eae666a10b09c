"""A form cut into pages anywhere is read as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from extractors.draft import Draft
from extractors.joining import squeeze
from extractors.layouts.library import load_layouts
from extractors.reader import draft_of, read_draft
from tests.extractors.paper import FIELDS, FIRST_INDICATOR, GOALS, Form, Paper, Style

MONTHS = ("03", "06", "10", "12")
FEWEST_LINES = 10  # a page has room for more than one row
LAYOUT = load_layouts().known[0]
LEVELS = {"产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
          "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
          "满意度指标": ("服务对象满意度指标",)}  # fmt: skip

words = st.text(
    alphabet="甲乙丙丁戊己率数额完成提高社会及时，。《》（）0123456789%≥AbC/-.", min_size=1, max_size=40
)
words = words.filter(lambda text: not LAYOUT.is_label(text) and text.strip(" "))
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
    if style.merges_level2:
        style.middle = False  # a centred name may stand on the next page: not put right (cut_rows says so)
    indicators = [("产出指标", "数量指标", draw(words), draw(words), draw(words), "") for _ in range(3)]
    if not style.merges_level2:
        indicators.clear()
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
    """Draw page breaks below the form's first row, which is what a form is known by."""
    # Centred head rows of several labels are not put together again (cut_rows says so).
    first = paper.tops[GOALS if paper.style.middle else 1]
    if paper.style.repeats == "head":
        first = paper.tops[FIRST_INDICATOR]  # what is cut itself cannot be said again
    if paper.style.merges_level2:
        # That a form merges level 2 is seen from its rows, so some must stand together on the first page.
        first = paper.tops[FIRST_INDICATOR + 3]
    assume(first < paper.height)
    breaks = data.draw(st.sets(st.integers(first, paper.height - 1), max_size=4), label="breaks")
    if paper.style.merges_level2:
        # A rest with level 3 and value looks like a row under a merged level 2.
        breaks = {at for at in breaks if not paper.leaves(at, "level3", "value")}
    apart: list[int] = []
    for at in sorted(breaks):
        if not apart or at - apart[-1] >= FEWEST_LINES:
            apart.append(at)
    return apart


def breaks_without_room(data: st.DataObject, paper: Paper) -> list[int]:
    """Some formats do not tell if a cell was full, which a row with centred text may need (cut_rows says so)."""
    return [at for at in breaks_of(data, paper) if not paper.leaves(at, "level2", "level3", "value")]


def compare(form: Form, draft: Draft) -> None:
    assert len(draft.projects) == 1
    project = draft.projects[0]
    read = [
        tuple(squeeze(getattr(indicator, name).text) for name in FIELDS) for indicator in project.indicators
    ]
    assert read == form.indicators
    head = {"project_code": form.code, "project_name": form.name, "budget": form.budget, "fiscal": form.fiscal,
            "other": form.other, "purpose": form.purpose, "goals": form.goals}  # fmt: skip
    assert {name: squeeze(getattr(project, name).text) for name in head} == head
    plan = {month: squeeze(value.text) for month, value in project.plan.items()}
    assert plan == {
        month: text for month, text in zip(("03", "06", "10", "12"), form.plan, strict=True) if text
    }
    assert [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None] == []


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms_on_paper(), st.data())
def test_any_cut_of_a_pdf(drawn: tuple[Form, Paper], data: st.DataObject) -> None:
    form, paper = drawn
    compare(form, draft_of(paper.as_reading(breaks_of(data, paper))))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms_on_paper(), st.data())
def test_any_cut_of_a_word_table(drawn: tuple[Form, Paper], data: st.DataObject) -> None:
    form, paper = drawn
    breaks = breaks_without_room(data, paper)
    compare(form, draft_of(paper.as_reading(breaks, tells_room=False)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms_on_paper(), st.data())
def test_any_cut_of_a_text(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[Form, Paper], data: st.DataObject
) -> None:
    form, paper = drawn
    path = tmp_path_factory.getbasetemp() / "form.txt"
    path.write_text(paper.as_text(breaks_without_room(data, paper)), encoding="utf-8")
    compare(form, read_draft(path))


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
