"""However a form's lines are drawn, it is read as it was."""

from __future__ import annotations

from itertools import chain

import pytest

from extractors.errors import UnreadableDraft
from extractors.pdf.characters import Char
from extractors.pdf.drawing import Drawing, Fill, Rule
from extractors.pdf.sheet import Box
from extractors.pdf.tables import find_tables
from tests.extractors.paper import Style
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.reading import assert_reads, read
from tests.extractors.pdf.sheets import Sheet, Words, lay_out
from tests.extractors.raw_pdf import one_page

RULINGS: dict[str, d.Draw] = {
    "lines": d.by_edge(d.line),
    "thin rectangles": d.by_edge(d.thin_rectangle),
    "thick rectangles": d.by_edge(lambda canvas, edge: d.thin_rectangle(canvas, edge, 2.2)),
    "segments": d.by_edge(d.pieces(3, 1)),
    "dashes as segments": d.by_edge(d.pieces(6, 4)),
    "dots": d.by_edge(d.pieces(0.7, 2)),
    "doubled lines": d.by_edge(d.doubled(1.5)),
    "doubled lines far apart": d.by_edge(d.doubled(3)),
    "overshooting": d.by_edge(d.longer(2.5)),
    "falling short": d.by_edge(d.longer(-2.5)),
    "curves": d.by_edge(d.curve),
    "pictures": d.by_edge(d.picture_line),
    "mitred": d.by_edge(d.mitred),
    "drawn the short way": d.by_edge(d.thick_stroke),
    "one path": d.one_path,
    "a rectangle a cell": d.cell_rectangles(),
    "a rectangle a cell, apart": d.cell_rectangles(inset=1),
    "round corners": d.cell_rectangles(radius=4),
    "shaded cells": d.filled_cells((1.0, 0.9)),
    "shaded cells, apart": d.filled_cells((0.85, 0.95), inset=0.6),
    "cells on dark ground": d.filled_cells((1.0,), inset=0.5, behind=0.2),
    "no sides": d.by_edge(d.line, "TB"),
    "no left side": d.by_edge(d.line, "TBR"),
    "open at the break": lambda canvas, sheet: d.by_edge(
        d.line, "LR" + "T" * (not sheet.cut_above) + "B" * (not sheet.cut_below)
    )(canvas, sheet),
    "open at the break, no sides": lambda canvas, sheet: d.by_edge(
        d.line, "T" * (not sheet.cut_above) + "B" * (not sheet.cut_below)
    )(canvas, sheet),
}


def border_between(canvas, edge) -> None:
    """A border as what lies between two rectangles, filled by turns: three of their sides are the same."""
    x0, y0, x1, y1 = edge
    left, low, right, high = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    path = canvas.beginPath()
    level = right - left > high - low
    path.rect(
        left,
        low - (40 if level else 0),
        right - left + (0 if level else 40),
        high - low + (40 if level else 0),
    )
    path.rect(
        left + (0 if level else 0.6),
        low - (40 if level else 0),
        right - left + (0 if level else 39.4),
        high - low + (39.4 if level else 0),
    )
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


RULINGS["borders between two rectangles"] = d.by_edge(border_between)


def with_state(prepare, draw: d.Draw) -> d.Draw:
    def drawn(canvas, sheet: Sheet) -> None:
        prepare(canvas)
        draw(canvas, sheet)

    return drawn


RULINGS["dash pattern"] = with_state(lambda canvas: canvas.setDash(3, 2), d.by_edge(d.line))
RULINGS["pale hairlines"] = with_state(
    lambda canvas: (canvas.setLineWidth(0.05), canvas.setStrokeGray(0.85)), d.by_edge(d.line)
)


@pytest.mark.parametrize("name", RULINGS)
def test_ruling(tmp_path, name):
    assert_reads(read(tmp_path, d.pdf(lay_out(), RULINGS[name], d.write_all)))


@pytest.mark.parametrize("name", RULINGS)
def test_ruling_of_merged_and_centred_cells(tmp_path, name):
    sheets = lay_out(style=Style(merges_level2=True, middle=True))
    assert_reads(read(tmp_path, d.pdf(sheets, RULINGS[name], d.write_all)))


def test_text_that_runs_out_of_a_cell_open_at_the_break(tmp_path):
    """Browsers print a cell's next line below the lines that end with the page."""
    sheets, ran_out = lay_out(), 0
    for sheet in sheets:
        end = max(cell.bottom for cell in sheet.cells)
        last = [cell for cell in sheet.cells if cell.bottom == end]
        most = max(last, key=lambda cell: len(cell.lines))
        if sheet.cut_below and len(most.lines) > 1:
            for cell in last:
                cell.bottom = most.lines[-1].y - most.lines[-1].size + 1
            ran_out += 1
    assert ran_out
    assert_reads(read(tmp_path, d.pdf(sheets, RULINGS["open at the break"], d.write_all)))


@pytest.mark.parametrize("height", [1500.0, 560.0, 600.0], ids=["one page a form", "cut", "cut elsewhere"])
def test_no_lines_between_the_indicators_of_a_level(tmp_path, height):
    """Some counties rule the levels alone; the room between rows is more than between the lines of a text."""
    sheets = lay_out(height=height, padding=6.0)

    def ruled(canvas, sheet: Sheet) -> None:
        merged = [
            cell for cell in sheet.cells if cell.lines and cell.lines[0].text in ("产出指标", "效益指标")
        ]
        for x0, top, x1, bottom in d.edges_of(sheet):
            inside = any(cell.top < top < cell.bottom and x0 >= cell.x1 for cell in merged)
            if not (top == bottom and inside):
                canvas.line(x0, sheet.height - top, x1, sheet.height - bottom)

    assert_reads(read(tmp_path, d.pdf(sheets, ruled, d.write_all)))


