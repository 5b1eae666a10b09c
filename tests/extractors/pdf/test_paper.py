"""Forms on paper as it is met with: watermarks, headers, sideways pages, text drawn in odd ways."""

from __future__ import annotations

import ctypes
import io
import random
import re
from collections import Counter
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.pdfbase import pdfmetrics

from extractors.joining import squeeze
from tests.extractors.paper import Style
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.reading import assert_reads, read
from tests.extractors.pdf.sheets import FORMS, Sheet, Words, lay_out

RULE = d.by_edge(d.line)
MARK = "承德县财政局内部资料"


def on_page(draw) -> d.Draw:
    """A drawing that knows its page's number."""
    return lambda canvas, sheet: draw(canvas, sheet, canvas.getPageNumber())


# -- what stands over and around the form --


def slanting(canvas, sheet: Sheet) -> None:
    canvas.setFont(d.FONT, 48)
    canvas.setFillGray(0.8)
    canvas.translate(80, sheet.height / 2)
    canvas.rotate(45)
    canvas.drawString(0, 0, MARK)


def slanting_and_dark(canvas, sheet: Sheet) -> None:
    canvas.setFont(d.FONT, 12)
    canvas.translate(100, 450)
    canvas.rotate(30)
    for at in range(6):
        canvas.drawString(0, 40 * at, MARK)


def large(canvas, sheet: Sheet) -> None:
    canvas.setFont(d.FONT, 44)
    canvas.setFillGray(0.75)
    canvas.drawString(70, 600, MARK)


def large_and_clear(canvas, sheet: Sheet) -> None:
    canvas.setFont(d.FONT, 44)
    canvas.setFillAlpha(0.2)
    canvas.drawString(70, 590, MARK)


def small_and_often(canvas, sheet: Sheet) -> None:
    canvas.setFont(d.FONT, 12)
    canvas.setFillGray(0.7)
    for x in range(40, 500, 150):
        for y in range(430, 780, 47):
            canvas.drawString(x, y, MARK)


def as_form_object(canvas, sheet: Sheet) -> None:
    if not canvas.hasForm("mark"):
        canvas.beginForm("mark")
        large(canvas, sheet)
        canvas.endForm()
    canvas.doForm("mark")


def in_one_place(canvas, sheet: Sheet) -> None:
    canvas.setFont(d.FONT, 12)
    canvas.setFillGray(0.7)
    canvas.drawString(120, 611, MARK)


WATERMARKS = {
    draw.__name__: draw
    for draw in (
        slanting,
        slanting_and_dark,
        large,
        large_and_clear,
        small_and_often,
        as_form_object,
        in_one_place,
    )
}


@pytest.mark.parametrize("name", WATERMARKS)
@pytest.mark.parametrize("behind", [True, False])
def test_watermark(tmp_path, name, behind):
    draws = [RULE, d.write_all]
    draws.insert(0 if behind else 2, WATERMARKS[name])
    draft = read(tmp_path, d.pdf(lay_out(), *draws))
    assert_reads(draft)
    aside = "".join(cell.text for cell in draft.cells if cell.field == "watermark")
    assert MARK[:2] in aside or set(aside) == set(MARK)


def margins(top: str, bottom: str, *, second: str = "") -> d.Draw:
    """Lines at the head and the foot of a page; ``{n}`` and ``{of}`` stand for its number and their count."""

    def draw(canvas, sheet: Sheet, number: int) -> None:
        canvas.setFont(d.FONT, 10)
        for text, y in ((top, sheet.height - 40), (second, 44), (bottom, 30)):
            if text:
                canvas.drawCentredString(sheet.width / 2, y, text.format(n=number, of=4))

    return on_page(draw)


FURNITURE = {
    "dashes": margins("", "- {n} -"),
    "page of": margins("", "第{n}页 共{of}页"),
    "page of, comma": margins("", "第 {n} 页，共 {of} 页"),
    "slash": margins("", "{n}/{of}"),
    "number at the head": margins("{n}", ""),
    "header": margins("某某县2023年部门预算绩效文本", "{n}"),
    "header with a number": margins("某某县人力资源和社会保障局　第{n}页", ""),
    "browser": margins("11/29/26, 5:3{n} AM 2024年项目绩效目标表", "file:///C:/form.html {n}/{of}"),
    "fax": margins("2026-11-18 15:43FROM: 0954 2066318 TO: 0954 2012077 P.{n}/{of}", ""),
    "footer over the number": margins("", "— {n} —", second="某某县财政局制"),
}


