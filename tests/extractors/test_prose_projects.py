"""Projects told in running text: by paragraphs, labels and headings, with levels and targets in any way that clerks write."""

from __future__ import annotations

import pytest

from extractors.joining import squeeze
from tests.extractors.drafts_in_blocks import (
    CLEANING,
    TESTING,
    head,
    lines,
    read,
    told,
)


def test_a_unit_named_in_one_head_of_lines_is_not_that_of_the_next() -> None:
    unit = "（一）河道保洁\n实施单位：青原县河道管理所\n"
    draft = read(*lines("单位：元\n" + CLEANING.replace("（一）河道保洁\n", unit) + TESTING))
    assert [one.unit_name.text for one in draft.projects] == ["青原县河道管理所", ""]
    over = read(*lines("实施单位：青原县河道管理所\n" + CLEANING + TESTING))
    assert [one.unit_name.text for one in over.projects] == ["青原县河道管理所"] * 2


def test_labels_that_a_full_stop_ends() -> None:
    text = """一、河道保洁
（一）实施单位。青原县河道管理所。
（二）预算安排。2026年预算数45.5万元，其中：财政资金40万元，其他资金5.5万元。
（三）绩效目标。保持河道整洁。
（四）绩效指标。
产出指标：①数量指标：保洁河道≥80公里，清运垃圾3000吨；②质量指标：达标率≥95%。
"""
    (project,) = read(*lines(text)).projects
    assert head(project) == ("河道保洁", "青原县河道管理所", "45.5万元", "40万元")
    assert (project.goals.text, len(project.indicators)) == ("保持河道整洁。", 3)


def test_labels_side_by_side_in_a_sentence_and_in_brackets() -> None:
    text = "项目名称：河道保洁（项目编码：SW-07）。预算单位：301001 青原县河道管理所。预算数：46万元，其中财政资金46万元。\n"
    (project,) = read(*lines(text + "数量指标：保洁河道≥80公里\n质量指标：达标率≥95%\n")).projects
    assert head(project) == ("河道保洁", "青原县河道管理所", "46万元", "46万元")
    assert (project.project_code.text, project.unit_code.text) == ("SW-07", "301001")


def test_what_a_website_says_of_itself_is_no_indicator() -> None:
    text = CLEANING + "主办：青原县人民政府办公室　备案号：00000000号\n"
    (project,) = read(*lines(text)).projects
    assert told(project)[-1][1:] == ("群众满意度", "≥90%")


def test_a_paragraph_tells_a_project_sentence_by_sentence() -> None:
    text = (
        "1.项目名称：河道保洁。实施单位：青原县河道管理所。预算金额：76万元，其中：财政拨款26万元、其他资金50万元。"
        "年度绩效目标：改善水环境。绩效指标：产出指标：数量指标：保洁河道为80公里，清运次数≥12次；质量指标：达标率为100%。"
        "效益指标：社会效益指标：知晓率不断提升。满意度指标：服务对象满意度指标：群众满意度≥90%。"
    )
    (project,) = read(*lines(text)).projects
    assert head(project) == ("河道保洁", "青原县河道管理所", "76万元", "26万元")
    assert project.title.text == "河道保洁"
    assert told(project)[:3] == [
        ("数量指标", "保洁河道", "80公里"), ("数量指标", "清运次数", "≥12次"), ("质量指标", "达标率", "100%"),
    ]  # fmt: skip
    assert [row.level2.text for row in project.indicators[3:]] == ["社会效益指标", "服务对象满意度指标"]


def test_headings_with_a_bare_number_or_with_their_money() -> None:
    text = """{0}
总体目标：做好。
（一）产出指标
数量指标：抽检批次（≥1260批次）、检测样品（≥50份）；
（二）满意度指标
群众满意度（明显提高）；
"""
    draft = read(
        *lines(text.format("一、食品抽检（预算113.4万元）") + text.format("二、设备更新（66.9万元）"))
    )
    assert [head(one)[::2] for one in draft.projects] == [("食品抽检", "113.4万元"), ("设备更新", "66.9万元")]
    assert told(draft.projects[1]) == [
        ("数量指标", "抽检批次", "≥1260批次"), ("数量指标", "检测样品", "≥50份"), ("", "群众满意度", "明显提高"),
    ]  # fmt: skip
    bare = """1 河道保洁
项目资金：168万元（财政拨款168万元）
年度总体目标
河道整洁。
产出指标
1. 保洁河道：80公里
2. 清运：不少于46次
"""
    (project,) = read(*lines(bare)).projects
    assert (*head(project), len(project.indicators)) == ("河道保洁", "", "168万元", "168万元", 2)


