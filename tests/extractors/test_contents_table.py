"""Which entries of a contents list name projects, whatever a format's reader made of its cells."""

from __future__ import annotations

import pytest

from extractors.front.contents_table import with_contents_as_lines
from extractors.front.cover import read_contents, split_front
from extractors.layouts.library import load_layouts
from extractors.pieces import Block, Grid, GridCell, Line, Piece

LAYOUT = load_layouts().known[0]
ENTRIES = [["1", "甲项目绩效目标表", "3"], ["2", "乙项目绩效目标表", "5"]]


def line(text: str) -> Line:
    return Line(Piece(text))


def grid(rows: list[list[str]]) -> Grid:
    return Grid([[GridCell(Piece(text), at, at + 1) for at, text in enumerate(row)] for row in rows])


def listed(blocks: list[Block]) -> list[tuple[int | None, str]] | None:
    lines = [block for block in with_contents_as_lines(blocks, LAYOUT) if isinstance(block, Line)]
    entries = read_contents(split_front(lines, LAYOUT)[1], LAYOUT)
    return entries and [(entry.number, entry.title) for entry in entries]


@pytest.mark.parametrize(
    "blocks",
    [
        [line("目录"), grid(ENTRIES)],
        [line("目  录"), grid([["序号", "项目名称", "页码"], *ENTRIES])],
        [line("目录"), grid([[f"{number}.{title}", page] for number, title, page in ENTRIES])],
        [grid([["目录"], *ENTRIES])],
        [line("项目目录"), grid([["序号", "项目名称", "页码"], *ENTRIES])],
        [line("目录"), line("一、部门整体绩效目标"), line("二、项目支出绩效目标"), grid(ENTRIES)],
        [
            line("目录"),
            grid([["序号", "项目名称", "所属单位", "页码"], *([n, t, "某局", p] for n, t, p in ENTRIES)]),
        ],
    ],
)
def test_a_contents_list_in_cells_is_read(blocks: list[Block]) -> None:
    assert listed(blocks) == [(1, "甲项目绩效目标表"), (2, "乙项目绩效目标表")]


@pytest.mark.parametrize(
    ("entries", "projects"),
    [
        (["第二部分 项目绩效目标", "1.甲工程\t3", "2.政府采购预算表编制经费\t5", "第三部分 附表", "1.收支总表\t9"],
         ["甲工程", "政府采购预算表编制经费"]),
        (["第三部分 2024年项目支出绩效目标表", "（一）甲工程", "（二）乙经费", "第四部分 名词解释", "一、术语"],
         ["甲工程", "乙经费"]),
        (["第三部分 预算情况说明", "（一）国有资产占用情况", "表1 甲工程绩效目标表", "表2 2024年乙经费绩效目标表"],
         ["甲工程绩效目标表", "2024年乙经费绩效目标表"]),
        (["一、部门整体绩效目标 ……… 2", "二、项目支出绩效目标 ……… 3", "（一）甲工程 ……… 3", "（二）乙经费 ……… 4"],
         ["甲工程", "乙经费"]),
        (["表1 部门收支总表", "表2 项目支出绩效目标表"], []),
        (["1.部门收支总体情况表\t3", "2.“三公”经费支出表\t5", "3.项目支出绩效目标表\t9"], []),
        (["第一部分 概况\t1", "一、收支总表\t2", "二、项目绩效目标表\t9"], []),
    ],
)  # fmt: skip
def test_tables_of_the_budget_are_no_projects(entries: list[str], projects: list[str]) -> None:
    blocks: list[Block] = [line("目录"), *map(line, entries)]
    assert [title for _, title in listed(blocks) or []] == projects


def test_a_list_whose_pages_follow_blanks_ends_where_the_draft_begins() -> None:
    texts = ["目录", "第一部分 部门整体绩效目标 1", "第二部分 预算项目绩效目标 4", "1.卫生厕所改造绩效目标表 4",
             "2.坝上地区错季蔬菜绿色高质高效行动绩效目 6", "标表", "第一部分 部门整体绩效目标", "一、总体绩效目标"]  # fmt: skip
    front, contents, body = split_front([line(text) for text in texts], LAYOUT)
    entries = read_contents(contents, LAYOUT) or ()
    assert [one.title for one in entries] == [
        "卫生厕所改造绩效目标表",
        "坝上地区错季蔬菜绿色高质高效行动绩效目标表",
    ]
    assert [one.piece.text for one in body] == texts[6:]
    assert not front


def test_a_table_that_names_no_pages_stays_a_table() -> None:
    blocks = [line("目录"), grid([["项目名称", "金额"], ["甲项目", "一百万元"], ["乙项目", "二百万元"]])]
    assert with_contents_as_lines(list(blocks), LAYOUT) == blocks


@pytest.mark.parametrize(
    ("titles", "pages"),
    [
        (("甲项目绩效目标表2", "乙项目绩效目标表3"), [2, 3]),
        (("甲项目绩效目标表2", "乙项目绩效目标表"), [None, None]),
    ],
)
def test_recognised_entries_may_lack_their_leaders(titles: tuple[str, ...], pages: list[int | None]) -> None:
    texts = ["目录", *(f"{number}、{title}" for number, title in enumerate(titles, start=1))]
    entries = read_contents([Line(Piece(text, confidence=0.99)) for text in texts], LAYOUT)
    assert entries
    assert [entry.page for entry in entries] == pages


def test_entries_may_be_numbered_as_annexed_tables() -> None:
    texts = ["目录", "附表1 “甲水库除险加固”项目支出绩效目标表\t6", "附表2 “乙镇供水”项目支出绩效目标表\t7"]
    entries = read_contents([Line(Piece(text)) for text in texts], LAYOUT)
    assert entries
    assert [(entry.number, entry.page) for entry in entries] == [(1, 6), (2, 7)]


def test_a_list_of_forms_alone_ends_where_part_one_begins() -> None:
    texts = [
        "目录",
        "1、甲项目绩效目标表",
        "2、乙项目绩效目标表",
        "第一部分　部门整体绩效目标",
        "一、总体绩效目标",
    ]
    _, contents, body = split_front([line(text) for text in texts], LAYOUT)
    assert [one.piece.text for one in contents] == texts[:3]
    assert [one.piece.text for one in body] == texts[3:]
