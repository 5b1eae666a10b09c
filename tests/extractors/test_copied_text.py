"""Text copied out of a web page, whose rows lack the cells that are merged, against text whose rows lack empty last ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.draft import Project
from extractors.reader import read_draft

HEAD = """项目支出绩效目标表
项目名称\t园区物业服务
项目资金（万元）\t年度资金总额：\t85
其中：财政拨款\t85
年度目标\t目标1：保障办公区的物业服务。
目标2：考核合格率达到95%以上。
"""
COPIED = """绩效指标\t一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t物业管理面积\t8160平方米
物业服务人员数\t≥16人
质量指标\t考核合格率\t≥95%
成本指标\t物业服务单价\t≤3.9元
满意度指标\t服务对象满意度指标\t职工满意度\t≥90%
"""
TRIMMED = """一级指标\t二级指标\t三级指标\t指标值\t备注
产出指标\t数量指标\t物业管理面积\t8160平方米
产出指标\t数量指标\t物业服务人员数\t≥16人
产出指标\t质量指标\t考核合格率\t≥95%\t抽查
产出指标\t成本指标\t物业服务单价\t≤3.9元
满意度指标\t服务对象满意度指标\t职工满意度\t≥90%
"""
INDICATORS = [
    ("产出指标", "数量指标", "物业管理面积", "8160平方米"),
    ("产出指标", "数量指标", "物业服务人员数", "≥16人"),
    ("产出指标", "质量指标", "考核合格率", "≥95%"),
    ("产出指标", "成本指标", "物业服务单价", "≤3.9元"),
    ("满意度指标", "服务对象满意度指标", "职工满意度", "≥90%"),
]


def read(folder: Path, text: str) -> Project:
    path = folder / "draft.txt"
    path.write_text(text, encoding="utf-8")
    (project,) = read_draft(path).projects
    return project


@pytest.mark.parametrize("table", [COPIED, TRIMMED], ids=["copied", "trimmed"])
def test_every_indicator_stands_in_its_columns(table: str, tmp_path: Path) -> None:
    project = read(tmp_path, HEAD + table)
    told = [(one.level1.text, one.level2.text, one.level3.text, one.value.text) for one in project.indicators]
    assert told == INDICATORS


def test_a_cell_of_several_lines_is_one_text(tmp_path: Path) -> None:
    project = read(tmp_path, HEAD + COPIED)
    assert project.goals.text == "目标1：保障办公区的物业服务。目标2：考核合格率达到95%以上。"
    assert (project.budget.text, project.fiscal.text) == ("85", "85")
