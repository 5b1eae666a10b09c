"""Text whose texts are parted by the same blank everywhere: read where its words tell their cells, else refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extractors.draft import Draft
from extractors.errors import UnreadableDraft
from extractors.reader import read_draft
from tests.extractors.blanks import Pen, in_turn
from tests.extractors.test_unseen_forms import FORMS, check, grid

TITLE = "1.古桥修缮绩效目标表\n325001青石县文物局本级 单位：万元\n"
HEAD = """项目编码 13092725P00415010001A 项目名称 古桥修缮
预算规模及资金用途 预算数 48.50 其中：财政资金 40.00 其他资金 8.50
用于古桥的桥台加固和护栏修复。
资金支出计划（%） 3月底 6月底 10月底 12月底
20 50 80 100
绩效目标 修缮古桥3座，加固桥台6处，设置限载标
志和护栏。
"""
HEADING = "绩效指标 一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据\n"
ROWS = """产出指标 数量指标 修缮古桥 全年修缮的古桥 =3座 计划
加固桥台 全年加固的桥台 ≥6处
质量指标 验收合格率 验收合格的占比 =100% 规范
效益指标 社会效益指标 村民出行 出行的条件 明显改善 测算
满意度指标 满意度指标 村民满意度 抽查的结果 ≥90% 问卷
"""
INDICATORS = [
    ("产出指标", "数量指标", "修缮古桥", "全年修缮的古桥", "=3座", "计划"),
    ("产出指标", "数量指标", "加固桥台", "全年加固的桥台", "≥6处", ""),
    ("产出指标", "质量指标", "验收合格率", "验收合格的占比", "=100%", "规范"),
    ("效益指标", "社会效益指标", "村民出行", "出行的条件", "明显改善", "测算"),
    ("满意度指标", "满意度指标", "村民满意度", "抽查的结果", "≥90%", "问卷"),
]
REFUSED = ("unruled_text", "no_form")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "draft.txt"


def read(path: Path, text: str) -> Draft:
    path.write_text(text, encoding="utf-8")
    return read_draft(path)


def indicators(draft: Draft, project: int = 0) -> list[tuple[str, ...]]:
    return [
        tuple(
            value.text
            for value in (one.level1, one.level2, one.level3, one.description, one.value, one.basis)
        )
        for one in draft.projects[project].indicators
    ]


def targets(draft: Draft) -> list[tuple[str, str]]:
    return [(one.level3.text, one.value.text) for one in draft.projects[0].indicators]


def refusal(path: Path, text: str) -> str:
    with pytest.raises(UnreadableDraft) as refused:
        read(path, text)
    return refused.value.code


@pytest.mark.parametrize("blank", [" ", "\u3000", "  "])
def test_every_field_of_a_form(path: Path, blank: str) -> None:
    draft = read(path, TITLE + (HEAD + HEADING + ROWS).replace(" ", blank))
    (project,) = draft.projects
    told = (project.unit_code, project.unit_name, project.project_code, project.project_name)
    assert [value.text for value in told] == [
        "325001", "青石县文物局本级", "13092725P00415010001A", "古桥修缮",
    ]  # fmt: skip
    assert [value.text for value in (project.budget, project.fiscal, project.other)] == [
        "48.50",
        "40.00",
        "8.50",
    ]
    assert project.purpose.text == "用于古桥的桥台加固和护栏修复。"
    assert project.goals.text == "修缮古桥3座，加固桥台6处，设置限载标志和护栏。"
    assert [share.text for share in project.plan.values()] == ["20", "50", "80", "100"]
    assert indicators(draft) == INDICATORS
    assert all(cell.field for cell in draft.cells if cell.in_form and cell.text)


def test_pages_that_end_inside_forms_of_a_whole_draft(path: Path) -> None:
    front = (
        "青石县文物局\n2025年部门预算绩效文本\n目 录\n第一部分 部门整体绩效目标 1\n一、总体绩效目标 1\n"
        "第二部分 预算项目绩效目标 3\n1.古桥修缮绩效目标表 3\n第一部分 部门整体绩效目标\n一、总体绩效目标\n"
        "全县文物安全。\n二、分项绩效目标\n绩效目标：修缮古桥3座。\n第二部分 预算项目绩效目标\n"
    )
    rows = ROWS.replace("加固", "- 3 -\n加固", 1)
    other = (TITLE + HEAD).replace("古桥修缮", "碑刻拓印") + "\n第 4 页 共 5 页\n\n" + HEADING + ROWS
    draft = read(
        path, f"{front}{TITLE}{HEAD}{HEADING}{rows}{other}\n- 5 -\n三、其他说明\n本部门 2025 年无采购。\n"
    )
    assert [project.project_name.text for project in draft.projects] == ["古桥修缮", "碑刻拓印"]
    assert indicators(draft) == indicators(draft, 1) == INDICATORS
    assert draft.overall_targets


def test_a_form_of_another_layout_with_labels_before_colons(path: Path) -> None:
    draft = read(
        path,
        "项目支出绩效目标表\n（2025年度）\n项目名称：河道保洁 项目编码：13099926P00012300456A\n"
        "主管部门：青原县水务局 实施单位：青原县河道管理所\n项目资金 年度资金总额： 45.50\n（万元） 其中：财政拨款 40.00\n"
        "其他资金 5.50\n年度目标：保持河道整洁。\n一级指标 二级指标 三级指标 指标性质 指标值 计量单位 权重\n"
        "产出指标 数量指标 保洁河道 ≥ 80 公里 60\n效益指标 生态效益指标 水环境 定性 改善 40\n合计 100\n"
        "填报人：秦某 联系电话：0300-1234567\n",
    )
    (project,) = draft.projects
    assert (project.department_name.text, project.unit_name.text) == ("青原县水务局", "青原县河道管理所")
    assert [(one.text, one.unit) for one in (project.budget, project.fiscal, project.other)] == [
        ("45.50", "万元"), ("40.00", "万元"), ("5.50", "万元"),
    ]  # fmt: skip
    assert [
        (one.sign.text, one.value.text, one.unit.text, one.weight.text) for one in project.indicators
    ] == [
        ("≥", "80", "公里", "60"),
        ("定性", "改善", "", "40"),
    ]


def test_names_in_the_middle_of_their_rows(path: Path) -> None:
    rows = """修缮古桥 全年修缮的古桥 =3座 计划
