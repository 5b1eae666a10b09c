"""Forms on paper: a made-up form, laid out as a ruled table and cut into pages at any line of text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.pieces import Block, Grid, GridCell, Line, Piece, Reading

HEADING = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
FIELDS = ("level1", "level2", "level3", "description", "value", "basis")
TITLE = ("1.绩效目标表", "323001 某某局", "单位：万元")
TITLE_AGAIN = "1.绩效目标表（续表）"
HEAD_COLUMNS = 7
FIRST_INDICATOR = 7  # row


@dataclass
class Form:
    """What a form says; ``indicators`` are tuples in the order of FIELDS."""

    code: str
    name: str
    budget: str
    fiscal: str
    other: str
    purpose: str
    plan: tuple[str, str, str, str]
    goals: str
    indicators: list[tuple[str, ...]]


@dataclass
class Style:
    """How a form is drawn. ``level1``: merged, first (of its group) or each; ``middle``: centred text.

    ``repeats``: what a page below the heading says again: nothing, the heading, the whole head; ``titled``: the
    title stands over each page's piece as well, with 续表 behind it.
    """

    level1: str = "merged"
    merges_level2: bool = False
    middle: bool = False
    repeats: str = "heading"
    titled: bool = False
    width: int = 5  # Chinese characters a line


@dataclass
class Box:
    text: str
    first: int
    last: int  # rows, inclusive
    left: int
    right: int  # columns of ``of``
    of: int
    lines: list[str] = field(default_factory=list)


def boxes_of(form: Form, style: Style) -> list[Box]:
    def head(row: int, *cells: tuple[str, int], last: int | None = None) -> list[Box]:
        at, boxes = 0, []
        for text, span in cells:
            boxes.append(Box(text, row, row, at, at + span, HEAD_COLUMNS))
            at += span
        if last:
            boxes[0].last = last
        return boxes

    boxes = head(0, ("项目编码", 1), (form.code, 2), ("项目名称", 1), (form.name, 3))
    amounts = (
        ("预算数", 1),
        (form.budget, 1),
        ("其中：财政资金", 1),
        (form.fiscal, 1),
        ("其他资金", 1),
        (form.other, 1),
    )
    boxes += head(1, ("预算规模及资金用途", 1), *amounts, last=2)
    boxes.append(Box(form.purpose, 2, 2, 1, 7, HEAD_COLUMNS))
    boxes += head(
        3, ("资金支出计划（%）", 1), ("3月底", 2), ("6月底", 1), ("10月底", 1), ("12月底", 2), last=4
    )
    boxes += [
        Box(text, 4, 4, left, right, HEAD_COLUMNS)
        for text, (left, right) in zip(form.plan, ((1, 3), (3, 4), (4, 5), (5, 7)), strict=True)
    ]
    boxes += head(5, ("绩效目标", 1), (form.goals, 6))
    boxes += [Box(name, 6, 6, at, at + 1, len(HEADING)) for at, name in enumerate(HEADING)]
    open_levels: dict[int, Box] = {}
    for row, indicator in enumerate(form.indicators, start=FIRST_INDICATOR):
        for at, text in enumerate(indicator):
            above = open_levels.get(at)
            same = above is not None and above.text == text
            if at == 0 and not same:
                open_levels.pop(1, None)
            if (at == 0 and same and style.level1 == "merged") or (at == 1 and same and style.merges_level2):
                above.last = row
                continue
            left_out = at == 0 and same and style.level1 == "first"
            box = Box("" if left_out else text, row, row, at, at + 1, len(HEADING))
            boxes.append(box)
            if at < 2 and not left_out:
                open_levels[at] = box
    for box in boxes:
        box.lines = lines_of(box.text, max(1, style.width * (box.right - box.left)))
    return boxes


def lines_of(text: str, width: float) -> list[str]:
    """Break a text into lines of so many Chinese characters; figures and Latin letters are half as wide."""
    lines, used = [""], 0.0
    for sign in text:
        wide = 0.5 if sign.isascii() else 1.0
        if used + wide > width and lines[-1]:
            lines, used = [*lines, ""], 0.0
        lines[-1] += sign
        used += wide
    return [line for line in lines if line]


class Paper:
    """The form's table with a height in lines for each row, to be cut at any line."""

    def __init__(self, form: Form, style: Style) -> None:
        self.style = style
        self.boxes = boxes_of(form, style)
        rows = max(box.last for box in self.boxes) + 1
        self.heights = [1] * rows
        for box in sorted(self.boxes, key=lambda box: box.last - box.first):
            short = len(box.lines) - sum(self.heights[box.first : box.last + 1])
            if short > 0:
                self.heights[box.last] += short
        self.tops = [sum(self.heights[:row]) for row in range(rows + 1)]

    def __repr__(self) -> str:
        return repr(self.style)

    @property
    def height(self) -> int:
        return self.tops[-1]

    def lines_at(self, box: Box, start: int, end: int) -> tuple[list[str], int]:
        """Lines of a box between two heights, and how many lines below them stay empty."""
        top, bottom = self.tops[box.first], self.tops[box.last + 1]
        if self.style.middle:
            top += (bottom - top - len(box.lines)) // 2
        placed = {top + at: line for at, line in enumerate(box.lines) if start <= top + at < end}
        return list(placed.values()), min(end, bottom) - max(placed, default=0) - 1

    def page(self, number: int, start: int, end: int) -> Grid:
        rows = list(range(bisect_right(self.tops, start) - 1, bisect_right(self.tops, end - 1)))
        cells: list[list[GridCell]] = [[] for _ in rows]
        for box in self.boxes:
            piece: Piece | None = None
            for at, row in enumerate(rows):
                if not box.first <= row <= box.last:
                    continue
                spanned = piece is not None
                if piece is None:
                    lines, room = self.lines_at(box, start, end)
                    piece = Piece(text="\n".join(lines), page=number, room=room if lines else None)
                left, right = 100 * box.left / box.of, 100 * box.right / box.of
                cells[at].append(GridCell(piece, left, right, spanned))
        rows_again = Grid([])
        if number > 1 and self.style.repeats != "nothing" and start > self.tops[FIRST_INDICATOR]:
            rows_again = self.page(1, 0, self.tops[FIRST_INDICATOR])
            if self.style.repeats == "heading":
                rows_again.rows = rows_again.rows[-1:]
        return Grid([*rows_again.rows, *(sorted(row, key=lambda cell: cell.left) for row in cells)])

    def pages(self, breaks: list[int]) -> list[Grid]:
        edges = [0, *breaks, self.height]
        return [self.page(number, start, end) for number, (start, end) in enumerate(pairwise(edges), start=1)]

    def as_reading(self, breaks: list[int], *, tells_room: bool = True) -> Reading:
        """What a PDF's reader delivers; a Word file's does not tell how much room a cell had."""
        blocks: list[Block] = [Line(Piece(text=text, page=1)) for text in TITLE]
        pages = self.pages(breaks)
        for number, page in enumerate(pages, start=1):
            if number > 1 and self.style.titled:
                blocks.append(Line(Piece(text=TITLE_AGAIN, page=number)))
            blocks.append(page)
        reading = Reading(format="pdf", page_count=len(pages), blocks=blocks)
        if not tells_room:
            for piece in reading.pieces():
                piece.room = None
        return reading

    def as_text(self, breaks: list[int]) -> str:
        """Tables tab-separated, a merged cell as empty ones, a page break as a blank line."""
        out = list(TITLE)
        for number, grid in enumerate(self.pages(breaks), start=1):
            out += ["", TITLE_AGAIN] if number > 1 and self.style.titled else [""]
            for row in grid.rows:
                columns = HEAD_COLUMNS if round(min(cell.right - cell.left for cell in row)) == 14 else 6
                texts = [""] * columns
                for cell in row:
                    if not cell.spanned:
                        texts[round(cell.left * columns / 100)] = cell.piece.text.replace("\n", " ")
                out.append("\t".join(texts))
        return "\n".join(out) + "\n"
