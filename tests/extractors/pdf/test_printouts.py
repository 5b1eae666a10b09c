"""Printouts of workbooks and web pages: text cut at its cell, sheets wider than the paper, text given for glyphs."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.errors import UnreadableDraft
from extractors.pdf.read import read_pdf
from tests.extractors.paper import Style
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.reading import assert_reads, read
from tests.extractors.pdf.sheets import FORMS, CellBox, Sheet, Words, lay_out

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
RULE = d.by_edge(d.line)
LONG = {"height": 1200.0, "margins": (60.0, 80.0, 100.0)}


def halves(sheet: Sheet, at: float) -> tuple[Sheet, Sheet]:
    """What a sheet wider than the paper puts on two pages; a cell over the cut has its lines on both."""
    left, right = Sheet(at, sheet.height, sheet.words), Sheet(sheet.width - at + 60, sheet.height)
    for cell in sheet.cells:
        if cell.x0 < at - 1:
            left.cells.append(replace(cell, x1=min(cell.x1, at)))
        if cell.x1 > at + 1:
            lines = [replace(words, x=words.x - at + 60) for words in cell.lines] if cell.x0 >= at - 1 else []
            right.cells.append(
                CellBox(max(cell.x0, at) - at + 60, cell.top, cell.x1 - at + 60, cell.bottom, lines)
            )
    return left, right


def refused(tmp_path, sheets: list[Sheet]) -> tuple[str, tuple[int, ...]]:
    with pytest.raises(UnreadableDraft) as refusal:
        read(tmp_path, d.pdf(sheets, RULE, d.write_all))
    return refusal.value.code, refusal.value.pages


@pytest.mark.parametrize("at", [3 / 6, 4 / 6, 5 / 6, 3 / 7])
def test_a_sheet_wider_than_the_paper(tmp_path, at):
    """Its halves are one form: the left one would be read without its right columns, and nobody told."""
    sheets = lay_out(width=800, **LONG)
    cut = 60 + at * (800 - 120)
    assert refused(tmp_path, [half for sheet in sheets for half in halves(sheet, cut)]) == (
        "spilled_columns",
        (1, 2, 3, 4),
    )


def test_halves_behind_one_another(tmp_path):
    """First all left halves, then all right ones."""
    pairs = [halves(sheet, 400) for sheet in lay_out(width=800, **LONG)]
    sheets = [left for left, _ in pairs] + [right for _, right in pairs]
    assert refused(tmp_path, sheets) == ("spilled_columns", (1, 2, 3, 4))


def test_tables_with_titles_of_their_own_are_no_halves(tmp_path):
    """The tables of a budget have rows of one height, each page another table of as many."""
    sheets = [half for sheet in lay_out(width=800, **LONG) for half in halves(sheet, 460)]
    for number, sheet in enumerate(sheets):
        sheet.words.append(Words(60, 20, f"部门收支第{number}表", 10))
    assert read(tmp_path, d.pdf(sheets, RULE, d.write_all)).projects


def test_forms_of_one_make_are_no_halves(tmp_path):
    """The same rows at the same heights, columns as wide as their words: two forms all the same."""

    def wider(x: float) -> float:
        return 60 + (x - 60) * 1.05 if x < 300 else x

    first, second = lay_out([FORMS[0], FORMS[0]], width=700, **LONG)
    for cell in second.cells:
        cell.x0, cell.x1 = (wider(x) for x in (cell.x0, cell.x1))
        cell.lines = [replace(words, x=wider(words.x)) for words in cell.lines]
    assert_reads(read(tmp_path, d.pdf([first, second], RULE, d.write_all)), [FORMS[0], FORMS[0]])


def test_text_outside_of_what_its_cell_shows(tmp_path):
    """A workbook's printout puts a merged cell's text on both pages that it runs over, cut off on one of them."""

    def cut_off(canvas, sheet: Sheet) -> None:
        x0, top, x1, bottom = d.outer(sheet.cells)
        path = canvas.beginPath()
        path.rect(x0, sheet.height - bottom, x1 - x0, bottom - top)
        canvas.clipPath(path, stroke=0, fill=0)
        d.write(canvas, sheet, Words(x0 + 4, top - 60, "产出指标", 12))

    draft = read(tmp_path, d.pdf(lay_out(style=Style(middle=True)), RULE, d.write_all, cut_off))
    assert_reads(draft)
    assert [cell.text for cell in draft.cells if cell.field == "hidden"] == ["产出指标"] * 4


def test_text_given_for_glyphs_in_a_drawing_of_its_own(tmp_path):
    """As browsers print what is half transparent: a scaled drawing whose glyphs have their text beside them."""

    def glyphs(canvas, sheet: Sheet) -> None:
        name = f"page{canvas.getPageNumber()}"
        canvas.beginForm(name, 0, 0, 4000, 4000)
        canvas.scale(4, 4)
        for words in d.all_words(sheet):
            for x, text in d.characters(words):
                if text == "目":
                    canvas._code.append(f"/Span <</ActualText <FEFF{ord(text):04X}>>> BDC")
                    d.write(canvas, sheet, words, "口", x)
                    canvas._code.append("EMC")
                else:
                    d.write(canvas, sheet, words, text, x)
        canvas.endForm()
        canvas.scale(0.25, 0.25)
        canvas.doForm(name)

    assert_reads(read(tmp_path, d.pdf(lay_out(), RULE, glyphs)))


@pytest.mark.skipif(CHROMIUM is None, reason="needs a browser")
def test_a_browser_draws_a_dash_over_two_places_as_one_shape(tmp_path):
    words = "一流学科建设——实验室平台"
    assert words in printed_texts(tmp_path, words, "Noto Sans CJK SC")


@pytest.mark.skipif(CHROMIUM is None, reason="needs a browser")
def test_a_browser_draws_some_fonts_and_gives_the_ink_of_each_character_alone(tmp_path):
    """The box of 一 is a thin stroke then; it stays where it stands among the others of its line."""
    words = "每季度最后一个月，一月一次"
    assert words in printed_texts(tmp_path, words, "Noto Serif CJK SC")


def printed_texts(tmp_path: Path, words: str, font: str) -> list[str]:
    """What is read of the cells of a page that a browser prints."""
    page = tmp_path / "page.html"
    table = f"<table border=1><tr><td width=60>{words}</td><td>二</td></tr></table>"
    page.write_text(f'<meta charset="utf-8"><div style="font: 11.5px {font}">{table}</div>', "utf-8")
    printed = tmp_path / "page.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [str(CHROMIUM), *options, f"--user-data-dir={tmp_path}", f"--print-to-pdf={printed}", page.as_uri()],
        check=True,
        capture_output=True,
    )
    return [piece.text.replace("\n", "") for piece in read_pdf(printed).pieces()]


def test_a_line_that_runs_out_at_the_side_of_its_table_is_the_cell_s(tmp_path):
    """As text is wider where its font is not embedded; another text beside the table is none of it."""
    path = tmp_path / "page.pdf"
    canvas = Canvas(str(path), pagesize=(400, 300))
    for top in (200, 180, 160):
        canvas.line(50, top, 150, top)
    for side in (50, 100, 150):
        canvas.line(side, 200, side, 160)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(55, 186, "left")
    canvas.drawString(105, 186, "running out 46 times")
    canvas.drawString(105, 166, "short")
    canvas.drawString(160, 166, "beside")
    canvas.save()
    texts = {piece.text: piece.row for piece in read_pdf(path).pieces()}
    assert "running out 46 times" in texts
    assert "short" in texts
    assert "beside" in texts