数量指标
加固桥台 全年加固的桥台 ≥6处 计划
产出指标
验收合格率 验收合格的占比 =100% 规范
质量指标
返工率 返工的占比 ≤2% 规范
效益指标 社会效益指标 村民出行 出行的条件 明显改善 测算
满意度指标 服务对象满意度指标 村民满意度 抽查的结果 ≥90% 问卷
"""
    draft = read(path, TITLE + HEAD + HEADING + rows)
    assert [row[:3] for row in indicators(draft)] == [
        ("产出指标", "数量指标", "修缮古桥"),
        ("产出指标", "数量指标", "加固桥台"),
        ("产出指标", "质量指标", "验收合格率"),
        ("产出指标", "质量指标", "返工率"),
        ("效益指标", "社会效益指标", "村民出行"),
        ("满意度指标", "服务对象满意度指标", "村民满意度"),
    ]
    assert (
        refusal(path, TITLE + HEAD + HEADING + rows.replace("返工率 返工的占比 ≤2% 规范\n", ""))
        == "unruled_text"
    )


def test_goals_whose_label_stands_in_the_middle_of_them(path: Path) -> None:
    goals = "修缮古桥3座，加固桥台6处，设置限载标\n绩效目标 志和护栏，清理河道淤积，恢复古桥原来\n的样子。\n"
    head = HEAD[: HEAD.index("绩效目标")] + goals
    (project,) = read(path, TITLE + head + HEADING + ROWS).projects
    assert (
        project.goals.text
        == "修缮古桥3座，加固桥台6处，设置限载标志和护栏，清理河道淤积，恢复古桥原来的样子。"
    )


def test_blanks_inside_texts(path: Path) -> None:
    rows = ROWS.replace("=3座", "= 3 座").replace("规范", "《古建筑修缮 验收规范》").replace("≥90%", "≥ 90%")
    draft = read(path, TITLE + HEAD + HEADING + rows)
    assert [row[4:] for row in indicators(draft)] == [
        ("= 3 座", "计划"),
        ("≥6处", ""),
        ("=100%", "《古建筑修缮 验收规范》"),
        ("明显改善", "测算"),
        ("≥ 90%", "问卷"),
    ]


def test_words_of_sure_rows_tell_of_others(path: Path) -> None:
    rows = ROWS.replace("出行的条件 明显改善 测算", "明显改善 规范")
    assert indicators(read(path, TITLE + HEAD + HEADING + rows))[3][3:] == ("", "明显改善", "规范")
    assert (
        refusal(path, TITLE + HEAD + HEADING + rows.replace("明显改善 规范", "明显改善 实测"))
        == "unruled_text"
    )


UNSURE = {
    "a text that goes on in the next line": (ROWS, ROWS.replace("占比 =100% 规范\n", " =100% 规范\n占比\n")),
    "a row that may be the rest of the one above": (
        ROWS,
        ROWS.replace("加固桥台 全年加固的桥台 ≥6处\n", "加固全县桥台 全年加固的桥台 按期完成 计划\n桥头 桥台 部分 规范\n"),
    ),
    "a blank inside a name": (ROWS, ROWS.replace("加固桥台 ", "加固 桥台 ")),
    "a figure apart from its unit": (ROWS, ROWS.replace("≥6处", "≥6 处")),
    "a date in two parts": (ROWS, ROWS.replace("=100% 规范", "9月 30日前")),
    "a level 1 name without its rows' level 2": (ROWS, ROWS.replace("满意度指标 满意度指标", "满意度指标")),
    "no target": (ROWS, ROWS.replace(" ≥6处", "")),
    "two texts behind a label": (HEAD, HEAD.replace("项目名称 古桥修缮", "项目名称 古桥修缮 经办口 保护股")),
    "a wrapped name": (HEAD, HEAD.replace("古桥修缮\n", "古桥修缮\n资金\n")),
    "a share less": (HEAD, HEAD.replace("20 50 80 100", "50 80 100")),
    "goals that may begin above their label": (
        HEAD[HEAD.index("资金支出") : HEAD.index("绩效目标")] + "绩效目标 ", "修缮古桥3座，加固桥台6处，设置限\n绩效目标 ",
    ),
    "goals of two periods": (HEAD, HEAD.replace("绩效目标 ", "实施期目标 年度目标\n修缮古桥9座。 ")),
    "blanks of many widths": (ROWS, ROWS.replace(" ", "    ", 1)),
    "an unknown line over the head": (TITLE, TITLE + "古桥和古\n"),
    "counted goals like the heading of a section": (HEAD, HEAD.replace("修缮古桥3座，", "一、修缮古桥3座；\n二、加固桥台\n")),
}  # fmt: skip


@pytest.mark.parametrize("name", UNSURE)
def test_what_words_do_not_tell_is_refused(path: Path, name: str) -> None:
    told, unsure = UNSURE[name]
    text = TITLE + HEAD + HEADING + ROWS
    assert refusal(path, text.replace(told, unsure)) == "unruled_text"


def test_forms_with_single_blanks_come_back_or_are_refused(path: Path) -> None:
    read_right = 0
    for form in FORMS:
        if form["name"] == "zhejiang":
            continue  # who filled it in stands below the table, where nothing rules it
        for pen in (Pen(), Pen(room=24, aside=True)):
            try:
                draft = read(path, "\n".join([*form["over"], in_turn(grid(form["rows"]), " ", pen)]))
            except UnreadableDraft:
                continue
            check(draft, form)
            read_right += 1
    assert read_right >= 25


ROW = "产出指标 数量指标 甲乙 丙丁 ≥9个 己庚\n"
HOSTILE = {
    "rows": HEAD + HEADING + "产出指标 数量指标 甲乙 丙丁 己庚\n" * 10_000,
    "numbers": HEAD + HEADING + ("产出指标 数量指标 甲乙 " + "1 " * 200 + "\n") * 2_000,
    "rests": HEAD + HEADING + ROW + "甲\n" * 20_000,
    "labels": "项目编码 130 项目名称 甲\n" * 20_000 + HEADING + ROW,
    "levels": HEAD + HEADING + "产出指标\n" * 20_000 + ROW,
    "columns": HEAD + HEADING.strip() + " 备注" * 60 + "\n" + ROW * 2_000,
    "brackets": HEAD + HEADING + ("（ " * 300 + "\n") * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_lines_are_refused_soon(path: Path, name: str) -> None:
    start = time.process_time()
    assert refusal(path, HOSTILE[name]) in REFUSED
    assert time.process_time() - start < 60
