"""Forms on paper: a made-up form of the commonest layout, as a ruled table to be cut into pages."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.pieces import Block, Line, Piece
from extractors.reading import Reading
from tests.extractors.cuts.ruled import Box, RuledTable, as_grid, as_lines

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
    return boxes


class Paper(RuledTable):
    """The form's table, to be cut at any line."""

    def __init__(self, form: Form, style: Style) -> None:
        head = (0, FIRST_INDICATOR - 1)
        again = {"nothing": None, "heading": (head[1], head[1]), "head": head}[style.repeats]
        super().__init__(boxes_of(form, style), width=style.width, middle=style.middle, again=again)
        self.style = style

    def __repr__(self) -> str:
        return repr(self.style)

    def as_reading(self, breaks: list[int], *, tells_room: bool = True) -> Reading:
        """What a PDF's reader delivers; a Word file's does not tell how much room a cell had."""
        blocks: list[Block] = [Line(Piece(text=text, page=1)) for text in TITLE]
        pages = self.pages(breaks)
        for number, page in enumerate(pages, start=1):
            if number > 1 and self.style.titled:
                blocks.append(Line(Piece(text=TITLE_AGAIN, page=number)))
            blocks.append(as_grid(page))
        reading = Reading(format="pdf", page_count=len(pages), blocks=blocks)
        if not tells_room:
            for piece in reading.pieces():
                piece.room = None
        return reading

    def as_text(self, breaks: list[int]) -> str:
        """Tables tab-separated, a merged cell as empty ones, a page break as a blank line."""
        out = list(TITLE)
        for number, page in enumerate(self.pages(breaks), start=1):
            out += ["", TITLE_AGAIN] if number > 1 and self.style.titled else [""]
            out += as_lines(page, empty_ones=True)
        return "\n".join(out) + "\n"
