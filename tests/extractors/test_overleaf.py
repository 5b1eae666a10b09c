"""What a page's end parts: tables side by side, lines of the page between a form's rows, rows by their cells' width."""

from __future__ import annotations

import pytest

from extractors.form.page_breaks.text_ends import ended
from extractors.form.restored.overleaf import each_behind_its_own
from extractors.form.rows import Cell
from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reading import Reading
from extractors.whole_draft import draft_of

Place = tuple[int, float, float, float]  # page, left, top, right
HALVES = {"left": (50.0, 280.0), "right": (320.0, 550.0)}


def half(page: int, side: str, top: float = 100) -> Grid:
    left, right = HALVES[side]
    box = (left, top, right, top + 200)
    return Grid([[GridCell(Piece(f"{page} {side}", page, box=box), left, right)]])


def title(page: int, side: str) -> Line:
    left, right = HALVES[side]
    return Line(Piece(f"{page} {side}绩效目标表", page, box=(left, 80, right, 92)))


def told(blocks: list[Block]) -> list[str]:
    return [block.piece.text if isinstance(block, Line) else block.rows[0][0].piece.text for block in blocks]


def test_tables_side_by_side_go_on_each_in_its_own_half() -> None:
    blocks: list[Block] = [title(1, "left"), half(1, "left"), title(1, "right"), half(1, "right"),
                           half(2, "left"), half(2, "right"), half(3, "left")]  # fmt: skip
    assert told(each_behind_its_own(blocks)) == [
        "1 left绩效目标表", "1 left", "2 left", "3 left", "1 right绩效目标表", "1 right", "2 right",
    ]  # fmt: skip


def test_tables_with_titles_of_their_own_or_below_one_another_stay() -> None:
    blocks: list[Block] = [half(1, "left"), half(1, "right"), title(2, "left"), half(2, "left")]
    assert each_behind_its_own(list(blocks)) == blocks
    below: list[Block] = [half(1, "left"), half(1, "left", 400), half(2, "left")]
    assert each_behind_its_own(list(below)) == below


def levels(page: int, side: str, *names: str) -> Grid:
    left, right = HALVES[side]
    columns = ((left, left + 90), (left + 90, right))
    return Grid(
        [
            [
                GridCell(Piece(text, page, box=(x0, 100 + 20 * at, x1, 120 + 20 * at)), x0, x1)
                for text, (x0, x1) in zip(
                    (name, f"{page} {side} {at}" if at else "指标值"), columns, strict=True
                )
            ]
            for at, name in enumerate(names)
        ]
    )


def test_tables_that_run_on_from_column_to_column_stay_in_order_one_under_the_other() -> None:
    """What the next page begins with names again what the table in its own column is past."""
    blocks: list[Block] = [
        title(1, "left"), levels(1, "left", "一级指标", "产出指标", "满意度指标"),
        title(1, "right"), levels(1, "right", "一级指标", "产出指标"),
        levels(2, "left", "一级指标", "", "满意度指标"),
    ]  # fmt: skip
    found = each_behind_its_own(list(blocks))
    assert told(found) == told(blocks)
    assert {block.rows[0][0].left for block in found if isinstance(block, Grid)} == {50.0}


def table(page: int, top: float, *rows: list[str]) -> Grid:
    return Grid(
        [
            [
                GridCell(
                    Piece(
                        text, page, box=(100.0 * at, top + 20 * row, 100.0 * at + 100, top + 20 * row + 20)
                    ),
                    100.0 * at,
                    100.0 * at + 100,
                )
                for at, text in enumerate(texts)
            ]
            for row, texts in enumerate(rows)
        ]
    )


@pytest.mark.parametrize(
    ("between", "left"), [("机密★一年", []), ("附件3 2.另一项目绩效目标表", ["附件3 2.另一项目绩效目标表"])]
)
def test_a_line_over_which_a_form_goes_on_is_the_pages_unless_it_may_be_a_title(
    between: str, left: list[str]
) -> None:
    first = table(1, 100, ["项目名称", "校舍维修", "预算数", "98.50"], ["绩效目标", "改善条件", "", ""],
                  ["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "维修校舍", "≥3所"])  # fmt: skip
    rest = table(2, 60, ["效益指标", "社会效益指标", "受益学生", "≥900人"])
    lines = [Line(Piece("1.校舍维修绩效目标表", 1, box=(0, 60, 200, 72)))]
    over = [Line(Piece(between, 2, box=(0, 30, 200, 42)))]
    draft = draft_of(Reading("pdf", 2, [*lines, first, *over, rest]))
    assert [len(one.indicators) for one in draft.projects] == [2]
    assert [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None] == left


@pytest.mark.parametrize(
    ("text", "length", "told"), [("年度化解", 12.0, True), ("年度化解信访积案", 10.0, None)]
)
def test_a_text_that_leaves_room_in_its_cell_ended_there(text: str, length: float, told: bool | None) -> None:
    above = Cell(0, 1, [Piece(text, room=0.1, line_length=length)])
    assert ended(above, Cell(0, 1, [Piece("聘请律师")]), None) is told


def test_a_list_goes_on_below_the_line_that_both_its_pages_begin_with() -> None:
    heading = ["项目名称", "预算数", "年度目标", "一级指标", "二级指标", "三级指标", "指标值"]
    first = ["校园建设", "12.50", "建成校舍。", "产出指标", "数量指标", "新建校舍", "2栋"]
    rest = ["", "", "", "满意度指标", "服务对象满意度指标", "家长满意度", "≥90%"]
    header = [Line(Piece("某某县2024年部门预算公开", page, box=(100, 40, 300, 52))) for page in (1, 2)]
    title = Line(Piece("项目支出绩效目标表", 1, box=(100, 70, 300, 82)))
    blocks: list[Block] = [
        header[0],
        title,
        table(1, 100, heading, first),
        header[1],
        table(2, 100, heading, rest),
    ]
    draft = draft_of(Reading("pdf", 2, blocks))
    (project,) = draft.projects
    assert [one.level3.text for one in project.indicators] == ["新建校舍", "家长满意度"]
    assert not [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None]
