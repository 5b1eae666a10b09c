"""Forms written as labelled lines, without any table: in every style that clerks number, indent and part them."""

from __future__ import annotations

import html
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.draft import Draft, Project
from extractors.errors import UnreadableDraft
from extractors.joining import squeeze
from extractors.layouts.library import load_layouts
from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reader import read_draft
from extractors.reading import Reading
from extractors.whole_draft import draft_of

LAYOUT = load_layouts().known[0]

HEAD = """项目名称：河道保洁
主管部门：青原县水务局
资金总额：45.50万元
绩效目标：保持河道整洁。
"""
DRAFT = """青原县水务局2026年部门预算绩效文本

第一部分  部门整体绩效目标
一、总体绩效目标
全县水质稳定达标。
二、分项绩效目标
（一）河道管理。
绩效目标：保洁河道80公里。
绩效指标：数量指标：保洁河道≥80公里；质量指标：水质达标率≥95%。

第二部分  预算项目绩效目标
（一）河道保洁
项目名称：河道保洁    项目编码：13099926P00012300456A
主管部门：青原县水务局；实施单位：青原县河道管理所
资金总额45.50万元，其中：财政拨款40万元，其他资金5.50万元
资金用途：用于河道保洁人员经费、保洁船只租赁，
以及垃圾清运。
绩效目标：
1.全年保洁河道80公里；
2.清运垃圾3000吨。
绩效指标：
1.产出指标
（1）数量指标：保洁河道≥80公里；清运垃圾3000吨。
（2）质量指标：河面垃圾清理率：100%
（3）时效指标：完成时间：2026年12月底前
2.效益指标
（1）生态效益指标：水环境 明显改善
3.满意度指标
（1）服务对象满意度：≥90%
填报人：秦某    联系电话：0300-1234567

（二）水库巡查
项目名称：水库巡查
资金总额：120000元（其中：财政拨款120000元）
年度目标：全年巡查水库12座。
产出指标—数量指标：巡查水库（12座）
产出指标—质量指标：隐患整改率不低于98%
效益指标—社会效益指标：下游群众安全感——提升
满意度指标—服务对象满意度指标：群众满意度>90%

三、政府采购安排
本部门无政府采购。
"""


def read(tmp_path: Path, text: str) -> Draft:
    path = tmp_path / "form.txt"
    path.write_text(text, encoding="utf-8")
    return read_draft(path)


def told(project: Project) -> list[tuple[str, str, str, str]]:
    return [
        tuple(squeeze(one.text) for one in (row.level1, row.level2, row.level3, row.value))
        for row in project.indicators
    ]


def left(draft: Draft) -> list[str]:
    return [cell.text for cell in draft.cells if cell.in_form and cell.field is None and cell.text.strip()]


def spaced(text: str) -> str:
    """The text with a blank between Chinese and other characters, as printers set them apart."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])", " ", text)


def test_blanks_around_figures_change_nothing(tmp_path: Path) -> None:
    text = DRAFT.replace(
        "资金用途：用于", "资金支出计划：3月底20%，6月底50%，10月底80%，12月底100%\n资金用途：用于"
    )
    plain, apart = read(tmp_path, text), read(tmp_path, spaced(text))
    for one, other in zip(plain.projects, apart.projects, strict=True):
        assert told(one) == told(other)
        for name in ("project_name", "budget", "fiscal", "other", "goals", "purpose"):
            assert squeeze(getattr(one, name).text) == squeeze(getattr(other, name).text), name
        assert {month: share.text for month, share in one.plan.items()} == {
            month: share.text for month, share in other.plan.items()
        }
    assert plain.projects[0].plan["12"].text == "100%"


def test_indicators_in_lines_below_a_head_in_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    for name in ("河道保洁", "水库巡查"):
        document.add_paragraph("2025年项目绩效目标表")
        table = document.add_table(rows=0, cols=2)
        for label, value in (("项目名称", name), ("预算数", "12万元"), ("年度目标", f"做好{name}。")):
            table.add_row().cells[0].text, table.rows[-1].cells[1].text = label, value
        output = "一、产出指标\n（一）数量指标\n1. 工作次数：≥12次\n（二）时效指标\n1. 完成时间，11月30日前"
        satisfaction = "二、满意度指标\n（一）服务对象满意度指标\n1. 群众满意度：≥88%"
        for line in ("绩效指标：", *output.split("\n"), *satisfaction.split("\n")):
            document.add_paragraph(line)
    document.save(str(tmp_path / "form.docx"))
    draft = read_draft(tmp_path / "form.docx")
    assert [(one.project_name.text, one.goals.text) for one in draft.projects] == [
        ("河道保洁", "做好河道保洁。"),
        ("水库巡查", "做好水库巡查。"),
    ]
    for project in draft.projects:
        assert told(project) == [
            ("产出指标", "数量指标", "工作次数", "≥12次"),
            ("产出指标", "时效指标", "完成时间", "11月30日前"),
            ("满意度指标", "服务对象满意度指标", "群众满意度", "≥88%"),
        ]
    assert left(draft) == []


def test_projects_that_numbered_headings_alone_name(tmp_path: Path) -> None:
    form = """（{number}）{name}
