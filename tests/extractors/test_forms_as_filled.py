"""Forms whose tables were drawn or filled in otherwise than their templates have it."""

from __future__ import annotations

import pytest

from extractors.draft import Project
from extractors.pieces import Block
from tests.extractors.drafts_in_blocks import (
    HEADING,
    head,
    lines,
    read,
    told,
)
from tests.extractors.test_unseen_forms import grid


def test_sections_whose_lines_have_labels() -> None:
    text = """一、河道保洁
（一）项目概况
项目单位：青原县河道管理所
主要用途：用于保洁船只租赁。
预算金额：45.5万元
（二）年度绩效目标
保持河道整洁。
（三）绩效指标
"""
    table = grid("指标类别|指标名称|指标值\n数量指标|保洁河道|≥80公里\n质量指标|达标率|≥95%\n")
    (project,) = read(*lines(text), table).projects
    assert head(project)[:3] == ("河道保洁", "青原县河道管理所", "45.5万元")
    assert (project.purpose.text, project.goals.text) == ("用于保洁船只租赁。", "保持河道整洁。")


def test_a_table_for_each_level_1_under_its_name() -> None:
    heading = "二级指标|三级指标|指标值\n"
    project = """{0}
一、实施单位：青原县河道管理所
二、资金安排：{1}万元，全部为财政拨款{1}万元。
三、年度绩效目标：做好。
四、绩效指标
"""
    blocks: list[Block] = []
    for name, amount in (("1.河道保洁", "9.5"), ("2.水库巡查", "12")):
        blocks += lines(project.format(name, amount) + "（一）产出指标")
        blocks.append(grid(heading + "数量指标|次数|≥12次\n质量指标|达标率|≥95%\n"))
        blocks += [*lines("（二）效益指标"), grid(heading + "社会效益指标|知晓率|≥90%\n")]
    draft = read(*blocks)
    assert [head(one) for one in draft.projects] == [
        ("河道保洁", "青原县河道管理所", "9.5万元", "9.5万元"), ("水库巡查", "青原县河道管理所", "12万元", "12万元"),
    ]  # fmt: skip
    assert [len(one.indicators) for one in draft.projects] == [3, 3]
    assert "效益指标" in draft.projects[1].indicators[2].level1.text


def test_names_of_two_columns_are_no_labels_of_the_head() -> None:
    rows = "完成时间|6月底前\n参加人数|≥3600人\n活动开展情况|良好\n满意度|≥90%\n"
    (project,) = read(
        grid("项目名称|河道保洁\n预算数|12\n绩效目标|做好。\n三级指标|指标值\n" + rows)
    ).projects
    assert told(project) == [("", *row.split("|")) for row in rows.splitlines()]


def test_points_for_the_execution_of_the_budget_are_no_indicator() -> None:
    head = "项目名称|河道保洁|<|<|<|<\n预算数|12|<|<|<|<\n绩效目标|做好。|<|<|<|<\n"
    head += "一级指标|二级指标|三级指标|指标值|分值|评分标准\n"
    rows = "产出指标|数量指标|次数|≥12次|50|达到得满分\n满意度指标|满意度指标|满意度|≥90%|40|\n"
    rows += "预算执行率|<|<|100%|10|按执行率计分\n"
    draft = read(grid(head + rows))
    (project,) = draft.projects
    assert [one[1] for one in told(project)] == ["次数", "满意度"]
    details = [(one.label, one.value.text) for one in project.details]
    assert details == [
        ("预算执行率·指标值", "100%"), ("预算执行率·分值", "10"), ("预算执行率·评分标准", "按执行率计分"),
    ]  # fmt: skip
    assert not [cell.text for cell in draft.cells if cell.in_form and cell.field is None and cell.text]
    own = read(grid(head + "产出指标|数量指标|次数|≥12次|50|\n^|质量指标|预算执行率|100%|10|\n"))
    assert [one[1] for one in told(own.projects[0])] == ["次数", "预算执行率"]


def test_both_levels_in_rows_over_names_and_targets() -> None:
    rows = "指标|目标\n产出指标——数量指标|<\n修缮长度|≥460米\n完工时间|12月20日前\n效益指标——社会效益指标|<\n接待游客|≥35万人次\n"
    text = "一、城墙修缮\n项目单位：某所\n年度预算数：325万元\n"
    (project,) = read(*lines("2025年项目绩效目标\n" + text), grid(rows)).projects
    assert project.project_name.text == "城墙修缮"
    assert told(project) == [
        ("数量指标", "修缮长度", "≥460米"), ("数量指标", "完工时间", "12月20日前"), ("社会效益指标", "接待游客", "≥35万人次"),
    ]  # fmt: skip