def test_a_sentence_names_the_unit_and_the_money() -> None:
    text = """一、河道保洁
项目单位为青原县河道管理所，2026年预算安排152.8万元，其中财政资金122.8万元，其他资金30万元。
绩效目标：河道整洁。
（一）产出指标
1.数量指标：保洁河道数量，17条
2.时效指标：检查频次，每月1次
（二）效益指标
1.生态效益指标：河道面貌，明显改善
"""
    (project,) = read(*lines(text)).projects
    assert (*head(project), project.other.text) == (
        "河道保洁", "青原县河道管理所", "152.8万元", "122.8万元", "30万元",
    )  # fmt: skip
    assert told(project) == [
        ("数量指标", "保洁河道数量", "17条"), ("时效指标", "检查频次", "每月1次"), ("生态效益指标", "河道面貌", "明显改善"),
    ]  # fmt: skip


TAGS = {
    "both": "（1）【产出指标－数量指标】{0}\n（2）【产出指标－质量指标】{1}\n",
    "behind": "1、数量指标（产出指标）：{0}；\n2、质量指标（产出指标）：{1}；\n",
    "stopped": "1.产出指标。\n数量指标：{0}。\n质量指标：{1}。\n",
}


@pytest.mark.parametrize("way", TAGS)
def test_levels_in_brackets_and_before_a_full_stop(way: str) -> None:
    text = "1．河道保洁\n预算金额：86.4万元 财政资金：86.4万元\n绩效目标：河道整洁。\n绩效指标：\n"
    (project,) = read(*lines(text + TAGS[way].format("保洁河道：≥540公里", "达标率：≥95%"))).projects
    assert [(row.level1.text, *one) for row, one in zip(project.indicators, told(project), strict=True)] == [
        ("产出指标", "数量指标", "保洁河道", "≥540公里"), ("产出指标", "质量指标", "达标率", "≥95%"),
    ]  # fmt: skip


def test_indicators_counted_over_their_labelled_columns() -> None:
    text = "1.{0}绩效目标\n367001 青原县水务局本级\n单位：万元\n项目编码：P0{1}\n项目名称：{0}\n预算数：12\n"
    text += "绩效目标：做好。\n绩效指标\n"
    text += "".join(
        f"指标{number}\n一级指标：产出指标\n二级指标：数量指标\n三级指标：次数{number}\n指标值：≥{number}次\n指标值确定依据：计划\n"
        for number in (1, 2)
    )
    draft = read(*lines(text.format("水库巡查", 1) + text.format("河道保洁", 2)))
    assert [(one.project_name.text, one.title.text) for one in draft.projects] == [
        ("水库巡查", "水库巡查绩效目标"), ("河道保洁", "河道保洁绩效目标"),
    ]  # fmt: skip
    assert [[row.basis.text for row in one.indicators] for one in draft.projects] == [["计划", "计划"]] * 2


def test_a_signature_is_no_indicator() -> None:
    (project,) = read(*lines(CLEANING + "青原县水务局　2026年1月31日\n")).projects
    assert told(project)[-1] == ("", "群众满意度", "≥90%")


def test_names_and_targets_with_a_dash_between() -> None:
    text = """（一）爱心超市
预算：8.4万元
资金用途：采购货物。
绩效指标：
1. 设立超市—9家
2. 志愿者人数—≥3600人
3. 办理时间—2025年9月
4. 乡风文明程度—持续向好
"""
    (project,) = read(*lines("某县2025年项目绩效目标\n" + text)).projects
    assert [one[1:] for one in told(project)] == [
        ("设立超市", "9家"), ("志愿者人数", "≥3600人"), ("办理时间", "2025年9月"), ("乡风文明程度", "持续向好"),
    ]  # fmt: skip
    assert project.project_name.text == "爱心超市"