项目单位：青原县水务局
年度资金总额：56.00 万元，其中财政拨款 45.92 万元，其他资金 10.08 万元。
年度绩效目标：做好{name}。
绩效指标：
产出指标：
数量指标——工作次数：≥{times}次；
满意度指标：
服务对象满意度指标——群众满意度：≥88%；
"""
    lead = "青原县2024年部门预算项目绩效目标情况说明\n2024年，青原县对2个项目设定了绩效目标。具体情况如下：\n"
    names = {"一": "河道保洁", "二": "水库巡查"}
    forms = [form.format(number=number, name=name, times=12) for number, name in names.items()]
    draft = read(tmp_path, lead + "\n".join(forms))
    assert [one.project_name.text for one in draft.projects] == list(names.values())
    for project in draft.projects:
        assert told(project) == [
            ("产出指标", "数量指标", "工作次数", "≥12次"),
            ("满意度指标", "服务对象满意度指标", "群众满意度", "≥88%"),
        ]
        assert (project.budget.text, project.fiscal.text) == ("56.00 万元", "45.92 万元")


def one_form(tmp_path: Path, indicators: str) -> list[tuple[str, str, str, str]]:
    draft = read(tmp_path, HEAD + indicators)
    (project,) = draft.projects
    assert project.project_name.text == "河道保洁"
    assert project.goals.text == "保持河道整洁。"
    assert not left(draft)
    return told(project)


def assert_reads_draft(draft: Draft) -> None:
    first, second = draft.projects
    assert (first.title.text, first.project_name.text) == ("河道保洁", "河道保洁")
    assert first.project_code.text == "13099926P00012300456A"
    assert (first.department_name.text, first.unit_name.text) == ("青原县水务局", "青原县河道管理所")
    assert (first.budget.text, first.fiscal.text, first.other.text) == ("45.50万元", "40万元", "5.50万元")
    assert squeeze(first.purpose.text) == "用于河道保洁人员经费、保洁船只租赁，以及垃圾清运。"
    assert squeeze(first.goals.text) == "1.全年保洁河道80公里；2.清运垃圾3000吨。"
    assert told(first) == [
        ("产出指标", "数量指标", "保洁河道", "≥80公里"),
        ("产出指标", "数量指标", "清运垃圾", "3000吨"),
        ("产出指标", "质量指标", "河面垃圾清理率", "100%"),
        ("产出指标", "时效指标", "完成时间", "2026年12月底前"),
        ("效益指标", "生态效益指标", "水环境", "明显改善"),
        ("满意度指标", "", "服务对象满意度", "≥90%"),
    ]
    assert {detail.label: detail.value.text for detail in first.details} == {
        "填报人": "秦某",
        "联系电话": "0300-1234567",
    }
    assert (second.budget.text, second.fiscal.text) == ("120000元", "120000元")
    assert told(second) == [
        ("产出指标", "数量指标", "巡查水库", "12座"),
        ("产出指标", "质量指标", "隐患整改率", "不低于98%"),
        ("效益指标", "社会效益指标", "下游群众安全感", "提升"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", ">90%"),
    ]
    assert not left(draft)
    assert [cell.text for cell in draft.cells if cell.field is None][-2:] == [
        "三、政府采购安排",
        "本部门无政府采购。",
    ]


def test_a_draft_of_lines(tmp_path: Path) -> None:
    draft = read(tmp_path, DRAFT)
    assert_reads_draft(draft)
    assert draft.overall_targets
    whole = "".join(cell.text for cell in draft.cells)
    assert sorted(squeeze(whole)) == sorted(squeeze(DRAFT))  # nothing vanishes, nothing is added


def test_values_lead_to_their_lines(tmp_path: Path) -> None:
    draft = read(tmp_path, DRAFT)
    lines = DRAFT.splitlines()
    for project in draft.projects:
        values = [project.project_name, project.budget, *(row.value for row in project.indicators)]
        for value in values:
            (cell,) = (draft.cells[index] for index in value.cells)
            assert cell.text == value.text
            assert cell.text in lines[(cell.row or 0) - 1]


def test_paragraphs_of_word(tmp_path: Path) -> None:
    document = docx.Document()
    for line in DRAFT.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "form.docx"))
    assert_reads_draft(read_draft(tmp_path / "form.docx"))


def test_paragraphs_of_a_page(tmp_path: Path) -> None:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in DRAFT.splitlines())
    (tmp_path / "form.html").write_text(f"<meta charset=utf-8><body>{body}", encoding="utf-8")
    assert_reads_draft(read_draft(tmp_path / "form.html"))


def test_lines_of_a_pdf_over_pages(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "form.pdf"))
    top = 780
    for line in DRAFT.splitlines():
        if top < 500:
            canvas.showPage()
            top = 780
        canvas.setFont("STSong-Light", 11)
        canvas.drawString(60, top, line)
        top -= 20
    canvas.save()
    draft = read_draft(tmp_path / "form.pdf")
    assert_reads_draft(draft)
    (cell,) = (draft.cells[index] for index in draft.projects[0].indicators[0].value.cells)
    assert 60 < (cell.x0 or 0) < (cell.x1 or 0) < (cell.x0 or 0) + 80  # its share of the line


@pytest.mark.parametrize("width", [22, 27, 34])
def test_lines_that_a_width_broke(tmp_path: Path, width: int) -> None:
    text = HEAD + "".join(
        f"{number}.{level}  三级指标：{name}；指标描述：{what}；指标值：{value}\n"
        for number, (level, name, what, value) in enumerate(
            [
                ("数量指标", "保洁河道长度", "全年按要求打捞水面漂浮物的河道总长度", "≥80公里"),
                ("质量指标", "水面清洁率", "抽查时没有漂浮物的河段占全部抽查河段的比例", "≥98%"),
                ("服务对象满意度指标", "沿河群众满意度", "受访群众当中表示满意的人所占的比例", "≥90%"),
            ],
            start=1,
        )
    )
    broken = "\n".join(
        line[at : at + width] for line in text.splitlines() for at in range(0, max(len(line), 1), width)
    )
    (project,) = read(tmp_path, broken).projects
    assert [squeeze(row.description.text) for row in project.indicators] == [
        "全年按要求打捞水面漂浮物的河道总长度",
        "抽查时没有漂浮物的河段占全部抽查河段的比例",
        "受访群众当中表示满意的人所占的比例",
    ]
    assert [row[2:] for row in told(project)] == [
        ("保洁河道长度", "≥80公里"),
        ("水面清洁率", "≥98%"),
        ("沿河群众满意度", "≥90%"),
    ]


WAYS = {
    "indents": "绩效指标：\n  产出指标\n    数量指标\n      保洁河道：=80公里\n      清运垃圾：≥3000吨\n",
    "numbers": "一、产出指标\n（一）数量指标\n1、保洁河道：=80公里\n2、清运垃圾：≥3000吨\n",
    "circles": "产出指标：\n数量指标：①保洁河道=80公里；②清运垃圾≥3000吨；\n",
    "commas": "产出指标：\n数量指标：保洁河道=80公里，清运垃圾≥3000吨\n",
    "brackets": "【产出指标】\n【数量指标】保洁河道（=80公里）\n【数量指标】清运垃圾（≥3000吨）\n",
    "dashes": "产出指标-数量指标-保洁河道：=80公里\n产出指标-数量指标-清运垃圾：≥3000吨\n",
    "slashes": "产出指标 / 数量指标 / 保洁河道 / =80公里\n产出指标 / 数量指标 / 清运垃圾 / ≥3000吨\n",
    "blanks": "产出指标\n数量指标\n保洁河道    =80公里\n清运垃圾　　≥3000吨\n",
    "counted": "一级指标：产出指标\n二级指标：数量指标\n指标1：保洁河道（=80公里）\n指标2：清运垃圾（≥3000吨）\n",
    "labels": "二级指标：数量指标\n三级指标：保洁河道\n指标值：=80公里\n三级指标：清运垃圾\n指标值：≥3000吨\n",
    "short": "绩效指标\n产出：\n数量：保洁河道=80公里\n数量：清运垃圾≥3000吨\n",
    "points": "产出指标（50分）\n数量指标（20分）：\n★保洁河道：=80公里\n★清运垃圾：≥3000吨\n",
    "next-line": "产出指标\n数量指标\n保洁河道：\n=80公里\n清运垃圾：\n≥3000吨\n",
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_ways_to_write_indicators(tmp_path: Path, way: str) -> None:
    found = one_form(tmp_path, WAYS[way])
    assert [row[2:] for row in found] == [("保洁河道", "=80公里"), ("清运垃圾", "≥3000吨")]
    assert {(row[0].removesuffix("指标"), row[1].removesuffix("指标")) for row in found} == {("产出", "数量")}


WEIGHED = [
    ("巡查水库", "≥12座", "30"),
    ("整改隐患", "≥9处", "30"),
    ("库容达标率", "=100%", "20"),
    ("水质", "稳中有升", "20"),
]
WEIGHTS = [
    "（1）{name}：{value}，权重：{weight}",
    "{name}：{value}，权重{weight}分。",
    "（1）{name}：{value}；分值：{weight}",
    "{name}：{value} 分值{weight}",
    "①{name}：{value}（权重为{weight}分）",
    "{name}（分值：{weight}分）：{value}",
    "{name}（权重{weight}）{value}",
    "{name}，权重{weight}，{value}",
    "{name}：{value}\n    权重：{weight}",
    "{name}：{value}\n（分值{weight}分）",
    "三级指标：{name}；指标值：{value}（权重{weight}）",
    "{name}：{value}（{weight}分）",
    "{name}（{weight}分）：{value}",
    "（{weight}分）{name}：{value}",
    "{name}：{value}，占{weight}分；",
    "{name}  {value}  {weight}分",
    "{name}：{value}，权重：{weight}，责任科室：水管科，依据：年度计划",
]


@pytest.mark.parametrize("way", WEIGHTS)
def test_weights_told_behind_their_indicators(tmp_path: Path, way: str) -> None:
    lines = "".join(
        way.format(name=name, value=value, weight=weight) + "\n" for name, value, weight in WEIGHED
    )
    draft = read(tmp_path, f"{HEAD}产出指标\n数量指标\n{lines}")
    (project,) = draft.projects
    found = [(row.level3.text, row.value.text, row.weight.text) for row in project.indicators]
    assert found == WEIGHED
    assert not left(draft)
    if "依据" in way:
        assert {row.basis.text for row in project.indicators} == {"年度计划"}
        assert {detail.label for row in project.indicators for detail in row.details} == {"责任科室"}


def test_points_that_are_no_weights_stay_with_their_targets(tmp_path: Path) -> None:
    """They do not add up to about a hundred, or the target has no other figure."""
    text = "质量指标\n群众评议：满意（90分）\n专家评议：合格（85分）\n年终考核分值95\n数量指标\n达标测评：≥ 60分\n"
    assert [row[2:] for row in one_form(tmp_path, text)] == [
        ("群众评议", "满意（90分）"),
        ("专家评议", "合格（85分）"),
        ("年终考核分值", "95"),
        ("达标测评", "≥60分"),
    ]


def test_weights_of_several_indicators_in_a_line_and_of_a_level(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        HEAD
        + "产出指标，权重：60\n数量指标：巡查水库≥12座，权重30，整改隐患≥9处，权重20；开挖沟渠≥3公里，权重10。\n"
        "服务对象满意度：≥90%，权重：40\n",
    )
    found = [(row.level3.text, row.value.text, row.weight.text) for row in draft.projects[0].indicators]
    assert found == [
        ("巡查水库", "≥12座", "30"),
        ("整改隐患", "≥9处", "20"),
        ("开挖沟渠", "≥3公里", "10"),
        ("服务对象满意度", "≥90%", "40"),
    ]


def test_a_name_of_two_levels_is_what_stands_below_it(tmp_path: Path) -> None:
    text = "成本指标\n经济成本指标\n保洁单价：≤5元\n产出指标\n数量指标\n保洁河道：80公里\n成本指标\n船只租金：≤2万元\n"
    assert [row[:2] for row in one_form(tmp_path, text)] == [
        ("成本指标", "经济成本指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "成本指标"),
    ]
    text = "产出指标\n数量指标\n保洁河道：80公里\n满意度指标\n满意度指标\n群众满意度：≥90%\n"
    assert one_form(tmp_path, text)[1][:2] == ("满意度指标", "满意度指标")


def test_names_that_are_labels_elsewhere(tmp_path: Path) -> None:
    text = "时效指标\n完成时间：12月底前\n成本指标\n项目资金：≤45.5万元\n数量指标\n80周岁以上受益老人人数：300人\n"
    assert [row[2:] for row in one_form(tmp_path, text)] == [
        ("完成时间", "12月底前"),
        ("项目资金", "≤45.5万元"),
        ("80周岁以上受益老人人数", "300人"),
    ]


def test_targets_of_the_term_and_of_the_year(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        "1.项目名称：河道保洁\n2.资金总额：45万元\n三、绩效目标\n（一）中期目标（2026年—2028年）：河道全部达标。\n"
        "（二）年度目标：\n达标河道80公里。\n四、绩效指标\n（一）中期指标\n1.产出指标\n数量指标：达标河道240公里\n"
        "（二）年度指标\n1.产出指标\n数量指标：达标河道80公里\n",
    )
    (project,) = draft.projects
    assert (project.midterm_goals.text, project.goals.text) == ("河道全部达标。", "达标河道80公里。")
    assert [(row.period, row.value.text) for row in project.indicators] == [
        ("midterm", "240公里"),
        ("annual", "80公里"),
    ]


def test_the_unit_of_money_over_amounts_and_a_plan(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        "【项目名称】河道保洁\n项目资金（万元）\n年度资金总额：45.50\n其中：财政拨款：40\n其他资金：5.50\n"
        "资金支出计划：3月底：20%，6月底：50%，10月底：80%，12月底：100%\n年度目标：\n目标1：保洁。\n目标2：巡查。\n"
        "产出指标\n数量指标\n保洁河道：80公里\n",
    )
    (project,) = draft.projects
    amounts = (project.budget, project.fiscal, project.other)
    assert [(one.text, one.unit) for one in amounts] == [("45.50", "万元"), ("40", "万元"), ("5.50", "万元")]
    assert [share.text for share in project.plan.values()] == ["20%", "50%", "80%", "100%"]
    assert squeeze(project.goals.text) == "目标1：保洁。目标2：巡查。"


def test_what_is_not_understood_is_left_over(tmp_path: Path) -> None:
    remark = "上述指标的口径，由财政部门会同有关单位另行解释，并报县政府备案。"
    draft = read(tmp_path, HEAD + f"产出指标\n数量指标\n保洁河道：80公里\n{remark}\n质量指标\n达标率：95%\n")
    assert left(draft) == [remark]


PROSE = {
    "names": "一、主要职责\n负责全县水务工作。\n二、重点项目\n项目名称：河道保洁\n采购金额：10万元\n",
    "terms": "三、政府采购\n项目名称：办公设备\n采购金额：10万元\n四、名词解释\n产出指标：反映产出的数量、质量等。\n",
    "duties": "一、职责\n绩效目标：水质达标。\n绩效指标：数量指标：保洁河道≥80公里；质量指标：水质达标率≥95%。\n",
}


@pytest.mark.parametrize("name", PROSE)
def test_prose_is_no_project(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableDraft) as refused:
        read(tmp_path, PROSE[name])
    assert refused.value.code == "no_form"


def test_prose_that_tells_indicators_and_names_no_project_says_so(tmp_path: Path) -> None:
    text = "某县水务局会议纪要\n会议同意安排资金57.3万元。\n产出指标\n清理河道：46公里\n打捞次数：≥12次\n质量指标：达标率≥95%\n"
    with pytest.raises(UnreadableDraft) as refused:
        read(tmp_path, text)
    assert (refused.value.code, refused.value.detail) == ("untold_projects", "清理河道：46公里")


def test_columns_of_blanks_stay_refused(tmp_path: Path) -> None:
    table = "一级指标  二级指标  三级指标  指标值\n产出指标  数量指标  保洁河道  80公里\n          质量指标  达标率  95%\n"
    with pytest.raises(UnreadableDraft) as refused:
        read(
            tmp_path,
            HEAD
            + table
            + "效益指标  社会效益指标  知晓率  90%\n满意度指标  服务对象满意度指标  满意度  90%\n",
        )
    assert refused.value.code == "unruled_text"


ROWS = [
    ["项目名称", "水库巡查", "预算数", "12"],
    ["绩效目标", "全年巡查。", "", ""],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "巡查水库", "12座"],
]
TABLE = Grid([[GridCell(Piece(text), at, at + 1) for at, text in enumerate(row)] for row in ROWS])


def lines_of(text: str) -> list[Block]:
    return [Line(Piece(line)) for line in text.splitlines()]


@pytest.mark.parametrize("first", ["lines", "table"])
def test_forms_in_lines_and_in_tables_are_read_side_by_side(first: str) -> None:
    titled = [*lines_of("水库巡查项目绩效目标表\n单位：万元\n"), TABLE]
    lines = lines_of(HEAD + WAYS["indents"])
    draft = draft_of(Reading("docx", None, [*lines, *titled] if first == "lines" else [*titled, *lines]))
    told = {one.project_name.text: len(one.indicators) for one in draft.projects}
    assert told == {"河道保洁": 2, "水库巡查": 1}
    assert [one.title.text for one in draft.projects if one.project_name.text == "水库巡查"] == [
        "水库巡查项目绩效目标表"
    ]


def test_a_project_that_a_table_tells_is_not_read_again_from_lines() -> None:
    lines = lines_of(HEAD.replace("河道保洁", "水库巡查") + WAYS["indents"])
    draft = draft_of(Reading("docx", None, [*lines, TABLE]))
    assert [(one.project_name.text, len(one.indicators)) for one in draft.projects] == [("水库巡查", 1)]


@dataclass
class Style:
    """How a form is written: numbers before each level and indicator, between name and target, behind a level's name."""

    level1: str
    level2: str
    item: str
    between: str
    colon: str
    indent: str