@pytest.mark.parametrize("name", FURNITURE)
@pytest.mark.parametrize("border", [False, True])
def test_headers_and_footers(tmp_path, name, border):
    def page_border(canvas, sheet: Sheet) -> None:
        canvas.rect(20, 20, sheet.width - 40, sheet.height - 40)
        canvas.rect(24, 24, sheet.width - 48, sheet.height - 48)

    draws = [RULE, d.write_all, FURNITURE[name], *([page_border] if border else [])]
    assert_reads(read(tmp_path, d.pdf(lay_out(), *draws)))


@pytest.mark.parametrize("text", ["- {n} -", "某某县2023年部门预算绩效文本"])
def test_headers_and_numbers_along_the_side(tmp_path, text):
    """Where a sheet lies on its side in the binding, its number stands beside the table."""

    def beside(canvas, sheet: Sheet, number: int) -> None:
        canvas.setFont(d.FONT, 10)
        canvas.translate(30, sheet.height / 2)
        canvas.rotate(90)
        canvas.drawString(0, 0, text.format(n=number))

    assert_reads(read(tmp_path, d.pdf(lay_out(), RULE, d.write_all, on_page(beside))))


# -- how text is drawn --


def twice(canvas, sheet: Sheet) -> None:
    for words in d.all_words(sheet):
        d.write(canvas, sheet, words)
        d.write(canvas, sheet, words, x=words.x + 0.4)


def filled_and_stroked(canvas, sheet: Sheet) -> None:
    for words in d.all_words(sheet):
        text = canvas.beginText(words.x, sheet.height - words.y)
        text.setFont(d.FONT, words.size)
        text.setTextRenderMode(2)
        text.textOut(words.text)
        canvas.drawText(text)


def one_by_one(order: str) -> d.Draw:
    """Each character on its own, in another order than it is read."""

    def draw(canvas, sheet: Sheet) -> None:
        placed = [(x, text, words) for words in d.all_words(sheet) for x, text in d.characters(words)]
        if order == "backwards":
            placed.reverse()
        elif order == "any":
            random.Random(7).shuffle(placed)
        for x, text, words in placed:
            d.write(canvas, sheet, words, text, x)

    return draw


def letter_spaced(by: str) -> d.Draw:
    """Characters wide apart: by blanks between them, or by the text's own spacing."""

    def draw(canvas, sheet: Sheet) -> None:
        for words in d.all_words(sheet):
            small = replace(words, size=words.size * 0.6)
            if by == "blanks":
                spaced = re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", " ", words.text)
                d.write(canvas, sheet, small, spaced)
            else:
                canvas.setFont(d.FONT, small.size)
                canvas.drawString(words.x, sheet.height - words.y, words.text, charSpace=3)

    return draw


def off_the_middle(canvas, sheet: Sheet) -> None:
    """Text so low and so far left that it touches its cell's borders."""
    for words in sheet.words:
        d.write(canvas, sheet, words)
    for cell in sheet.cells:
        for words in cell.lines:
            d.write(canvas, sheet, replace(words, y=words.y + 3), x=words.x - 4.5)


def underlined(height: float) -> d.Draw:
    def draw(canvas, sheet: Sheet) -> None:
        d.write_all(canvas, sheet)
        for words in d.all_words(sheet):
            d.underline(canvas, sheet, words, height)

    return draw


def wide_underlines(canvas, sheet: Sheet) -> None:
    """Every cell's text fills its cell, underlined."""
    d.write_all(canvas, sheet)
    for cell in sheet.cells:
        for words in cell.lines:
            x1 = words.x + pdfmetrics.stringWidth(words.text, d.FONT, words.size)
            canvas.line(words.x, sheet.height - words.y - 2, x1, sheet.height - words.y - 2)


LETTERINGS = {
    "twice": twice,
    "filled and stroked": filled_and_stroked,
    "one by one": one_by_one("forwards"),
    "right to left": one_by_one("backwards"),
    "any order": one_by_one("any"),
    "blanks between": letter_spaced("blanks"),
    "wide spacing": letter_spaced("spacing"),
    "touching the borders": off_the_middle,
    "underlined": underlined(-0.15),
    "struck through": underlined(0.35),
    "wide underlines": wide_underlines,
}