def test_columns_of_levels_under_any_name() -> None:
    text = """2．项目名称：监控租赁
级别          类别                指标名称                  目标值
产出指标      数量                租用监控点位              30处
产出指标      质量                监控在线率                ≥95%
效益指标      生态效益            受害率                    ≤0.5‰
附：预算安排（单位：元）
监控租赁                    270,000.00
"""
    (project,) = read(*lines(text)).projects
    assert told(project) == [
        ("数量", "租用监控点位", "30处"), ("质量", "监控在线率", "≥95%"), ("生态效益", "受害率", "≤0.5‰"),
    ]  # fmt: skip
    table = grid(
        "级别|类别|指标名称|目标值\n产出指标|数量|点位|30处\n^|质量|在线率|≥95%\n效益指标|生态效益|受害率|≤0.5‰\n"
    )
    (project,) = read(*lines("1.监控租赁项目绩效目标表"), table).projects
    assert [row[0] for row in told(project)] == ["数量", "质量", "生态效益"]


def test_forms_below_unnumbered_names_with_the_same_unit() -> None:
    head = (
        "主管部门|青原县水务局|<|实施单位|甲所|<\n项目资金|总额|{0}|财政资金|{0}|<\n绩效目标|做好。|<|<|<|<\n"
    )
    rows = "一级指标|二级指标|三级指标|<|指标值|<\n产出指标|数量指标|次数|<|≥12次|<\n"
    blocks: list[Block] = lines("青原县水务局2026年部门预算\n项目绩效目标")
    for name, amount in (("城区清扫保洁", "38.3"), ("公厕维护管理", "41")):
        blocks += [*lines(f"{name}\n（单位：万元）"), grid(head.format(amount) + rows)]
    assert [(*head_of(one), len(one.indicators)) for one in read(*blocks).projects] == [
        ("城区清扫保洁", "甲所", "38.3", 1), ("公厕维护管理", "甲所", "41", 1),
    ]  # fmt: skip


def head_of(project: Project) -> tuple[str, ...]:
    return head(project)[:3]


def test_a_project_called_as_a_kind_of_funds_is() -> None:
    table = "项目名称|{0}|项目单位|甲所\n当年预算|41|其中：财政拨款|41\n绩效目标|做好。|<|<\n"
    rows = "一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|次数|≥12次\n"
    blocks: list[Block] = []
    for number, name in ((1, "招商经费"), (2, "上年结转项目资金")):
        blocks += [*lines(f"{number}. {name}"), grid(table.format(name)), *lines("绩效指标情况"), grid(rows)]
    assert [one.project_name.text for one in read(*blocks).projects] == ["招商经费", "上年结转项目资金"]


def test_the_amount_at_the_year_s_beginning_is_the_budget_where_nothing_else_is() -> None:
    table = "预算单位|甲所|项目编码|P01\n年初预算数（元）|13446000|其中：财政拨款（元）|13446000\n总体目标|做好。|<|<\n"
    rows = "序号|一级指标|二级指标|三级指标|目标值\n1|产出指标|数量指标|次数|≥12次\n"
    blocks = [
        *lines("1、辅警人员经费\n表1-1  项目基本信息"),
        grid(table),
        *lines("表1-2  项目绩效指标"),
        grid(rows),
    ]
    (project,) = read(*blocks).projects
    assert (project.project_name.text, project.budget.text, project.budget.unit) == (
        "辅警人员经费", "13446000", "元",
    )  # fmt: skip


def test_a_unit_with_its_code_behind_the_title() -> None:
    table = "项目名称|普法宣传\n预算数|12\n" + HEADING + "产出指标|数量指标|宣传场次|12场\n"
    (project,) = read(*lines("1、普法宣传　　　405001青原县司法局本级"), grid(table)).projects
    assert (project.unit_code.text, project.unit_name.text) == ("405001", "青原县司法局本级")
    assert project.title.text == "普法宣传"


def test_amounts_below_the_headings_of_funds_behind_a_label() -> None:
    table = """项目名称|普法宣传||
资金情况|年度资金总额|其中：财政拨款|其他资金
预算金额|580.34|464.27|116.07
"""
    table += HEADING + "产出指标|数量指标|宣传场次|12场"
    (project,) = read(*lines("项目支出绩效目标表"), grid(table)).projects
    assert [project.budget.text, project.fiscal.text, project.other.text] == ["580.34", "464.27", "116.07"]


