"""Tables with one heading over all their projects, each opened by rows with its name and its goals."""

from __future__ import annotations

import pytest

from extractors.pieces import Block, Grid, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of
from tests.extractors.test_unseen_forms import grid

HEADING = "一级指标|二级指标|三级指标|指标值|分值"
ROWS = """
项目名称：普法宣传　　预算数：12万元|<|<|<|<
年度目标：做好普法宣传。|<|<|<|<
产出|数量|宣讲场次|≥12场|50
效益|社会效益|法治意识|明显提高|40
项目名称：送戏下乡　　预算数：30万元|<|<|<|<
年度目标：做好送戏下乡。|<|<|<|<
产出|数量|演出场次|≥60场|50
满意度|服务对象满意度|观众满意度|≥90%|40
""".strip().splitlines()


def on_page(page: int, rows: list[str]) -> Grid:
    drawn = grid("\n".join(rows))
    for row in drawn.rows:
        for cell in row:
            cell.piece.page = page
    return drawn


@pytest.mark.parametrize("again", [False, True], ids=["heading once", "heading again"])
@pytest.mark.parametrize("cut", [3, 4, 7, len(ROWS)])  # rows on the first page
def test_each_project_is_read(cut: int, again: bool) -> None:
    blocks: list[Block] = [Line(Piece("2024年项目支出绩效目标表", 1)), on_page(1, [HEADING, *ROWS[:cut]])]
    if rest := ROWS[cut:]:
        blocks.append(on_page(2, [HEADING, *rest] if again else rest))
    draft = draft_of(Reading("pdf", 2, blocks))
    assert [
        (project.project_name.text, project.budget.text, project.goals.text) for project in draft.projects
    ] == [("普法宣传", "12万元", "做好普法宣传。"), ("送戏下乡", "30万元", "做好送戏下乡。")]
    assert [
        (one.level1.text, one.level3.text, one.value.text, one.weight.text)
        for project in draft.projects
        for one in project.indicators
    ] == [
        ("产出", "宣讲场次", "≥12场", "50"), ("效益", "法治意识", "明显提高", "40"),
        ("产出", "演出场次", "≥60场", "50"), ("满意度", "观众满意度", "≥90%", "40"),
    ]  # fmt: skip
    assert not [cell.text for cell in draft.cells if cell.in_form and cell.field is None and cell.text]