HEAD_IN_LINES = "1.河道保洁\n预算金额：86.4万元\n绩效目标：河道整洁。\n"
ORDERS = {
    "其中": "绩效指标：一是产出指标，其中数量指标：保洁河道≥540公里；质量指标：达标率≥95%。",
    "level 1 first": "绩效指标：\n产出指标（数量指标）：保洁河道不少于540公里；\n产出指标（质量指标）：达标率不低于95%。",
    "ordinals": "绩效指标：\n第一，产出指标（数量指标）：保洁河道不少于540公里；\n第二，产出指标（质量指标）：达标率不低于95%。",
    "short": "绩效指标\n【产出·数量】保洁河道：540公里\n【产出·质量】达标率：≥95%\n",
    "cut": "绩效指标。\n（1）产出指标：数量指标：保洁河道≥540公里；质量指标：\n达标率≥95%。\n",
}


@pytest.mark.parametrize("order", ORDERS)
def test_more_ways_to_name_levels(order: str) -> None:
    (project,) = read(*lines(HEAD_IN_LINES + ORDERS[order])).projects
    found = [(row.level1.text, squeeze(row.level2.text), row.level3.text) for row in project.indicators]
    assert [tuple(name.removesuffix("指标") for name in one) for one in found] == [
        ("产出", "数量", "保洁河道"), ("产出", "质量", "达标率"),
    ]  # fmt: skip


def test_labels_in_brackets_side_by_side() -> None:
    text = "1.河道保洁\n［实施单位］青原县河道管理所\n［预算数］112万元　　［财政拨款］100万元\n"
    text += "［绩效目标］河道整洁。\n［绩效指标］\n"
    (project,) = read(*lines(text + "【产出指标·数量指标】保洁河道：≥96公里\n")).projects
    assert head(project) == ("河道保洁", "青原县河道管理所", "112万元", "100万元")


def test_a_department_said_over_all_projects_in_lines() -> None:
    text = "1、项目名称：{0}\n预算金额：27.5\n年度目标：做好。\n产出指标\n- 数量指标\n* 次数：≥34次\n- 质量指标\n* 达标率：≥98%\n"
    draft = read(
        *lines("主管部门：青原县水务局\n金额单位：万元\n" + text.format("巡查") + text.format("保洁"))
    )
    assert [one.department_name.text for one in draft.projects] == ["青原县水务局"] * 2


TARGETS = {
    "新建站点（数量指标）：15个": ("数量指标", "新建站点", "15个"),
    "数量指标：保洁面积（指标值：≥412万平方米）": ("数量指标", "保洁面积", "≥412万平方米"),
    "质量指标：市容环境（指标值：整洁有序）": ("质量指标", "市容环境", "整洁有序"),
    "时效指标：补贴发放时限为结案后30日内": ("时效指标", "补贴发放时限", "结案后30日内"),
    "时效指标：等候时间 缩短至2日以内": ("时效指标", "等候时间", "缩短至2日以内"),
}


@pytest.mark.parametrize("line", TARGETS)
def test_more_ways_to_set_targets(line: str) -> None:
    text = HEAD_IN_LINES + "绩效指标：\n" + line + "\n————————————\n单位负责人：赵明    填表人：孙强\n"
    (project,) = read(*lines(text)).projects
    assert told(project) == [TARGETS[line]]


def test_headings_counted_by_points() -> None:
    text = "{0} {1}\n{0}.1 项目名称：{1}\n{0}.2 预算金额：39万元（财政资金39万元，其他资金0万元）\n{0}.3 绩效目标：做好。\n"
    text += "{0}.4.1 产出指标\n数量指标：次数，指标值：≥28次\n"
    draft = read(*lines(text.format(1, "道路养护") + text.format(2, "劝导站补助")))
    assert [(*head(one)[::2], told(one)) for one in draft.projects] == [
        (name, "39万元", [("数量指标", "次数", "≥28次")]) for name in ("道路养护", "劝导站补助")
    ]