NAMES = {"产出指标": ("数量指标", "质量指标", "时效指标"), "效益指标": ("社会效益指标", "生态效益指标"),
         "满意度指标": ("服务对象满意度指标",)}  # fmt: skip
styles = st.builds(
    Style,
    level1=st.sampled_from(["", "一、", "1.", "（一）", "●"]),
    level2=st.sampled_from(["", "（一）", "（1）", "①", "1.1 "]),
    item=st.sampled_from(["", "1.", "①", "（1）", "—", "★", "1、"]),
    between=st.sampled_from(["：", ":", "", "  ", "　　"]),
    colon=st.sampled_from(["", "：", ":"]),
    indent=st.sampled_from(["", "  ", "　", "    "]),
)
words = st.text("甲丙戊己庚辛壬癸渠坝闸堤", min_size=3, max_size=12).filter(
    lambda text: not LAYOUT.is_label(text)
)
targets = st.builds(
    "{}{}{}".format,
    st.sampled_from("≥≤=＞<"),
    st.integers(1, 9999),
    st.sampled_from(["个", "%", "公里", "万元"]),
)


@st.composite
def forms(draw: st.DrawFn) -> list[tuple[str, str, str, str]]:
    rows = [
        (level1, level2, draw(words), draw(targets))
        for level1, names in NAMES.items()
        for level2 in names
        for _ in range(draw(st.integers(0, 2)))
    ]
    return rows or [("产出指标", "数量指标", draw(words), draw(targets))]


