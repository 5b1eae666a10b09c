"""Writes a draft as Excel workbook: merged ranges, a form a sheet or all on one, amounts typed as numbers or as text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from demo.forms import Look, Table, tables
from demo.layouts.layout import Layout, county_layout
from demo.merging import merged_cells
from demo.paging import Piece
from demo.parts import CONTENTS, PARTS, contents_lines, cover_lines, part_one
from demo.truth import TruthDraft
from demo.words import indicators

MADE = datetime(2025, 1, 1)  # files must not tell when they were made
NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(\.\d+)?(%?)")
STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "align": "center", "font_size": 14},
    "left": {"align": "left"},
    "right": {"align": "right"},
    "label": {"align": "center", "border": 1},
    "cell": {"align": "left", "border": 1},
}
Range = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(frozen=True)
class _Manner:
    """``apart``: a sheet for each table; ``typed``: numbers are numbers, shown as written, else they are text;
    ``beside``: the lines over a table share a row; ``lists``: a hidden sheet holds the words of drop-down lists.
    """

    look: Look
    apart: bool
    typed: bool
    beside: bool
    lists: bool


def write_workbook(path: Path, draft: TruthDraft, rng: random.Random) -> None:
    """Write ``draft`` to ``path`` as .xlsx; ``rng`` picks its manner. Same draft and state, same bytes."""
    layout = county_layout(draft.layout, draft.county_code)
    edges = tuple(float(edge) for edge in range(len(layout.columns) + 1))
    look = Look(
        head=edges,
        body=edges,
        level1=rng.choice(["merged", "merged", "each"]),
        cut=False,
        spaced=rng.random() < 0.2,
    )
    manner = _Manner(
        look, rng.random() < 0.5, rng.random() < 0.7, rng.random() < 0.5, lists=rng.random() < 0.3
    )
    with xlsxwriter.Workbook(path) as workbook:
        workbook.set_properties({"created": MADE})
        _front(workbook, draft, layout, rng)
        _forms(workbook, draft, layout, manner)
        if manner.lists:
            sheet = workbook.add_worksheet("下拉选项")
            sheet.write_column(0, 0, [*indicators().levels])
            sheet.hide()


def _front(workbook: Workbook, draft: TruthDraft, layout: Layout, rng: random.Random) -> None:
    if "cover" in layout.parts:
        _write_lines(workbook, "封面", (line for line, _ in cover_lines(draft)))
    if "contents" in layout.parts:
        sheet = _write_lines(workbook, "目录", [CONTENTS, *(line for line, _ in contents_lines(draft))])
        page = 3
        for row, (line, has_page) in enumerate(contents_lines(draft), start=1):
            if has_page:
                sheet.write_number(row, 1, page)
            page += rng.randint(1, 3) if has_page and line[0].isdigit() else 0
    if "part_one" in layout.parts:
        _write_lines(workbook, "部门整体绩效目标", [*PARTS[0], *part_one(draft)])


def _write_lines(workbook: Workbook, name: str, lines: Iterable[str]) -> Worksheet:
    sheet = workbook.add_worksheet(name)
    sheet.set_column(0, 0, 90, workbook.add_format({"text_wrap": True}))
    sheet.write_column(0, 0, list(lines))
    return sheet


def _forms(workbook: Workbook, draft: TruthDraft, layout: Layout, manner: _Manner) -> None:
    drawing = _Drawing(workbook, layout, manner)
    if not manner.apart:
        drawing.begin("绩效目标表")
    drawing.heading([*(PARTS[1] if "part_one" in layout.parts and not manner.apart else ())])
    for number, table in enumerate(tables(draft, layout, manner.look, _whole), start=1):
        if manner.apart:
            drawing.begin(str(number))
        if layout.heading and (number == 1 or manner.apart):
            drawing.heading([layout.heading.format_map(dict(draft))])
        drawing.table(table)


def _whole(text: str, _: float) -> tuple[str, ...]:
    return (text,) if text else ()


class _Drawing:
    """Draws tables on the sheet that was begun last, one under the other."""

    def __init__(self, workbook: Workbook, layout: Layout, manner: _Manner) -> None:
        self.workbook = workbook
        self.layout = layout
        self.manner = manner
        self.formats: dict[tuple[str, str], Format] = {}
        self.row = 0

    def begin(self, name: str) -> None:
        self.sheet = self.workbook.add_worksheet(name)
        for column, share in enumerate(self.layout.columns):
            self.sheet.set_column(column, column, 14 * share)
        self.row = 0

    def heading(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write((self.row, 0, self.row, len(self.layout.columns) - 1), line, "title")
            self.row += 1

    def table(self, table: Table) -> None:
        last = len(self.layout.columns) - 1
        for position, (align, text) in enumerate(table.above):
            over = table.above[position - 1][0] if position else "title"
            if self.manner.beside and align == "right" and over == "left":
                self.write((self.row - 1, last - 1, self.row - 1, last), text, align)
                continue
            span = last - 2 if self.manner.beside and align == "left" else last
            self.write((self.row, 0, self.row, span), text, align)
            self.row += 1
        pieces = [Piece(place, row.cells, row.part, row.height) for place, row in enumerate(table.rows)]
        for merged in merged_cells(pieces):
            cell = merged.cell
            place = (self.row + merged.first, cell.start, self.row + merged.last, cell.end - 1)
            self.write(place, "".join(merged.lines), "label" if cell.centred else "cell")
        self.row += len(pieces) + 2

    def write(self, place: Range, text: str, style: str) -> None:
        """Write ``text`` into a range; where numbers are typed, as the number that shows as ``text``."""
        typed = NUMBER.fullmatch(text) if self.manner.typed else None
        shown = _number_format(typed) if typed else "@"
        if place[:2] != place[2:]:
            self.sheet.merge_range(*place, "", self.style(style, shown))
        if typed:
            number = float(text.replace(",", "").rstrip("%")) / (100 if typed[3] else 1)
            self.sheet.write_number(place[0], place[1], number, self.style(style, shown))
        else:
            self.sheet.write_string(place[0], place[1], text, self.style(style, shown))

    def style(self, style: str, shown: str) -> Format:
        if (style, shown) not in self.formats:
            look = {"num_format": shown, "text_wrap": True, "valign": "vcenter", **STYLES[style]}
            self.formats[style, shown] = self.workbook.add_format(look)
        return self.formats[style, shown]


def _number_format(typed: re.Match[str]) -> str:
    decimals = "." + "0" * (len(typed[2]) - 1) if typed[2] else ""
    return ("#,##0" if "," in typed[1] else "0") + decimals + typed[3]
