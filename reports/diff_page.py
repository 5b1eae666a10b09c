"""The page that shows two forms side by side, or a template and all that was made of it, in one offline file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from reports.pages import environment
from warehouse.atomic import write_bytes

KINDS = {"same": "照搬", "changed": "改动", "left": "左方独有", "right": "右方独有"}
PARTS = {"head": "", "goal": "绩效目标 {}", "plan": "支出计划 {} 月底", "indicator": "指标 {}"}
FIELDS = {
    "project_name": "项目名称",
    "unit_name": "单位",
    "project_code": "项目编码",
    "budget_wanyuan": "预算数（万元）",
    "fiscal_wanyuan": "财政资金（万元）",
    "other_wanyuan": "其他资金（万元）",
    "purpose": "资金用途",
    "goal": "目标",
    "percent": "支出比例",
    "level2": "二级指标",
    "level3": "三级指标",
    "description": "指标描述",
    "value_text": "指标值",
    "basis": "确定依据",
    "weight": "权重",
}


def write_diff_page(target: Path, comparisons: Sequence[Mapping[str, Any]]) -> Path:
    """Write the page to ``target`` in one step and return it."""
    return write_bytes(target, diff_page(comparisons).encode())


def diff_page(comparisons: Sequence[Mapping[str, Any]]) -> str:
    """The page as HTML, one section a comparison.

    A comparison has ``left`` and ``right`` (project_id, name, unit, county, year, file), ``counts`` (same,
    changed, left, right: of indicators) and ``lines`` (part, number, field, kind, and left and right as runs of
    words: text, shared).
    """
    shown = [
        {
            **comparison,
            "id": f"c{number}",
            "parts": [(_heading(*key), list(lines)) for key, lines in groupby(comparison["lines"], _part)],
        }
        for number, comparison in enumerate(comparisons, start=1)
    ]
    return environment().get_template("diff.html").render(comparisons=shown, kinds=KINDS, fields=FIELDS)


def _part(line: Mapping[str, Any]) -> tuple[str, int]:
    return line["part"], line["number"]


def _heading(part: str, number: int) -> str:
    return PARTS[part].format(number)
