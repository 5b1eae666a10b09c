"""Tables of many projects whose projects run over whole pages: their own cells are empty there, and headings come again."""

from __future__ import annotations

import pytest

from extractors.draft import Project
from extractors.pieces import Block, Grid, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of
from tests.extractors.test_unseen_forms import grid

HEADING = "单位（项目）名称|项目金额|绩效目标|一级指标|二级指标|三级指标|指标值\n^|资金总额|^|^|^|^|^"


def on_page(page: int, rows: str) -> Grid:
    drawn = grid(f"{HEADING}\n{rows}")
    for row in drawn.rows:
        for cell in row:
            cell.piece.page = page
    return drawn


def told(project: Project) -> tuple[str, str, str, list[str]]:
    return (
        project.project_name.text,
        project.budget.text,
        project.goals.text,
        [one.level3.text for one in project.indicators],
    )


def read(*pages: str) -> list[tuple[str, str, str, list[str]]]:
    blocks: list[Block] = [Line(Piece("2024年部门预算项目绩效目标表", 1))]
    blocks += [on_page(at, rows) for at, rows in enumerate(pages, start=1)]
    return [told(project) for project in draft_of(Reading("pdf", len(pages), blocks)).projects]


@pytest.mark.parametrize("between", [1, 2])
def test_a_project_runs_over_whole_pages(between: int) -> None:
    """The next one begins below its empty cells."""
    first = "普法宣传|12|做好普法宣传。|产出指标|数量指标|宣讲场次|≥12场\n^|^|^|^|^|咨询人次|≥900人次"
    whole = [f"||||质量指标|完成率{at}|100%\n^|^|^|^|时效指标|及时率{at}|≥95%" for at in range(between)]
    last = (
        "|||效益指标|社会效益指标|法治意识|提高\n"
        "送戏下乡|30|做好送戏下乡。|产出指标|数量指标|演出场次|≥60场\n^|^|^|效益指标|社会效益指标|文化生活|丰富"
    )
    names = [name for at in range(between) for name in (f"完成率{at}", f"及时率{at}")]
    assert read(first, *whole, last) == [
        ("普法宣传", "12", "做好普法宣传。", ["宣讲场次", "咨询人次", *names, "法治意识"]),
        ("送戏下乡", "30", "做好送戏下乡。", ["演出场次", "文化生活"]),
    ]


def test_a_remark_in_brackets_overleaf_is_of_the_name_above() -> None:
    first = (
        "普法宣传|12|做好普法宣传。|产出指标|数量指标|宣讲场次|≥12场\n^|^|^|^|时效指标|工程竣工时间|第三季度"
    )
    last = "|||||（以系统填报数为准）|末\n|||效益指标|社会效益指标|法治意识|提高"
    assert read(first, last) == [
        ("普法宣传", "12", "做好普法宣传。", ["宣讲场次", "工程竣工时间（以系统填报数为准）", "法治意识"])
    ]


def test_a_project_whose_name_was_not_printed_is_one_without_a_name() -> None:
    """Its cells are drawn over its rows and hold nothing: its indicators are none of the project's above."""
    begun = "普法宣传|12|做好普法宣传。|产出指标|数量指标|宣讲场次|≥12场\n^|^|^|^|质量指标|合格率|≥95%"
    rest = (
        "|||效益指标|社会效益指标|法治意识|提高\n^|^|^|^|^|咨询人次|≥900人次\n"
        "|||产出指标|数量指标|演出场次|≥60场\n^|^|^|效益指标|社会效益指标|文化生活|丰富"
    )
    assert read(begun, rest) == [
        ("普法宣传", "12", "做好普法宣传。", ["宣讲场次", "合格率", "法治意识", "咨询人次"]),
        ("", "", "", ["演出场次", "文化生活"]),
    ]


def test_a_unit_and_its_project_in_one_cell_each_behind_its_code() -> None:
    cell = "317001-青原县司法局⏎13011124P00123456789-普法宣传"
    rows = f"{cell}|12|做好普法宣传。|产出指标|数量指标|宣讲场次|≥12场\n^|^|^|效益指标|社会效益指标|法治意识|提高"
    blocks: list[Block] = [Line(Piece("2024年部门预算项目绩效目标表", 1)), on_page(1, rows)]
    (project,) = draft_of(Reading("pdf", 1, blocks)).projects
    assert (project.unit_code.text, project.unit_name.text) == ("317001", "青原县司法局")
    assert (project.project_code.text, project.project_name.text) == ("13011124P00123456789", "普法宣传")
