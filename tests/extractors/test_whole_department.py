"""A department's own form is no project beside those of its projects: its budget is theirs, its goals are part 1's."""

from __future__ import annotations

from copy import deepcopy

import pytest

from extractors.draft import Draft
from extractors.pieces import Block
from tests.extractors.test_provinces import left_over, line, read, table

LEVELS = ["一级指标", "二级指标", "三级指标", "指标值"]
PROJECT: list[Block] = [
    line("项目支出绩效目标表"),
    line("（2024年度）"),
    table(
        ["项目名称", "村道养护", "<", "<"],
        ["年度资金总额", "120.5", "<", "<"],
        ["年度目标", "养护村道300公里。", "<", "<"],
        LEVELS,
        ["产出指标", "数量指标", "养护里程", "≥300公里"],
    ),
]
WHOLE: list[Block] = [
    line("部门整体支出绩效目标表"),
    line("（2024年度）"),
    table(
        ["部门名称", "某某县交通运输局", "<", "<"],
        ["年度预算", "资金总额", "9120.5", "<"],
        ["年度目标", "建好“四好农村路”。", "<", "<"],
        LEVELS,
        ["产出指标", "数量指标", "新改建农村公路", "≥80公里"],
        ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"],
    ),
]


def fresh(*blocks: list[Block]) -> Draft:
    """Read copies: pieces are taken once."""
    return read(*deepcopy([block for some in blocks for block in some]))


@pytest.mark.parametrize("order", [(PROJECT, WHOLE), (WHOLE, PROJECT), (PROJECT, WHOLE, PROJECT)])
def test_beside_projects_it_is_told_as_part_one_is(order: tuple[list[Block], ...]) -> None:
    draft = fresh(*order)
    assert [project.project_name.text for project in draft.projects] == ["村道养护"] * (
        len(order) - (WHOLE in order)
    )
    assert [project.sequence for project in draft.projects] == list(range(1, len(draft.projects) + 1))
    (passage,) = draft.overall_targets
    assert (passage.section, passage.title) == ("overall", "部门整体支出绩效目标表")
    assert passage.goal == "建好“四好农村路”。"
    assert passage.indicator_text == "新改建农村公路≥80公里；群众满意度≥90%"
    assert left_over(draft) == []
    assert {cell.project for cell in draft.cells if cell.field == "overall_targets"} == {None}
    assert "9120.5" not in {cell.text for cell in draft.cells if cell.in_form}


def test_a_contents_list_names_no_project_with_it() -> None:
    entries = [line(text) for text in ("目录", "1.部门整体支出绩效目标表\t1", "2.村道养护绩效目标表\t2")]
    draft = fresh(entries, WHOLE, PROJECT)
    assert [entry.title for entry in draft.contents or ()] == ["村道养护绩效目标表"]
    assert [entry.title for entry in fresh(entries, WHOLE).contents or ()] == [
        "部门整体支出绩效目标表",
        "村道养护绩效目标表",
    ]


def test_alone_it_is_what_the_draft_tells_of() -> None:
    (project,) = fresh(WHOLE).projects
    assert (project.title.text, project.budget.text) == ("部门整体支出绩效目标表", "9120.5")


def test_it_may_name_projects_among_its_tasks() -> None:
    over = deepcopy(WHOLE[:-1])
    named = table(["部门名称", "某某县交通运输局", "项目名称", "村道养护等12项"], ["年度目标", "建好路。", "<", "<"], LEVELS,
                  ["产出指标", "数量指标", "新改建农村公路", "≥80公里"])  # fmt: skip
    draft = fresh([*over, named], PROJECT)
    assert [one.project_name.text for one in draft.projects] == ["村道养护"]
    assert [one.title for one in draft.overall_targets] == ["部门整体支出绩效目标表"]
