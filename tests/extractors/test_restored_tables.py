"""Tables that are no forms until they are set right: on their side, parted by a page's end, plans and indexes apart."""

from __future__ import annotations

import pytest

from extractors.draft import Draft
from extractors.pieces import Block, Grid, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of
from tests.extractors.drafts_in_blocks import read, told
from tests.extractors.test_unseen_forms import grid

TITLE = "2024年项目支出绩效目标表"
HEADING = "一级指标|二级指标|三级指标|指标值"
ROWS = "产出指标|数量指标|宣讲场次|≥12场\n满意度指标|服务对象满意度指标|群众满意度|≥90%"


def line(text: str) -> Line:
    return Line(Piece(text))


def test_a_table_on_its_side_is_turned() -> None:
    turned = """项目名称|普法宣传|<|项目单位|某县司法局
预算金额|12|<|财政拨款|10
一级指标|产出指标|<|<|满意度指标
二级指标|数量指标|<|质量指标|服务对象满意度指标
三级指标|宣讲场次|受众人数|合格率|群众满意度
指标值|≥12场|≥500人|100%|≥90%
分值|30|30|20|10
"""
    (project,) = read(line(TITLE), grid(turned)).projects
    assert told(project) == [
        ("数量指标", "宣讲场次", "≥12场"),
        ("数量指标", "受众人数", "≥500人"),
        ("质量指标", "合格率", "100%"),
        ("服务对象满意度指标", "群众满意度", "≥90%"),
    ]
    assert [one.level1.text for one in project.indicators] == ["产出指标"] * 3 + ["满意度指标"]
    assert [one.weight.text for one in project.indicators] == ["30", "30", "20", "10"]
    assert (project.project_name.text, project.budget.text) == ("普法宣传", "12")


def on_page(page: int, rows: str) -> Grid:
    drawn = grid(rows)
    for cell in (cell for row in drawn.rows for cell in row):
        cell.piece.page = page
    return drawn


def test_the_first_row_of_a_form_alone_at_a_pages_end_is_of_the_form_overleaf() -> None:
    units = ("302001-某县司法局", "302001-某县司法局", "302002-某县公证处")
    names = ("普法宣传", "人民调解", "公证服务")
    blocks: list[Block] = [Line(Piece(TITLE, page=1))]
    for unit, name in zip(units, names, strict=True):
        over, own = f"编制单位|{unit}", f"项目名称|{name}\n预算数|12\n{HEADING}\n{ROWS}"
        blocks += [on_page(1, over), on_page(2, own)] if name == names[1] else [on_page(1, f"{over}\n{own}")]
    draft = draft_of(Reading("pdf", 2, blocks))
    assert [(one.project_name.text, one.unit_code.text) for one in draft.projects] == [
        ("普法宣传", "302001"),
        ("人民调解", "302001"),
        ("公证服务", "302002"),
    ]


@pytest.mark.parametrize("caption", [["资金支出计划（%）"], []])
def test_a_plan_in_a_table_of_its_own(caption: list[str]) -> None:
    head = grid("项目名称|普法宣传\n预算数|12\n绩效目标|做好宣传。")
    plan = grid("3月底|6月底|10月底|12月底\n25%|50%|85%|100%")
    indicators = grid(f"{HEADING}\n{ROWS}")
    (project,) = read(line(TITLE), head, *map(line, caption), plan, line("绩效指标"), indicators).projects
    assert {month: share.text for month, share in project.plan.items()} == {
        "03": "25%", "06": "50%", "10": "85%", "12": "100%",
    }  # fmt: skip
    assert len(project.indicators) == 2


FORM = f"项目名称|普法宣传\n预算数|12\n{HEADING}\n{ROWS}"


def projects(draft: Draft) -> list[str]:
    return [one.project_name.text for one in draft.projects]


def test_an_index_of_projects_holds_none() -> None:
    index = grid("序号|项目编码|项目名称|预算单位\n1|A01|普法宣传|某县司法局\n2|A02|人民调解|某县司法局")
    assert projects(read(line(TITLE), grid(FORM), index)) == ["普法宣传"]
    assert projects(read(index, line(TITLE), grid(FORM))) == ["普法宣传"]


