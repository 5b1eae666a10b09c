"""Part 1 of a draft: duties and measures, however they are numbered and however their paragraphs run."""

from __future__ import annotations

import pytest

from extractors.front.part_one import read_part_one
from extractors.layouts.library import load_layouts
from extractors.pieces import Line, Piece

LAYOUT = load_layouts().known[0]
DUTIES = [("粮食生产", "提高粮食产能。", "产量≥44万吨。"), ("畜牧防疫", "做好防疫。", "免疫密度100%。")]
MEASURES = [("完善制度建设。", "制定管理制度，一是资金。"), ("加强监控。", "发现问题及时改。")]


def told(*texts: str) -> list[tuple[str, ...]]:
    targets = read_part_one([Line(Piece(text)) for text in texts], LAYOUT)
    return [(one.section, one.title, one.goal, one.indicator_text) for one in targets]


WANTED = [  # a title's own full stop parts it from its text
    ("overall", "", "深入贯彻，全面推进。", ""),
    *(("duty", *duty) for duty in DUTIES),
    *(("measure", title.rstrip("。"), text, "") for title, text in MEASURES),
]


@pytest.mark.parametrize(
    ("sections", "items"),
    [
        (("一、", "二、", "三、"), ("1.", "2.")),
        (("一、", "二、", "三、"), ("（一）", "（二）")),
        (("（一）", "（二）", "（三）"), ("（1）", "（2）")),
        (("1.", "2.", "3."), ("1）", "2）")),
    ],
)
@pytest.mark.parametrize("inline", [False, True])
def test_duties_and_measures_are_read_however_numbered(
    sections: tuple[str, ...], items: tuple[str, ...], *, inline: bool
) -> None:
    texts = [f"{sections[0]}总体绩效目标", "深入贯彻，全面推进。", f"{sections[1]}分项绩效目标"]
    for number, (title, goal, indicators) in zip(items, DUTIES, strict=True):
        texts += [f"{number}{title}", f"1.绩效目标：{goal}", f"2.绩效指标：{indicators}"]
    texts.append(f"{sections[2]}工作保障措施")
    for number, (title, text) in zip(items, MEASURES, strict=True):
        texts += [f"{number}{title}{text}"] if inline else [f"{number}{title}", text]
    assert told(*texts) == WANTED


def test_a_duty_may_be_one_paragraph() -> None:
    duty = "（一）粮食生产。绩效目标：提高粮食产能。绩效指标：产量≥44万吨。"
    assert told("二、分项绩效目标", duty) == [("duty", "粮食生产", "提高粮食产能。", "产量≥44万吨。")]


def test_another_section_ends_the_measures() -> None:
    texts = [
        "三、工作保障措施",
        "1.加强组织领导。",
        "明确责任。",
        "四、其他事项",
        "无。",
        "部门职责及工作活动绩效目标",
    ]
    assert told(*texts) == [("measure", "加强组织领导", "明确责任。", "")]
    texts[3:] = ["第二部分 收支预算情况", "部门收支总表"]
    assert told(*texts) == [("measure", "加强组织领导", "明确责任。", "")]


@pytest.mark.parametrize(
    ("overall", "duty", "measure"),
    [
        ("部门总体绩效目标", "部门职责及分项绩效目标", "实现年度绩效目标的保障措施"),
        ("部门整体绩效目标", "职责分类绩效目标及绩效指标", "实现绩效目标的保障措施"),
        ("2025年度总体目标", "重点工作任务分解目标", "确保目标实现的工作推进措施"),
    ],
)
def test_sections_go_by_many_names(overall: str, duty: str, measure: str) -> None:
    texts = [f"（一）{overall}", "水清岸绿。", f"（二）{duty}", "1．管好水", "绩效目标：达标。"]
    texts += [f"（三）{measure}", "1．加强领导。成立小组。"]
    assert told(*texts) == [
        ("overall", "", "水清岸绿。", ""), ("duty", "管好水", "达标。", ""), ("measure", "加强领导", "成立小组。", ""),
    ]  # fmt: skip


def test_a_heading_over_the_sections_ends_them() -> None:
    texts = [
        "（一）总体目标",
        "全面推进。",
        "（三）保障措施",
        "1.加强领导。明确责任。",
        "二、项目支出情况",
        "（一）甲工程",
    ]
    assert told(*texts)[-1] == ("measure", "加强领导", "明确责任。", "")