@pytest.mark.parametrize("name", LETTERINGS)
def test_lettering(tmp_path, name):
    assert_reads(read(tmp_path, d.pdf(lay_out(), RULE, LETTERINGS[name])))


def test_words_struck_out_are_kept_apart(tmp_path):
    """As a draft with its changes shown has them: what was deleted, right before what takes its place."""

    def corrected(canvas, sheet: Sheet) -> None:
        for words in d.all_words(sheet):
            old = Words(
                words.x, words.y, "12" if re.fullmatch(r"[\d.,]{2,8}", words.text) else "", words.size
            )
            d.write(canvas, sheet, old)
            d.underline(canvas, sheet, old, 0.3)
            width = pdfmetrics.stringWidth(old.text, d.FONT, old.size)
            d.write(canvas, sheet, words, x=words.x + width)

    draft = read(tmp_path, d.pdf(lay_out(), RULE, corrected))
    assert_reads(draft)
    struck = {squeeze(cell.text) for cell in draft.cells if cell.field == "struck_out"}
    assert struck == {"12" * 3}  # budget, fiscal and other funds in one row


def test_words_that_nobody_sees(tmp_path):
    def unseen(canvas, sheet: Sheet) -> None:
        canvas.setFont(d.FONT, 12)
        canvas.setFillGray(1)
        canvas.drawString(150, 640, "白纸上的白字")
        canvas.setFillGray(0)
        canvas.drawString(150, sheet.height + 30, "纸外的字")
        text = canvas.beginText(150, 600)
        text.setTextRenderMode(3)
        text.textOut("看不见的字")
        canvas.drawText(text)

    draft = read(tmp_path, d.pdf(lay_out(), RULE, d.write_all, unseen))
    assert_reads(draft)
    aside = Counter(cell.field for cell in draft.cells if cell.field in ("hidden", "off_page"))
    assert aside == {"hidden": 2 * 4, "off_page": 4}


def test_unseen_recognition_over_clear_text(tmp_path):
    """A program has laid what it recognised under the text, a little off and with slips: what is seen is read."""

    def twice(canvas, sheet: Sheet) -> None:
        for words in d.all_words(sheet):
            d.write(canvas, sheet, words)
            text = canvas.beginText(words.x + 0.5, sheet.height - words.y - 0.5)
            text.setFont(d.FONT, 0.97 * words.size)
            text.setTextRenderMode(3)
            text.textOut(words.text.replace("0", "O"))
            text.setTextRenderMode(0)
            canvas.drawText(text)

    assert_reads(read(tmp_path, d.pdf(lay_out(), RULE, twice)))


def test_white_words_on_a_dark_heading(tmp_path):
    def draw(canvas, sheet: Sheet) -> None:
        for cell in sheet.cells:
            heading = any(words.text.endswith("级指标") for words in cell.lines)
            canvas.setFillGray(0.2 if heading else 1)
            across, down = cell.x1 - cell.x0, cell.bottom - cell.top
            canvas.rect(cell.x0, sheet.height - cell.bottom, across, down, fill=1)
            canvas.setFillGray(1 if heading else 0)
            for words in cell.lines:
                d.write(canvas, sheet, words)
        canvas.setFillGray(0)
        for words in sheet.words:
            d.write(canvas, sheet, words)

    assert_reads(read(tmp_path, d.pdf(lay_out(), draw)))


def test_a_name_written_downwards(tmp_path):
    sheets = lay_out(style=Style(middle=True))
    for sheet in sheets:
        for cell in sheet.cells:
            if cell.bottom - cell.top > 80 and cell.lines and cell.lines[0].text in ("产出指标", "效益指标"):
                (words,) = cell.lines
                cell.lines = [
                    Words(words.x, cell.top + 16 * (at + 1), text, 12) for at, text in enumerate(words.text)
                ]
    assert_reads(read(tmp_path, d.pdf(sheets, RULE, d.write_all)))


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_name_on_its_side(tmp_path, degrees):
    def draw(canvas, sheet: Sheet) -> None:
        for cell in sheet.cells:
            for words in cell.lines:
                if words.text in ("产出指标", "效益指标") and cell.bottom - cell.top > 60:
                    canvas.saveState()
                    canvas.setFont(d.FONT, words.size)
                    canvas.translate((cell.x0 + cell.x1) / 2, sheet.height - (cell.top + cell.bottom) / 2)
                    canvas.rotate(degrees)
                    canvas.drawCentredString(0, -4, words.text)
                    canvas.restoreState()
                else:
                    d.write(canvas, sheet, words)
        for words in sheet.words:
            d.write(canvas, sheet, words)

    assert_reads(read(tmp_path, d.pdf(lay_out(), RULE, draw)))