def test_the_example_of_an_instruction_is_no_form() -> None:
    example = grid(
        f"{HEADING}\n产出指标|数量指标|（示例）培训期数|≥5期\n产出指标|质量指标|（示例）合格率|≥90%"
    )
    instruction = [line("填表说明"), line("一、填写示例如下："), example]
    assert projects(read(*instruction, line(TITLE), grid(FORM))) == ["普法宣传"]


def test_names_in_bands_over_the_rows_of_each_project() -> None:
    rows = f"""序号|{HEADING}
一、普法宣传|<|<|<|<
项目单位|某县司法局|<|预算金额（万元）|12
年度目标|做好宣传。|<|<|<
1|产出指标|数量指标|宣讲场次|≥12场
2|满意度指标|服务对象满意度指标|群众满意度|≥90%
二、人民调解|<|<|<|<
项目单位|某县公证处|<|预算金额（万元）|8
年度目标|化解纠纷。|<|<|<
1|产出指标|数量指标|调解案件|≥300件
"""
    first, second = read(line("某县2024年重点项目绩效目标分解表"), grid(rows)).projects
    assert [one.project_name.text for one in (first, second)] == ["普法宣传", "人民调解"]
    assert [(one.unit_name.text, one.budget.text) for one in (first, second)] == [
        ("某县司法局", "12"),
        ("某县公证处", "8"),
    ]
    assert [len(one.indicators) for one in (first, second)] == [2, 1]


def test_one_heading_over_two_columns_that_the_rows_part() -> None:
    rows = """一级指标|二级指标|三级指标及指标说明|<|指标值
产出指标|数量指标|宣讲场次|全年宣讲的场次|≥12场
产出指标|时效指标|补贴资金拨付|<|按季拨付
"""
    (project,) = read(line(TITLE), grid("项目名称|普法宣传|预算数|12|<\n" + rows)).projects
    assert [(one.level3.text, one.description.text, one.value.text) for one in project.indicators] == [
        ("宣讲场次", "全年宣讲的场次", "≥12场"),
        ("补贴资金拨付", "", "按季拨付"),
    ]


def test_goals_in_a_column_beside_the_indicators() -> None:
    rows = f"""项目名称|普法宣传|<|预算数|12
年度绩效目标|{HEADING}
做好宣传。|产出指标|数量指标|宣讲场次|≥12场
^|满意度指标|服务对象满意度指标|群众满意度|≥90%
"""
    (project,) = read(line(TITLE), grid(rows)).projects
    assert (project.goals.text, len(project.indicators)) == ("做好宣传。", 2)


def test_a_column_that_says_which_level_each_row_names() -> None:
    rows = """项目名称|普法宣传|预算数|12
指标级次|指标名称|目标值|备注
一级指标|产出指标||
二级指标|数量指标||
三级指标|宣讲场次|≥12场|
三级指标|受众人数|≥500人|
二级指标|质量指标||
三级指标|合格率|100%|
一级指标|满意度指标||
二级指标|服务对象满意度指标||
三级指标|群众满意度|≥90%|
"""
    draft = read(line(TITLE), grid(rows))
    (project,) = draft.projects
    assert [(one.level1.text, *row) for one, row in zip(project.indicators, told(project), strict=True)] == [
        ("产出指标", "数量指标", "宣讲场次", "≥12场"),
        ("产出指标", "数量指标", "受众人数", "≥500人"),
        ("产出指标", "质量指标", "合格率", "100%"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
    ]
    assert not [cell for cell in draft.cells if cell.in_form and cell.field is None and cell.text]


def test_a_page_whose_table_but_says_that_it_goes_on() -> None:
    form, rest = on_page(1, FORM), on_page(3, "产出指标|数量指标|受众人数|≥500人")
    blocks: list[Block] = [Line(Piece(TITLE, page=1)), form, on_page(2, "续上页"), rest]
    (project,) = draft_of(Reading("pdf", 3, blocks)).projects
    assert [one.level3.text for one in project.indicators] == ["宣讲场次", "群众满意度", "受众人数"]
