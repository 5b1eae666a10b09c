"""A heading that nobody foresaw costs no more than itself: where its place tells what it is, not even that."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.draft import Draft
from extractors.layouts.library import load_layouts
from extractors.layouts.suggest import misspelt
from extractors.pieces import Grid, GridCell, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of
from tests.extractors.test_unseen_forms import FORMS, grid, read, wanted

UNKNOWN = "栏目事由"


def read_with(form: dict[str, Any], heading: str, instead: str = UNKNOWN) -> Draft:
    """The form with one word in place of a heading, in whichever of its cells that stands."""
    drawn = grid(form["rows"])
    cells = [cell for row in drawn.rows for cell in row if "".join(cell.piece.text.split()) == heading]
    assert cells
    for cell in cells:
        cell.piece.text = instead
    return draft_of(Reading("docx", None, [*(Line(Piece(text=text)) for text in form["over"]), drawn]))


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("central", "三级指标"),
        ("central", "指标值"),
        ("shaanxi", "指标内容"),
        ("hubei-city", "当年预期实现值"),
        ("shanxi-years", "目标值"),
        ("liaoning", "三级指标"),
        ("region-term-year", "指标值"),
        ("sidebyside", "指标值"),
        ("neimenggu", "项目名称"),
        ("direction-beside-kind", "项目名称"),
    ],
)
def test_a_heading_named_by_those_beside_it(name: str, heading: str) -> None:
    form = next(form for form in FORMS if form["name"] == name)
    expected = [wanted(project) for project in form["project"]]
    draft = read_with(form, heading)
    assert [read(*pair) for pair in zip(draft.projects, expected, strict=True)] == expected
    assert UNKNOWN in [label.text for label in draft.new_labels]


@pytest.mark.parametrize("heading", ["指标值确定依椐", "指标值确定衣据"])
def test_a_heading_with_one_wrong_character(heading: str) -> None:
    form = next(form for form in FORMS if form["name"] == "levels-of-funds")
    expected = [wanted(project) for project in form["project"]]
    draft = read_with(form, "指标值确定依据", heading)
    assert [read(*pair) for pair in zip(draft.projects, expected, strict=True)] == expected
    assert heading in [label.text for label in draft.new_labels]


@pytest.mark.parametrize(
    ("name", "label", "misspelt"),
    [
        ("kinds-in-one-column", "项目名称", "项目明称"),
        ("henan", "主管部门", "主管部们"),
        ("central", "实施单位", "实施单佳"),
    ],
)
def test_a_label_with_one_wrong_character(name: str, label: str, misspelt: str) -> None:
    form = next(form for form in FORMS if form["name"] == name)
    expected = [wanted(project) for project in form["project"]]
    draft = read_with(form, label, misspelt)
    assert [read(*pair) for pair in zip(draft.projects, expected, strict=True)] == expected
    assert misspelt in [label.text for label in draft.new_labels]


def test_a_label_over_several_rows_with_one_wrong_character() -> None:
    """预算规模及资金用途 is beside the amounts, and what is below them is the purpose."""
    purpose = Piece("购买防汛沙袋6000条。")
    group = Piece("预算规摸及资金用途")
    rows = [
        [GridCell(group, 0, 1), *cells("预算数", "12.00", "其中：财政拨款", "12.00", at=1)],
        [GridCell(group, 0, 1, spanned=True), GridCell(purpose, 1, 5)],
        [GridCell(Piece("绩效目标"), 0, 1), GridCell(Piece("备足防汛物资。"), 1, 5)],
        cells("一级指标", "二级指标", "三级指标", "指标值", "备注"),
        cells("产出指标", "数量指标", "购买沙袋", "6000条", ""),
    ]
    drawn = Grid([cells("项目名称", "防汛物资", "项目编码", "13082325P00001210012A", ""), *rows])
    (project,) = draft_of(Reading("docx", None, [drawn])).projects
    assert (project.budget.text, project.purpose.text) == ("12.00", "购买防汛沙袋6000条。")


@pytest.mark.parametrize("label", ["季度目标", "项目简章", "上年指标值"])
def test_a_word_of_its_own_is_no_misspelt_label(label: str) -> None:
    layout = load_layouts().recognise([])
    assert misspelt(label, "labels", layout) is None
    assert misspelt(label, "columns", layout) is None


def cells(*texts: str, at: int = 0) -> list[GridCell]:
    return [GridCell(Piece(text), at + place, at + place + 1) for place, text in enumerate(texts)]


def test_the_first_heading_behind_the_levels_is_the_name_whatever_it_explains_besides() -> None:
    form = next(form for form in FORMS if form["name"] == "central")
    expected = [wanted(project) for project in form["project"]]
    draft = read_with(form, "三级指标", "考核事项及释义")
    assert [read(*pair) for pair in zip(draft.projects, expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("name", "heading", "own"),
    [
        ("yunnan", "项目年度绩效目标", "goals"),
        ("hunan", "资金总额", "budget"),
        ("graded-2018", "评价标准", ""),
    ],
)
def test_the_other_fields_of_a_form_with_an_unknown_heading(name: str, heading: str, own: str) -> None:
    form = next(form for form in FORMS if form["name"] == name)
    expected = [wanted(project) for project in form["project"]]
    draft = read_with(form, heading)
    found = [read(*pair) for pair in zip(draft.projects, expected, strict=True)]
    for project in (*found, *expected):
        project[own] = ""
    assert found == expected


def with_label(label: str, amounts: int = 1) -> Draft:
    """A form whose amounts stand beside labels that no layout knows."""
    funds = "\n".join(
        f"{label}{'甲乙'[at] if at else ''}|{215 + at}.00|负责人|王某某" for at in range(amounts)
    )
    drawn = grid(
        f"项目名称|消防改造|实施单位|某中心\n{funds}\n年度目标|完成改造。|<|<\n一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|改造户数|≥620户"
    )
    return draft_of(Reading("docx", None, [Line(Piece("项目绩效目标表")), drawn]))


def test_the_only_amount_beside_an_unknown_label_of_money_is_the_budget() -> None:
    draft = with_label("本级投资盘子（万元）")
    (project,) = draft.projects
    assert (project.budget.text, project.budget.unit) == ("215.00", "万元")
    assert [label.text for label in draft.new_labels] == ["本级投资盘子（万元）"]


@pytest.mark.parametrize(
    ("label", "amounts"),
    [("上年投资盘子（万元）", 1), ("户均投资盘子（元）", 1), ("点位盘子", 1), ("投资盘子", 2)],
)
def test_another_amount_is_not(label: str, amounts: int) -> None:
    draft = with_label(label, amounts)
    assert draft.projects[0].budget.text == ""
    left = [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None]
    assert "215.00" in left


def with_labels(*rows: str) -> Draft:
    drawn = grid(
        "\n".join(
            [
                "项目名称|消防改造",
                *rows,
                "一级指标|二级指标|三级指标|指标值",
                "产出指标|数量指标|改造户数|≥620户",
            ]
        )
    )
    return draft_of(Reading("docx", None, [Line(Piece("项目绩效目标表")), drawn]))


@pytest.mark.parametrize(
    ("label", "value", "field"),
    [
        ("扶持课题备案编码", "13082124P000009892593", "project_code"),
        ("消防建设承接方", "某某县消防大队", "unit_name"),
        ("条线归口管理部门", "某某县应急管理局", "department_name"),
        ("专项经费核准用途", "改造老街消防设施。", "purpose"),
        ("呈报的绩效目标", "完成改造620户。", "goals"),
    ],
)
def test_a_value_beside_an_unknown_label_is_of_the_field_its_words_speak_of(
    label: str, value: str, field: str
) -> None:
    draft = with_labels(f"{label}|{value}")
    assert getattr(draft.projects[0], field).text == value
    assert [new.text for new in draft.new_labels] == [label]


def test_of_two_such_labels_neither_is_the_field() -> None:
    draft = with_labels("呈报的绩效目标|完成改造。", "设想的绩效目标|通过验收。")
    assert draft.projects[0].goals.text == ""
    left = [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None]
    assert left == ["呈报的绩效目标", "完成改造。", "设想的绩效目标", "通过验收。"]


def test_what_the_form_says_under_its_own_label_stays() -> None:
    draft = with_labels("年度目标|完成改造。", "呈报的绩效目标|通过验收。")
    assert draft.projects[0].goals.text == "完成改造。"


def test_an_unknown_label_that_speaks_of_no_field_has_its_value_among_the_facts() -> None:
    draft = with_labels("项目的归口股室|社保股")
    assert [(one.label, one.value.text) for one in draft.projects[0].details] == [
        ("项目的归口股室", "社保股")
    ]
    assert [(new.text, new.field) for new in draft.new_labels] == [("项目的归口股室", "fact")]


def test_a_column_is_the_field_that_its_unknown_heading_speaks_of() -> None:
    drawn = grid(
        "项目名称|消防改造|<|<\n一级指标|二级指标|三级指标|验收目标值要求|赋予分值数|核算口径与要点说明\n产出指标|数量指标|改造户数|≥620户|20|验收的户数"
    )
    draft = draft_of(Reading("docx", None, [Line(Piece("项目绩效目标表")), drawn]))
    (indicator,) = draft.projects[0].indicators
    assert (indicator.value.text, indicator.weight.text, indicator.description.text) == (
        "≥620户", "20", "验收的户数",
    )  # fmt: skip
