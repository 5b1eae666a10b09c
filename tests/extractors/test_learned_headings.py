"""Headings in words that no layout has: told by what stands under them."""

from __future__ import annotations

import pytest

from extractors.draft import Draft
from extractors.pieces import Block, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of
from tests.extractors.test_unseen_forms import grid

ROWS = """
产出指标|数量指标|改造户数|≥620户|30
^|时效指标|完工时间|10月底前|30
满意度指标|服务对象满意度指标|住户满意度|≥90%|20
"""


def read(*blocks: Block) -> Draft:
    return draft_of(Reading("docx", None, list(blocks)))


def form(heading: str, rows: str = ROWS, project: str = "消防改造") -> list[Block]:
    head = f"项目名称|{project}|<|<|<\n资金总额|12.5万元|<|<|<\n年度目标|完成改造。|<|<|<"
    return [Line(Piece("2024年立项申报书")), grid(f"{head}\n{heading}{rows}")]


@pytest.mark.parametrize(
    "heading",
    [
        "甲类事项|乙类事项|办什么|办到何种程度|占多少",
        "大类|小类|事由|要求|比重",
        "指标类别|指标分类|考核何事|应达|考核权重",
    ],
)
def test_a_table_is_read_whose_headings_no_layout_knows(heading: str) -> None:
    draft = read(*form(heading), *form(heading, project="校园安防"))
    assert [one.project_name.text for one in draft.projects] == ["消防改造", "校园安防"]
    for project in draft.projects:
        assert [
            (one.level1.text, one.level2.text, one.level3.text, one.value.text, one.weight.text)
            for one in project.indicators
        ] == [
            ("产出指标", "数量指标", "改造户数", "≥620户", "30"),
            ("产出指标", "时效指标", "完工时间", "10月底前", "30"),
            ("满意度指标", "服务对象满意度指标", "住户满意度", "≥90%", "20"),
        ]
    told = {label.text: label.field for label in draft.new_labels}
    unknown = [text for text in heading.split("|") if text not in ("指标分类", "考核权重")]
    assert set(unknown[:4]) <= set(told)
    assert not [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None]


def test_a_column_of_signs_is_told_by_them_whatever_it_is_called() -> None:
    rows = """
产出指标|数量指标|改造户数|620|户|≥
^|质量指标|合格率|100|%|＝
满意度指标|服务对象满意度指标|住户满意度|满意||定性
"""
    head = "项目名称|消防改造|<|<|<|<\n资金总额|12.5万元|<|<|<|<\n年度目标|完成改造。|<|<|<|<"
    heading = "一级指标|二级指标|三级指标|指标值|度量单位|指标值类型"
    draft = read(Line(Piece("2024年项目支出绩效目标表")), grid(f"{head}\n{heading}{rows}"))
    assert [one.sign.text for one in draft.projects[0].indicators] == ["≥", "＝", "定性"]


def test_columns_of_signs_and_units_are_told_by_what_they_hold() -> None:
    rows = """
产出指标|数量指标|改造户数|≥|620|户
^|质量指标|合格率|＝|100|%
满意度指标|服务对象满意度指标|住户满意度|≥|90|%
"""
    draft = read(
        Line(Piece("2024年立项申报书")),
        grid(f"项目名称|消防改造|<|<|<|<\n大类|小类|事由|比法|数目|量词{rows}"),
    )
    (project,) = draft.projects
    assert [(one.sign.text, one.value.text, one.unit.text) for one in project.indicators] == [
        ("≥", "620", "户"), ("＝", "100", "%"), ("≥", "90", "%"),
    ]  # fmt: skip


def test_known_headings_stay_what_they_are() -> None:
    rows = """
产出指标|数量指标|改造户数|≥620户|50
^|时效指标|完工时间|10月底前|50
满意度指标|服务对象满意度指标|住户满意度|≥90%|0
"""
    draft = read(*form("一级指标|二级指标|三级指标|指标值|得分", rows))
    (project,) = draft.projects
    assert [one.weight.text for one in project.indicators] == ["", "", ""]
    assert draft.new_labels == ()
