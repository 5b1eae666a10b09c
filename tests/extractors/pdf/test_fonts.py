"""Fonts that are named and not held, character maps that are broken, pages that are pictures."""

from __future__ import annotations

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from extractors.errors import UnreadableDraft
from extractors.pdf import read as reading
from extractors.pdf.lettering import is_broken, usual
from extractors.pieces import Line, Piece
from extractors.reading import ScannedPage
from tests.extractors.pdf import drawing as d
from tests.extractors.pdf.reading import assert_reads, read
from tests.extractors.pdf.sheets import Sheet, lay_out
from tests.extractors.raw_pdf import raw_pdf

RULE = d.by_edge(d.line)
PLAIN = d.pdf(lay_out(), RULE, d.write_all)
GREY = ImageReader(Image.new("L", (80, 110), 200))

# CIDs 1 to 95 and, for the codes of GBK-EUC and GB-EUC, 814 to 939 are the half-width signs of Adobe-GB1.
FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    b"/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
    b"/Ascent 859/Descent -141/CapHeight 700/StemV 80>>>>]>>"
)
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F %s>>>>>>"


def in_codes(cmap: bytes, encoding: str) -> bytes:
    """The forms in a font that the file does not hold, with text in the codes of a standard character map."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for sheet in lay_out():
        drawn = [
            b"%f %f m %f %f l S" % (x0, sheet.height - top, x1, sheet.height - bottom)
            for x0, top, x1, bottom in d.edges_of(sheet)
        ]
        for words in d.all_words(sheet):
            place = (words.size, words.x, sheet.height - words.y)
            codes = words.text.encode(encoding).hex().encode()
            drawn.append(b"BT /F %f Tf %f %f Td <%s> Tj ET" % (*place, codes))
        content = b"\n".join(drawn)
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(PAGE % (len(objects) + 2, FONT % cmap))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return raw_pdf(*objects)


@pytest.mark.parametrize(
    ("cmap", "encoding"),
    [
        (b"GBK-EUC-H", "gbk"),
        (b"GBKp-EUC-H", "gbk"),
        (b"GBK2K-H", "gb18030"),
        (b"GB-EUC-H", "gb2312"),
        (b"UniGB-UCS2-H", "utf-16-be"),
        (b"UniGB-UTF16-H", "utf-16-be"),
    ],
)
def test_fonts_that_the_file_does_not_hold(tmp_path, cmap, encoding):
    assert_reads(read(tmp_path, in_codes(cmap, encoding)))


@pytest.mark.parametrize(
    ("shape", "meant"),
    [
        ("⼈", "人"),
        ("⺠", "民"),
        ("⻓", "长"),
        ("豈", "豈"),
        ("ﬁ", "fi"),
        ("︵", "（"),
        ("\uf0fc", "✓"),
        ("（", "（"),
        ("Ａ", "Ａ"),
    ],
)
def test_usual_forms(shape, meant):
    assert usual(shape) == meant


@pytest.mark.parametrize(
    ("text", "unmapped", "broken"),
    [
        ("产出指标" * 20, 0, False),
        ("产出指标" * 20, 2, False),
        ("产出指标" * 20, 3, True),
        ("产出\ue123\ue124\ue125\ue126", 0, True),
        ("髿鬁鬂鬃鬄鬅鬆鬇鬈鬉鬊鬋鬌鬍鬎鬏鬐鬑鬒鬓鬔鬕鬖鬗鬘鬙鬚鬛鬜鬝鬞鬟", 0, True),
        ("ÕÐÆ¸ÈËÊý¡¢×¨Òµ¼¼ÄÜ£¬ÂÛÎÄ" * 3, 0, True),
        ("The annual budget of 2023, 12.5% more than the last (see page 4)", 0, False),
        ("12", 0, False),
        ("", 0, False),
    ],
)
def test_broken_text(text, unmapped, broken):
    assert is_broken(text, unmapped) == broken


def without_ocr(monkeypatch) -> None:
    monkeypatch.setattr(reading, "_ocr", lambda: None)


def with_ocr(monkeypatch, asked: list) -> None:
    def read_scanned_page(picture, page, first_table, points_per_pixel):
        size = tuple(round(side * points_per_pixel) for side in picture.shape[1::-1])
        asked.append((page, size))
        line = Line(Piece(text=f"第{page}页的图", page=page, box=(9, 9, 99, 20), confidence=0.9))
        return ScannedPage([line])

    monkeypatch.setattr(reading, "_ocr", lambda: read_scanned_page)


def refused(tmp_path, content: bytes) -> UnreadableDraft:
    with pytest.raises(UnreadableDraft) as refusal:
        read(tmp_path, content)
    return refusal.value


@pytest.mark.parametrize("cmap", [b"/Identity-H  ", b"/GBK-EUC-H   "])
def test_a_broken_character_map_is_told(tmp_path, monkeypatch, cmap):
    without_ocr(monkeypatch)
    refusal = refused(tmp_path, PLAIN.replace(b"/UniGB-UCS2-H", cmap))
    assert (refusal.code, refusal.detail, refusal.pages) == ("broken_text", "1-4", (1, 2, 3, 4))


def test_a_broken_character_map_goes_to_ocr(tmp_path, monkeypatch):
    asked: list = []
    with_ocr(monkeypatch, asked)
    assert refused(tmp_path, PLAIN.replace(b"/UniGB-UCS2-H", b"/Identity-H  ")).code == "no_form"
    assert asked == [(number, (595, 842)) for number in (1, 2, 3, 4)]


def with_pictures(*places: int, words: str = "") -> bytes:
    """The forms with pages among them that are pictures."""
    sheets = lay_out()
    for place in places:
        sheets.insert(place, Sheet(595, 842))

    def draw(canvas, sheet: Sheet) -> None:
        if sheet.cells:
            RULE(canvas, sheet)
            d.write_all(canvas, sheet)
            return
        canvas.drawImage(GREY, 0, 0, sheet.width, sheet.height)
        text = canvas.beginText(100, 400)
        text.setFont(d.FONT, 12)
        text.setTextRenderMode(3)
        text.textOut(words)
        canvas.drawText(text)
        canvas.drawString(250, 20, "扫描全能王创建的文档副本")

    return d.pdf(sheets, draw)


@pytest.mark.parametrize("words", ["", "上一次识别出的文字在图的下面"])
def test_a_picture_among_pages_of_text(tmp_path, monkeypatch, words):
    asked: list = []
    with_ocr(monkeypatch, asked)
    draft = read(tmp_path, with_pictures(0, 5, words=words))
    assert [page for page, _ in asked] == [1, 6]
    assert draft.format == "pdf"
    assert_reads(draft)
    assert [cell.confidence for cell in draft.cells if cell.text.endswith("页的图")] == [0.9, 0.9]
    unused = [(cell.page, cell.text) for cell in draft.cells if cell.field == "text_layer"]
    assert [page for page, text in unused if text == "扫描全能王创建的文档副本"] == [1, 6]
    assert [page for page, text in unused if words and text == words] == ([1, 6] if words else [])
    assert all(cell.confidence is None for cell in draft.cells if cell.field == "text_layer")


def test_mostly_pictures_are_a_scan(tmp_path, monkeypatch):
    with_ocr(monkeypatch, [])
    assert read(tmp_path, with_pictures(0, 0, 0, 0, 0)).format == "scan"


def test_pictures_without_ocr_are_named(tmp_path, monkeypatch):
    without_ocr(monkeypatch)
    refusal = refused(tmp_path, with_pictures(0, 5, 6))
    assert (refusal.code, refusal.detail, refusal.pages) == ("no_ocr", "1, 6-7", (1, 6, 7))


def test_a_picture_beside_text_is_no_scan(tmp_path, monkeypatch):
    without_ocr(monkeypatch)

    def background(canvas, sheet: Sheet) -> None:
        canvas.drawImage(GREY, 0, 0, sheet.width, sheet.height)

    assert_reads(read(tmp_path, d.pdf(lay_out(), background, RULE, d.write_all)))
