"""Text files: tables drawn with walls and rules, as Markdown and programs draw them."""

from __future__ import annotations

from pathlib import Path
from unicodedata import east_asian_width

import pytest

from extractors.errors import UnreadableDraft
from extractors.pieces import Block, Grid, Line
from extractors.reader import read_draft
from extractors.text.read import read_text
from tests.extractors.test_unseen_forms import FORMS, NO_TAB_STOPS, check, grid

# What a program draws with, and how many columns a character of uncertain width takes there: in a terminal, in SimSun.
TERMINAL = ("│", "─", "┼", 1)
STYLES = {"ascii": ("|", "-", "+", 1), "terminal": TERMINAL, "simsun": ("│", "─", "┼", 2)}
Style = tuple[str, str, str, int]


def width(text: str, style: Style) -> int:
    widths = {"W": 2, "F": 2, "A": style[3]}
    return sum(widths.get(east_asian_width(character), 1) for character in text)


def drawn(table: Grid, style: Style) -> str:
    """A table with a rule over each row; merged cells are left open, with their text at the top."""
    wall, dash, crossing, wide = style
    columns = max(int(cell.right) for row in table.rows for cell in row)
    widths = [2] * columns
    for span in range(1, columns + 1):
        for row in table.rows:
            for cell in row:
                left, right = int(cell.left), int(cell.right)
                lines = cell.piece.text.split("\n")
                room = sum(widths[left:right]) + (right - left - 1) * width(wall, style)
                needed = max(width(line, style) for line in lines) - room
                if right - left == span and needed > 0:
                    widths[right - 1] += needed + needed % 2
    out: list[str] = []
    for row in [*table.rows, []]:
        open_ = {at for cell in row if cell.spanned for at in range(int(cell.left), int(cell.right))}
        rules = [(" " * each if at in open_ else dash * (each // wide)) for at, each in enumerate(widths)]
        out.append(crossing + crossing.join(rules) + crossing)
        texts = [[] if cell.spanned else cell.piece.text.split("\n") for cell in row]
        for number in range(max(map(len, texts), default=0)):
            line = wall
            for cell, lines in zip(row, texts, strict=True):
                left, right = int(cell.left), int(cell.right)
                room = sum(widths[left:right]) + (right - left - 1) * width(wall, style)
                text = lines[number] if number < len(lines) else ""
                line += text + " " * (room - width(text, style)) + wall
            out.append(line)
    return "\n".join(out)


def told(table: Grid) -> list[list[tuple[str, bool]]]:
    return [[(cell.piece.text, cell.spanned) for cell in row] for row in table.rows]


def blocks_of(tmp_path: Path, text: str) -> list[Block]:
    path = tmp_path / "form.txt"
    path.write_text(text, encoding="utf-8")
    return read_text(path).blocks


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_drawn_table_has_the_cells_that_were_drawn(tmp_path: Path, style: Style) -> None:
    for form in FORMS[:: len(STYLES)]:
        table = grid(form["rows"])
        if form["name"] == "headings-of-amounts-and-years":
            continue  # has a merged cell that is no rectangle
        (read,) = blocks_of(tmp_path, drawn(table, style))
        assert isinstance(read, Grid)
        assert told(read) == told(table), form["name"]


@pytest.mark.parametrize("name", ["central", *sorted(NO_TAB_STOPS)])
def test_every_field_of_a_drawn_form(name: str, tmp_path: Path) -> None:
    form = next(form for form in FORMS if form["name"] == name)
    path = tmp_path / "form.txt"
    path.write_text("\n".join([*form["over"], drawn(grid(form["rows"]), TERMINAL)]), encoding="gb18030")
    check(read_draft(path), form)


def test_a_table_in_markdown(tmp_path: Path) -> None:
    text = """# 绩效目标

| 三级指标 | 指标值 | 备注 |
|:---------|:------:|-----:|
| 甲\\|乙 | ≥95%<br>每年 |  |
|| 5 | \\*注 |
"""
    heading, table = blocks_of(tmp_path, text.replace("\\\\", "\\"))
    assert isinstance(heading, Line)
    assert isinstance(table, Grid)
    assert told(table) == [
        [("三级指标", False), ("指标值", False), ("备注", False)],
        [("甲|乙", False), ("≥95%\n每年", False), ("", False)],
        [("", False), ("5", False), ("*注", False)],
    ]


def test_a_form_in_columns_of_blanks_is_refused_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text(
        "项目绩效目标表\n\n项目名称  甲项目    预算数  20\n绩效目标  做好甲事\n", encoding="utf-8"
    )
    with pytest.raises(UnreadableDraft) as refused:
        read_draft(path)
    assert (refused.value.code, refused.value.detail) == ("unruled_text", "3-4")


@pytest.mark.parametrize("line", ["| 单独一行 |", "| 甲 | 乙 |", "+-----+", "|||"])
def test_a_lone_line_with_walls_is_no_table(tmp_path: Path, line: str) -> None:
    (read,) = blocks_of(tmp_path, f"\n{line}\n")
    assert isinstance(read, Line)
    assert read.piece.text == line


def test_a_line_of_walls_beyond_any_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDraft) as refused:
        blocks_of(tmp_path, f"{'|' * 9000}\n" * 9)
    assert refused.value.code == "too_large"


def test_rows_that_walls_part_without_an_edge_at_either_end(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text(
        "项目绩效目标表\n项目名称：消防改造\n年度目标：完成改造。\n"
        "一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|改造户数|≥620户\n产出指标|质量指标|合格率|100%\n",
        encoding="utf-8",
    )
    (project,) = read_draft(path).projects
    assert project.project_name.text == "消防改造"
    assert [(one.level3.text, one.value.text) for one in project.indicators] == [
        ("改造户数", "≥620户"),
        ("合格率", "100%"),
    ]


SIGNED = """2025年项目绩效目标表
项目名称：消防改造
资金总额：45.50万元
年度目标：完成改造，消除隐患。
一级指标，二级指标，三级指标，指标值，备注
产出指标，数量指标，改造户数，≥620户，分批
，质量指标，合格率，100%，
满意度指标，服务对象满意度指标，住户满意度，≥90%，

填报人：秦某，联系电话：0300-1234567
"""


@pytest.mark.parametrize("sign", ["，", "、", "/", " / ", "；", "#"])
def test_columns_that_a_sign_parts(tmp_path: Path, sign: str) -> None:
    head, rows = SIGNED.split("一级", 1)
    path = tmp_path / "form.txt"
    path.write_text(f"{head}一级{rows.replace('，', sign)}", encoding="utf-8")
    (project,) = read_draft(path).projects
    assert (project.project_name.text, project.budget.text) == ("消防改造", "45.50万元")
    assert project.goals.text == "完成改造，消除隐患。"
    assert [
        (one.level1.text, one.level2.text, one.level3.text, one.value.text) for one in project.indicators
    ] == [
        ("产出指标", "数量指标", "改造户数", "≥620户"),
        ("产出指标", "质量指标", "合格率", "100%"),
        ("满意度指标", "服务对象满意度指标", "住户满意度", "≥90%"),
    ]


@pytest.mark.parametrize(
    ("told", "more"), [("改造户数", "改造户数，楼栋数"), ("≥620户，分批", "≥620户"), ("，分批\n", "\n\n")]
)
def test_columns_of_a_sign_that_texts_hold_as_well_are_refused(tmp_path: Path, told: str, more: str) -> None:
    path = tmp_path / "form.txt"
    path.write_text(SIGNED.replace(told, more), encoding="utf-8")
    with pytest.raises(UnreadableDraft):
        read_draft(path)


def test_a_cell_in_quotes_keeps_its_lines(tmp_path: Path) -> None:
    """So sheets are copied; quotes of the text itself stay."""
    table, line = blocks_of(
        tmp_path,
        '项目名称\t培训\n"项目资金\n（万元）"\t年度资金总额：\t10\n'
        '年度目标\t"目标1：培训。\n目标2：""考核""。"\n“十四五”规划\n',
    )
    assert isinstance(table, Grid)
    assert isinstance(line, Line)
    cells = [(cell.piece.row, cell.piece.text) for row in table.rows for cell in row]
    assert cells == [
        (1, "项目名称"), (1, "培训"), (2, "项目资金\n（万元）"), (2, "年度资金总额："), (2, "10"), (4, "年度目标"),
        (4, '目标1：培训。\n目标2："考核"。'),
    ]  # fmt: skip
    assert (line.piece.row, line.piece.text) == (6, "“十四五”规划")


def test_goals_over_a_heading_of_two_rows_whose_merged_cells_leave_tab_stops(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(
        "1.培训绩效目标表\n项目名称\t\t培训\t\t\t\t\n绩效目标\t\t培训党员干部169人次，达标率100%。\t\t\t\t\n"
        "一级指标\t二级指标\t\t三级指标\t评价标准\t\t\n\t\t\t\t优\t\t良\n产出指标\t数量指标\t\t培训人次\t≥169人次\t\t≥152人次\n",
        encoding="utf-8",
    )
    (project,) = read_draft(path).projects
    assert project.goals.text == "培训党员干部169人次，达标率100%。"
    grades = {detail.label: detail.value.text for detail in project.indicators[0].details}
    assert grades == {"优": "≥169人次", "良": "≥152人次"}
