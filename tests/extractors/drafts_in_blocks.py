"""Drafts made of lines and tables, and what is read of their projects."""

from __future__ import annotations

from extractors.draft import Draft, Project
from extractors.joining import squeeze
from extractors.pieces import Block, GridCell, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of

HEADING = "一级指标|二级指标|三级指标|指标值\n"
TABLE = (
    "项目名称|水库巡查\n实施单位|青原县水库管理所\n预算数|12\n绩效目标|全年巡查。\n"
    + HEADING
    + "产出指标|数量指标|巡查水库|12座\n"
)
CLEANING = """（一）河道保洁
项目编码：13099926P00012300456A
预算安排：45.5万元，其中：财政资金45.5万元。
绩效目标：保持河道整洁。
绩效指标：1.数量指标：保洁河道≥80公里、清运垃圾3000吨。2.质量指标：达标率≥95%。
3.满意度指标：群众满意度≥90%。
"""
TESTING = """（二）水质监测
预算安排：20万元。
绩效目标：掌握水质。
绩效指标：产出指标：数量指标—监测点位30个，采样分析≥360次；质量指标—数据有效率≥98%。
效益指标—生态效益指标—饮用水安全—持续改善
"""


def lines(text: str) -> list[Block]:
    return [Line(Piece(line)) for line in text.splitlines()]


def read(*blocks: Block) -> Draft:
    return draft_of(Reading("docx", None, list(blocks)))


def head(project: Project) -> tuple[str, ...]:
    fields = (project.project_name, project.unit_name, project.budget, project.fiscal)
    return tuple(squeeze(value.text) for value in fields)


def told(project: Project) -> list[tuple[str, ...]]:
    columns = ("level2", "level3", "value")
    return [tuple(squeeze(getattr(row, name).text) for name in columns) for row in project.indicators]


def cells(*texts: str) -> list[GridCell]:
    return [GridCell(Piece(text), at, at + 1) for at, text in enumerate(texts)]
