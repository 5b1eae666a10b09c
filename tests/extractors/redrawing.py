"""Other ways to draw a form that say the same: each takes its grid and the lines over it, and returns both."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle

from extractors.pieces import Grid, GridCell, Piece
from extractors.reading import Reading

Drawn = tuple[Grid, list[str]]
_SHORT = re.compile(r"[\u4e00-\u9fff]{2,4}")
_LABEL = re.compile(r"[\u4e00-\u9fff（）()/、：:％%]{5,14}")
_LABELS = (
    "项目名称",
    "主管部门",
    "实施单位",
    "项目单位",
    "年度目标",
    "年度总体目标",
    "年度绩效目标",
    "绩效目标",
    "绩效指标",
    "资金总额",
)
_NOTE = "填报人：张某某　　复核人：李某某"


def pieces_of(grid: Grid) -> list[Piece]:
    return list(Reading("docx", None, [grid]).pieces())


def _right(grid: Grid) -> float:
    return max(cell.right for cell in grid.rows[0])


def words_set_apart(grid: Grid, over: list[str]) -> Drawn:
    """项 目 名 称"""
    for piece in pieces_of(grid):
        if _SHORT.fullmatch(piece.text):
            piece.text = " ".join(piece.text)
    return grid, over


def words_broken(grid: Grid, over: list[str]) -> Drawn:
    """A narrow column breaks its labels in the middle."""
    for piece in pieces_of(grid):
        if _LABEL.fullmatch(piece.text):
            half = len(piece.text) // 2
            piece.text = piece.text[:half] + "\n" + piece.text[half:]
    return grid, over


def colons(grid: Grid, over: list[str]) -> Drawn:
    """项目名称："""
    for piece in pieces_of(grid):
        if piece.text in _LABELS:
            piece.text += "："
    return grid, over


def note_marks(grid: Grid, over: list[str]) -> Drawn:
    """项目名称①"""
    for mark, piece in zip(cycle("①②③"), pieces_of(grid), strict=False):
        if piece.text in (*_LABELS, "一级指标", "三级指标", "指标值"):
            piece.text += mark
    return grid, over


def numbered(grid: Grid, over: list[str]) -> Drawn:
    """一、项目名称"""
    first = [row[0].piece for row in grid.rows if not row[0].spanned and row[0].piece.text in _LABELS]
    for number, piece in zip("一二三四五六七八九十", first, strict=False):
        piece.text = f"{number}、{piece.text}"
    return grid, over


def title_in_table(grid: Grid, over: list[str]) -> Drawn:
    """The lines over the table as its first rows, as in a sheet."""
    right = _right(grid)
    above = [
        [GridCell(Piece(text, table=0, row=at - len(over), column=0), 0, right)]
        for at, text in enumerate(over)
    ]
    return Grid(above + grid.rows), []


def note_below(grid: Grid, over: list[str]) -> Drawn:
    """Who filled the form in, as its last row."""
    note = Piece(_NOTE, table=0, row=len(grid.rows), column=0)
    return Grid([*grid.rows, [GridCell(note, 0, _right(grid))]]), over


def empty_row_below(grid: Grid, over: list[str]) -> Drawn:
    empty = Piece("", table=0, row=len(grid.rows), column=0)
    return Grid([*grid.rows, [GridCell(empty, 0, _right(grid))]]), over


def nothing_merged(grid: Grid, over: list[str]) -> Drawn:
    """What was merged has its text in the first of its cells, the others empty, as saved by a program without merging."""
    rows = []
    for number, row in enumerate(grid.rows):
        cells = []
        for cell in row:
            for left in range(int(cell.left), int(cell.right)):
                first = left == cell.left and not cell.spanned
                own = cell.piece if first else Piece("", table=0, row=number, column=left)
                cells.append(GridCell(own, left, left + 1))
        rows.append(cells)
    return Grid(rows), over


def filled(grid: Grid, over: list[str]) -> Drawn:
    """What was merged has its text in each of its cells, as programs write tables that know no merged cells."""
    rows = []
    for number, row in enumerate(grid.rows):
        rows.append(
            [
                GridCell(Piece(cell.piece.text, table=0, row=number, column=left), left, left + 1)
                for cell in row
                for left in range(int(cell.left), int(cell.right))
            ]
        )
    return Grid(rows), over


def filled_down(grid: Grid, over: list[str]) -> Drawn:
    """The same where only cells merged over several rows were taken apart."""
    rows = []
    for number, row in enumerate(grid.rows):
        own = (
            Piece(cell.piece.text, table=0, row=number, column=int(cell.left)) if cell.spanned else cell.piece
            for cell in row
        )
        rows.append([GridCell(piece, cell.left, cell.right) for piece, cell in zip(own, row, strict=True)])
    return Grid(rows), over


# With the names of the samples whose words alone do not tell what the drawing did.
WAYS: dict[Callable[[Grid, list[str]], Drawn], set[str]] = {
    words_set_apart: set(),
    words_broken: {"projects-counted-in-rows"},
    colons: {"hubei-whole"},
    numbered: set(),
    note_marks: set(),
    title_in_table: {
        "serial-number",
        "projects-counted-in-rows",
        "amount-without-a-word-more",
        "lines-over-the-indicators",
        "sum-and-parts-in-a-line",
    },
    note_below: {"zhejiang", "dept-qing"},  # they say who filled them in already
    empty_row_below: set(),
    nothing_merged: {
        "dept-qing",
        "label-under-level1",
        "hunan-matrix",
        "hubei-whole",
        "heilongjiang-declaration",
        "standards-and-targets",
        "daqing",
        "yunnan-whole",
        "remark-below-a-department",
        "projects-counted-in-rows",
        "term-and-year-beside",
        "heading-of-three-rows",
        "targets-behind-the-names",
    },
    # A heading that no list knows, and figures said again where the row above does not tell that they are one: left over.
    filled: {
        "hospital-whole",
        "projects-in-columns",
        "manyunits",
        "dept-qing",
        "henan-review",
        "hubei-whole",
        "daqing",
        "two-blocks",
        "term-and-year-beside",
        "targets-behind-the-names",
        "signs-under-a-heading-of-their-own",
        "funds-of-projects-across",  # 满意度指标, said again, is level 2 as well
    },
    filled_down: {
        "hospital-whole",
        "dept-qing",
        "hubei-whole",
        "daqing",
        "signs-under-a-heading-of-their-own",
        "funds-of-projects-across",
    },
}