def written(rows: list[tuple[str, str, str, str]], style: Style) -> str:
    lines: list[str] = []
    above: tuple[str, ...] = ("", "")
    for level1, level2, name, target in rows:
        if level1 != above[0]:
            lines.append(f"{style.level1}{level1}{style.colon}")
        if (level1, level2) != above:
            lines.append(f"{style.indent}{style.level2}{level2}{style.colon}")
        lines.append(f"{style.indent * 2}{style.item}{name}{style.between}{target}")
        above = (level1, level2)
    return "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(rows=forms(), style=styles, several=st.integers(1, 3))
def test_a_form_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str, str]],
    style: Style,
    several: int,
) -> None:
    text = "\n".join(HEAD + written(rows, style) + "\n" for _ in range(several))
    draft = read(tmp_path_factory.mktemp("form"), text)
    assert [told(project) for project in draft.projects] == [rows] * several
    assert not left(draft)
    assert sorted(squeeze("".join(cell.text for cell in draft.cells))) == sorted(squeeze(text))


HOSTILE = {
    "labels": ["项目名称：甲"],
    "levels": ["产出指标", "成本指标"],
    "brackets": ["（【" * 20],
    "full lines": ["甲" * 40],
    "rests": ["甲乙；指标值：5"],
    "unknown labels": ["某某："],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_lines_without_end(tmp_path: Path, name: str) -> None:
    took = []
    for count in (2_000, 8_000):
        lines = HOSTILE[name] * (count // len(HOSTILE[name]))
        start = time.process_time()
        with suppress(UnreadableDraft):
            read(tmp_path, HEAD + "\n".join(lines) + "\n产出指标\n数量指标\n保洁河道：80公里\n")
        took.append(time.process_time() - start)
    assert took[1] < 12 * took[0] + 1  # four times the lines; sixteen times, were it not linear
