"""A title page in cells says what the same page in lines does; other first tables stay tables."""

from __future__ import annotations

import pytest

from extractors.front.cover import read_cover
from extractors.front.cover_table import with_cover_as_lines
from extractors.layouts.library import load_layouts
from extractors.pieces import Grid, Line
from tests.extractors.test_contents_table import grid, line

LAYOUT = load_layouts().known[0]


@pytest.mark.parametrize("colon", ["：", ""])
def test_a_title_page_in_cells_is_read(colon: str) -> None:
    rows = [
        [f"填报部门{colon}", "某县某局"],
        [f"审核部门{colon}", "某县财政局"],
        [f"填报时间{colon}", "2020年12月18日"],
    ]
    blocks = with_cover_as_lines([line("某县二○二一年部门预算"), grid(rows), line("第一部分")], LAYOUT)
    lines = [block for block in blocks if isinstance(block, Line)]
    assert len(lines) == len(blocks) == 5
    cover = read_cover(lines, [], LAYOUT)
    assert (cover.department_name, cover.reviewer_name, cover.fiscal_year) == ("某县某局", "某县财政局", 2021)


def test_the_title_page_in_a_table_that_holds_the_whole_draft() -> None:
    """As a workbook is saved as a web page."""
    table = grid([["某县某局"], ["2019年部门预算绩效文本"], ["第一部分"], ["项目名称", "甲"], ["第二部分"]])
    *lines, rest = with_cover_as_lines([table], LAYOUT)
    assert [one.piece.text for one in lines if isinstance(one, Line)] == [
        "某县某局",
        "2019年部门预算绩效文本",
        "第一部分",
    ]
    assert isinstance(rest, Grid)
    assert [row[0].piece.text for row in rest.rows] == ["项目名称", "第二部分"]


@pytest.mark.parametrize(
    "rows",
    [
        [["项目名称", "甲"], ["绩效目标", "做好"]],
        [["填报单位：", "某局", "单位：", "万元"]],
        [["填报单位：", "某局"], *([["项目", "甲"]] * 9)],
    ],
)
def test_a_table_that_is_no_title_page_stays_one(rows: list[list[str]]) -> None:
    (block,) = with_cover_as_lines([grid(rows)], LAYOUT)
    assert isinstance(block, Grid)