def tables_of(levels: str, uprights: str) -> list[list[Box]]:
    """The tables of lines given as ``at start end``, the horizontal ones and the vertical ones."""
    rules = [
        Rule(horizontal, *map(float, line.split()))
        for horizontal, lines in ((True, levels), (False, uprights))
        for line in lines.split(",")
    ]
    return find_tables(Drawing(rules=rules), [], 1, 595 * 842)


@pytest.mark.parametrize(("level", "ends"), [(100, (100, 140)), (140, (100, 140))])
def test_a_lone_row_open_at_the_break(level, ends):
    """A page may hold no more of a table than the beginning, or the end, of one row."""
    start, end = ends
    (table,) = tables_of(f"{level} 50 350", ",".join(f"{x} {start} {end}" for x in (50, 150, 350)))
    assert sorted(table) == [(50, 100, 150, 140), (150, 100, 350, 140)]


def test_merged_cells_cut_short_in_the_row_that_a_page_cuts():
    """A wall between two of them ends with their text, and the row goes on beside them."""
    (table,) = tables_of("100 50 350,120 50 350", "50 100 160,150 100 140,250 100 160,350 100 160")
    assert {(50, 120, 150, 160), (150, 120, 250, 160)} <= set(table)


def test_a_stroke_far_above_the_next_line_is_no_wall():
    (table,) = tables_of("100 50 350,200 50 350,230 50 350", "50 100 230,150 100 120,350 100 230")
    assert sorted(table) == [(50, 100, 350, 200), (50, 200, 350, 230)]


def test_a_merged_cell_open_at_the_break_beside_closed_rows():
    """Browsers let a merged cell run on to the page's end, and begin the rows beside it a little below its head."""
    (table,) = tables_of(
        "104 150 350,130 150 350,160 50 350", "50 100 160,150 100 160,250 104 160,350 104 160"
    )
    assert len(table) == 5
    assert any(cell[0] == 50 and cell[2] == 150 and cell[3] == 160 for cell in table)


def test_the_last_row_of_a_table_without_sides_open_at_the_break():
    """One line parts its two cells; nothing else is drawn of it below the last line across."""
    (table,) = tables_of("100 50 350,120 50 350,140 50 350", "150 100 180,250 100 120")
    assert {(50, 140, 150, 180), (150, 140, 350, 180)} <= set(table)


def test_a_merged_cell_of_a_table_without_sides_open_at_the_break():
    """The rows beside it are closed, the line below it stands on no page."""
    (table,) = tables_of("100 50 350,120 150 350,140 150 350", "150 100 140,250 100 140")
    assert (50, 100, 150, 140) in table


def test_a_row_of_one_cell_in_a_table_without_sides():
    """No vertical line touches it: neither a heading among the rows nor a remark under the last."""
    levels = ",".join(f"{at} 50 350" for at in (100, 120, 140, 160, 190))
    (table,) = tables_of(levels, "150 100 120,250 140 160")
    assert {(cell[0], cell[1]) for cell in table} == {
        (50, 100), (150, 100), (50, 120), (50, 140), (250, 140), (50, 160),
    }  # fmt: skip


def test_a_line_of_the_page_is_no_row_of_a_table_with_sides():
    (table,) = tables_of("80 50 350,100 50 350,120 50 350", "50 100 120,150 100 120,350 100 120")
    assert len(table) == 2


def test_a_letter_about_forms_is_no_form(tmp_path):
    text = "请各部门核对项目名称、项目编码、预算数和绩效目标，产出指标与效益指标应当细化量化。"
    sheet = Sheet(595, 842, [Words(60, 100 + 30 * at, text, 10) for at in range(5)])
    with pytest.raises(UnreadableDraft, match="no_form"):
        read(tmp_path, d.pdf([sheet], d.write_all))


@pytest.mark.parametrize("content", [b"1 1 m 9 9 l S " * 60_000, b"BT /F 1 Tf " + b"(.)Tj " * 60_000 + b"ET"])
def test_a_page_with_too_much_on_it_is_named(tmp_path, content):
    with pytest.raises(UnreadableDraft) as refusal:
        read(tmp_path, one_page(content))
    assert (refusal.value.code, refusal.value.pages) == ("too_large", (1,))


def printed(text: str, left: float, top: float) -> list[Char]:
    """The characters of a text, 10 points wide and high each."""
    shape = {"top": top, "bottom": top + 10, "height": 10, "width": 10, "size": 10, "upright": True}
    return [
        Char(text=sign, x0=left + 10 * at, x1=left + 10 * at + 10, **shape) for at, sign in enumerate(text)
    ]


@pytest.mark.parametrize(("between", "tables"), [("（2024年度）", 2), ("普法宣传 十二场 三月底", 0)])
def test_filled_boxes_are_cells_where_little_stands_outside_them(between: str, tables: int) -> None:
    """The line over the second table is none of its rows; a row of words without boxes shows that they are shading."""
    fills, chars = [], []
    for table in (100, 300):
        for row in range(4 if tables else 1):
            for column in range(3):
                left, top = 50 + 150 * column, table + 24 * row
                fills.append(Fill((left, top, left + 149, top + 23), 0.9))
                chars += printed("绩效目标指标值", left + 10, top + 6)
    words = [printed(word, 60 + 150 * at, 280) for at, word in enumerate([*between.split(), "单位：万元"])]
    assert len(find_tables(Drawing(fills=fills), [*chars, *chain(*words)], 1, 595 * 842)) == tables