def test_goals_of_the_year_behind_their_label_beside_the_overall_goals() -> None:
    table = (
        "项目名称|普法宣传\n预算数|12\n总体目标|年度目标：做好宣传。\n"
        + HEADING
        + "产出指标|数量指标|场次|12场"
    )
    (project,) = read(*lines("项目支出绩效目标表"), grid(table)).projects
    assert project.goals.text == "做好宣传。"


NAMELESS = "预算数|12\n年度目标|做好宣传。\n" + HEADING + "产出指标|数量指标|场次|12场"


@pytest.mark.parametrize(
    "over",
    [
        "项目支出绩效目标表\n（公路安全生命防护工程）\n2026年度",
        "某县交通局2026年度预算项目绩效目标汇编\n说明：共收录县级预算安排的项目7个，由财务股汇总。\n公路安全生命防护工程\n单位：万元",
        "公路安全生命防护工程\n填报单位：某县交通局\n填报日期：\n2025年12月5日",
        "表1公路安全生命防护工程项目支出绩效目标表",
    ],
)
def test_a_name_among_the_lines_over_a_form(over: str) -> None:
    (project,) = read(*lines(over), grid(NAMELESS)).projects
    assert project.project_name.text == "公路安全生命防护工程"


def test_a_date_behind_the_unit_is_none_of_its_name() -> None:
    over = "项目支出绩效目标表\n填报单位（盖章）：某县公安局        2025年1月"
    (project,) = read(*lines(over), grid("项目名称|视频监控\n" + NAMELESS)).projects
    assert project.unit_name.text == "某县公安局"


def test_a_sum_told_in_a_sentence_beside_a_caption() -> None:
    said = "预算资金情况|2024年预算安排75万元，其中财政拨款60万元、单位自有资金15万元。\n"
    table = "项目名称|牧草试验\n" + said + HEADING + "产出指标|数量指标|示范面积|800亩"
    (project,) = read(*lines("项目支出绩效目标申报表"), grid(table)).projects
    assert [one.text for one in (project.budget, project.fiscal, project.other)] == [
        "75万元",
        "60万元",
        "15万元",
    ]


def test_a_name_under_levels_that_are_not_said_again_is_no_label() -> None:
    rows = HEADING + "产出指标|数量指标|引进品种|≥6个\n效益指标|生态效益指标|覆盖度|≥80%"
    drawn = grid("项目名称|牧草试验\n预算数|12\n" + rows)
    last = grid("|||").rows[0]
    last[2].piece.text, last[3].piece.text = "示范面积", "≥800亩"
    drawn.rows.insert(-1, last[2:])  # as a sheet has it, without its empty cells
    (project,) = read(*lines("项目支出绩效目标申报表"), drawn).projects
    assert [one.level3.text for one in project.indicators] == ["引进品种", "示范面积", "覆盖度"]


def test_sums_in_a_table_below_a_head_in_lines() -> None:
    over = "一、抽检监测\n项目名称：抽检监测\n项目单位：某县市场监督管理局\n年度绩效目标：完成抽检任务。\n资金安排（单位：元）"
    blocks = [
        *lines(over),
        grid("资金总额|财政拨款|其他资金\n1260000|1260000|0"),
        *lines("绩效指标"),
        grid(HEADING + "产出指标|数量指标|抽检批次|≥1320批次"),
    ]
    again = [
        *lines(over.replace("抽检监测", "特种设备检查").replace("一、", "二、")),
        grid("资金总额|财政拨款|其他资金\n300000|200000|100000"),
        *lines("绩效指标"),
        grid(HEADING + "产出指标|数量指标|检查台数|≥90台"),
    ]
    first, second = read(*lines("某县市场监督管理局2024年项目支出预算绩效目标"), *blocks, *again).projects
    assert [(one.project_name.text, one.fiscal.text, one.money_unit.text) for one in (first, second)] == [
        ("抽检监测", "1260000", "元"),
        ("特种设备检查", "200000", "元"),
    ]


def test_a_unit_with_its_code_behind_heads_the_forms_below() -> None:
    form = "预算总额|118万元|财政拨款|118万元\n" + HEADING + "产出指标|数量指标|图斑数|≥5个"
    blocks = [
        *lines("某县自然资源局2024年项目支出绩效目标\n一、某县自然资源局机关（406001）\n（一）变更调查"),
        grid(form),
    ]
    blocks += [*lines("（二）地质灾害防治"), grid(form)]
    blocks += [*lines("二、某县不动产登记中心406002\n（一）登记经费"), grid(form)]
    draft = read(*blocks)
    assert [(one.project_name.text, one.unit_code.text) for one in draft.projects] == [
        ("变更调查", "406001"),
        ("地质灾害防治", "406001"),
        ("登记经费", "406002"),
    ]