# -- how the page lies --


def rotated(degrees: int) -> bytes:
    """Pages that say of themselves how they are to be turned: what is drawn is turned the other way."""

    def turn(canvas, sheet: Sheet) -> None:
        canvas.setPageRotation(degrees)  # which also swaps the page's sides
        at = {90: (sheet.height, 0), 180: (sheet.width, sheet.height), 270: (0, sheet.width)}[degrees]
        canvas.translate(*at)
        canvas.rotate(degrees)

    return d.pdf(lay_out(), RULE, d.write_all, turn=turn)


def sideways(degrees: int) -> bytes:
    """Pages drawn sideways that do not say so."""

    def turn(canvas, sheet: Sheet) -> None:
        if degrees % 180:
            canvas.setPageSize((sheet.height, sheet.width))
        at = {90: (sheet.height, 0), 180: (sheet.width, sheet.height), 270: (0, sheet.width)}[degrees]
        canvas.translate(*at)
        canvas.rotate(degrees)

    return d.pdf(lay_out(), RULE, d.write_all, turn=turn)


def cropped() -> bytes:
    content = d.pdf(lay_out(), RULE, d.write_all, turn=lambda canvas, _: canvas.translate(100, 50))
    return content.replace(
        b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ -9 -9 800 950 ] /CropBox [ 100 50 695 892 ]"
    )


def mixed() -> bytes:
    portrait, landscape = lay_out(FORMS[:1]), lay_out(FORMS[1:], width=842, height=595, margins=(60, 80, 150))
    for sheet in landscape:
        for words in sheet.words:
            words.text = words.text.replace("1.", "2.", 1)
    return d.pdf(portrait + landscape, RULE, d.write_all)


def in_user_units() -> bytes:
    return d.pdf(lay_out(), RULE, d.write_all).replace(b"/Rotate 0", b"/UserUnit 2")


PAGES = {
    "turned 90": lambda: rotated(90),
    "turned 180": lambda: rotated(180),
    "turned 270": lambda: rotated(270),
    "sideways 90": lambda: sideways(90),
    "sideways 180": lambda: sideways(180),
    "sideways 270": lambda: sideways(270),
    "landscape": lambda: d.pdf(
        lay_out(width=842, height=595, margins=(60, 80, 150)), RULE, d.write_all
    ),
    "mixed": mixed,
    "cropped": cropped,
    "user units": in_user_units,
    "compressed": lambda: d.pdf(lay_out(), RULE, d.write_all, compress=True),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_page(tmp_path, name):
    draft = read(tmp_path, PAGES[name]())
    assert_reads(draft)
    boxes = [(cell.x0, cell.top, cell.x1, cell.bottom) for cell in draft.cells]
    assert all(0 <= x0 < x1 <= 850 and 0 <= top < bottom <= 850 for x0, top, x1, bottom in boxes)


def test_a_table_wider_than_the_sheet(tmp_path):
    """Its last columns run over the edge: nobody sees them, yet they are of the form."""
    content = d.pdf(lay_out(), RULE, d.write_all).replace(b"[ 0 0 595 842 ]", b"[ 0 0 400 842 ]")
    assert_reads(read(tmp_path, content))


# -- what lies on top of the page --


@pytest.mark.parametrize("appearances", [True, False])
def test_values_filled_in_as_form_fields(tmp_path, appearances):
    """A form to be filled in on the screen: its values are fields, which not every program gives a look."""

    def filled(canvas, sheet: Sheet) -> None:
        for words in d.all_words(sheet):
            if re.fullmatch(r"[\d.,%]+", words.text):
                place = {"x": words.x, "y": sheet.height - words.y - 4, "width": 60, "height": 16}
                canvas.acroForm.textfield(
                    value=words.text, name=f"{canvas.getPageNumber()}/{words.x}/{words.y}", fontSize=8,
                    borderWidth=0, fillColor=None, borderColor=None, fontName="Helvetica", **place,
                )  # fmt: skip
            else:
                d.write(canvas, sheet, words)

    content = d.pdf(lay_out(), RULE, filled)
    if not appearances:
        assert content.count(b"/AP <<") > 8
        content = content.replace(b"/AP <<", b"/XX <<").replace(b"/DA ", b"/NeedAppearances true /DA ", 1)
    assert_reads(read(tmp_path, content))


@pytest.mark.parametrize("kind", ["TEXT", "HIGHLIGHT", "UNDERLINE", "STRIKEOUT", "CARET"])
def test_marks_of_a_reader_over_the_lines_of_a_table(tmp_path, kind):
    """Signs of notes are drawn with lines of their own, that would part cells which they lie on."""
    document = pypdfium2.PdfDocument(d.pdf(lay_out(), RULE, d.write_all))
    for number, sheet in enumerate(lay_out()):
        page = document[number]
        for cell in sheet.cells:
            x, y = cell.x1 - 30, sheet.height - cell.bottom
            mark = pdfium.FPDFPage_CreateAnnot(page.raw, getattr(pdfium, f"FPDF_ANNOT_{kind}"))
            pdfium.FPDFAnnot_SetRect(mark, pdfium.FS_RECTF(x, y + 8, x + 16, y - 8))
            look = f"{x} {y + 7} m {x + 16} {y + 7} l {x + 8} {y + 8} m {x + 8} {y - 8} l {x} {y - 7} m {x + 16} {y - 7} l S"
            pdfium.FPDFAnnot_SetAP(
                mark,
                pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL,
                ctypes.cast((look + "\0").encode("utf-16-le"), ctypes.POINTER(ctypes.c_ushort)),
            )
            pdfium.FPDFPage_CloseAnnot(mark)
        page.close()
    content = io.BytesIO()
    document.save(content)
    assert_reads(read(tmp_path, content.getvalue()))


# -- what else stands on the page --


def test_two_forms_side_by_side(tmp_path):
    left, right = (lay_out([form], width=300, height=420, size=6, margins=(25, 40, 30)) for form in FORMS)
    page = Sheet(600, 420)
    for number, sheets in enumerate((left, right)):
        (sheet,) = sheets
        for words in [*sheet.words, *(words for cell in sheet.cells for words in cell.lines)]:
            words.x += 300 * number
        for cell in sheet.cells:
            cell.x0, cell.x1 = cell.x0 + 300 * number, cell.x1 + 300 * number
        page.words += sheet.words
        page.cells += sheet.cells
    for words in page.words:
        words.text = words.text.replace("1.劳动", "2.劳动")
    page.words.append(Words(255, 25, "某某县绩效目标汇编", 8))
    assert_reads(read(tmp_path, d.pdf([page], RULE, d.write_all)))


def test_table_in_a_cell(tmp_path):
    def nested(canvas, sheet: Sheet) -> None:
        for cell in sheet.cells:
            if any("培训补贴" in words.text for words in cell.lines):
                y0, y1 = sheet.height - cell.bottom + 6, sheet.height - cell.top - 6
                canvas.grid([cell.x0 + 8, cell.x0 + 150, cell.x1 - 8], [y0, (y0 + y1) / 2, y1])

    assert_reads(read(tmp_path, d.pdf(lay_out(), RULE, d.write_all, nested)))


def test_other_tables_are_no_forms(tmp_path):
    def staff(canvas, sheet: Sheet) -> None:
        if sheet.cut_below:
            return
        canvas.setFont(d.FONT, 10)
        canvas.grid([60, 180, 300, 420], [100, 120, 140, 160])
        rows = (("单位", "编制数", "实有人数"), ("本级", "56", "52"), ("合计", "56", "52"))
        for y, row in zip((145, 125, 105), rows, strict=True):
            for x, text in zip((65, 185, 305), row, strict=True):
                canvas.drawString(x, y, text)

    draft = read(tmp_path, d.pdf([*lay_out(), Sheet(595, 842)], RULE_IF_ANY, d.write_all, staff))
    assert_reads(draft)


def RULE_IF_ANY(canvas, sheet: Sheet) -> None:
    if sheet.cells:
        RULE(canvas, sheet)
