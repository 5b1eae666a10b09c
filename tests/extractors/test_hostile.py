"""Files made to hang or to swell: each is refused, soon."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from docx import Document
from reportlab.pdfgen.canvas import Canvas

from extractors import limits
from extractors.errors import UnreadableDraft
from extractors.reader import read_draft
from tests.extractors.raw_pdf import HELLO, one_page


def refusal(tmp_path, content: bytes) -> UnreadableDraft:
    path = tmp_path / "draft"
    path.write_bytes(content)
    with pytest.raises(UnreadableDraft) as refused:
        read_draft(path)
    return refused.value


GRID = b"".join(b"%d 0 m %d 800 l S 0 %d m 600 %d l S " % (at, at, at, at) for at in range(0, 600, 5))

HOSTILE_PDFS = {
    "page tree in a loop": (one_page(HELLO, kids=b"2 0 R 3 0 R"), "no_form"),
    "huge page": (one_page(HELLO, box=b"0 0 99999999999 99999999999"), "no_form"),
    "one page named thousands of times": (
        one_page(HELLO, kids=b"3 0 R " * (limits.PAGES + 1)).replace(b"/Count 1", b"/Count 9"), "no_form"
    ),
    "bomb": (
        one_page(zlib.compress(b" " * (limits.PAGE_BYTES + 9)), filters=b"/Filter/FlateDecode"), "too_large"
    ),
    "grid of 14,400 cells": (one_page(GRID + HELLO), "too_large"),
    "arrays in arrays": (one_page(b"[" * 200_000), "no_text_layer"),
    "dictionaries in dictionaries": (one_page(b"<</a" * 100_000), "no_text_layer"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_PDFS)
def test_hostile_pdf(tmp_path, name):
    content, code = HOSTILE_PDFS[name]
    assert refusal(tmp_path, content).code == code


def test_the_page_is_named(tmp_path):
    assert refusal(tmp_path, one_page(GRID + HELLO)).pages == (1,)


def test_the_page_at_which_a_document_becomes_too_large_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("extractors.pdf.read.CHARACTERS", 12)
    assert refusal(tmp_path, one_page(HELLO, kids=b"3 0 R " * 4).replace(b"/Count 1", b"/Count 4")).pages == (
        3,
    )


def test_what_has_no_text_names_its_pages(tmp_path):
    assert refusal(tmp_path, one_page(b"", kids=b"3 0 R 3 0 R").replace(b"/Count 1", b"/Count 2")).pages == (
        1,
        2,
    )


def test_what_concerns_all_pages_names_none(tmp_path):
    assert refusal(tmp_path, one_page(HELLO)).pages == ()


def test_too_many_pages(tmp_path, monkeypatch):
    monkeypatch.setattr("extractors.pdf.read.PAGES", 2)
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for _ in range(3):
        canvas.drawString(9, 9, "x")
        canvas.showPage()
    canvas.save()
    assert refusal(tmp_path, buffer.getvalue()).detail == "pages: 3 (limit 2)"


def test_too_many_lines_drawn(tmp_path, monkeypatch):
    monkeypatch.setattr("extractors.pdf.drawing.PAGE_EDGES", 1000)
    lines = b"".join(b"%d %d m 9 9 l S " % (at % 600, at % 800) for at in range(1100))
    assert refusal(tmp_path, one_page(lines + HELLO)).code == "too_large"


def test_file_over_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr("extractors.formats.FILE_BYTES", 10)
    assert refusal(tmp_path, b"x" * 11).code == "too_large"


@pytest.mark.parametrize(
    "text",
    ["甲" * 4_000_000, "a\t" * 1_000_000, "." * 10_000_000 + "\t5", "a\tb\tc\n" * 100_000],
    ids=["one line", "a million tabs", "dots", "too many cells"],
)
def test_hostile_text(tmp_path, text):
    assert refusal(tmp_path, text.encode()).code == "too_large"


def word(document_xml: bytes | None = None, extra: dict[str, bytes] | None = None) -> bytes:
    """A Word file whose main part, or further parts, are replaced."""
    original, buffer = io.BytesIO(), io.BytesIO()
    Document().save(original)
    with zipfile.ZipFile(original) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            replaced = document_xml if name == "word/document.xml" and document_xml else source.read(name)
            target.writestr(name, replaced)
        for name, content in (extra or {}).items():
            target.writestr(name, content)
    return buffer.getvalue()


WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10) for at in range(1, 10))


def test_zip_bomb(tmp_path):
    bomb = word(extra={"word/media.xml": b" " * (limits.PART_BYTES + 1)})
    assert len(bomb) < 1_000_000
    assert refusal(tmp_path, bomb).code == "too_large"


def test_entities_are_not_expanded(tmp_path):
    content = b'<!DOCTYPE d [<!ENTITY l0 "ha">%s]>' % LAUGHS + WORD % b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"
    assert refusal(tmp_path, word(content)).code in ("damaged", "no_form")


def test_outside_files_are_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("项目编码", encoding="utf-8")
    entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    content = entity + WORD % b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    assert refusal(tmp_path, word(content)).code in ("damaged", "no_form")


def test_tables_in_tables(tmp_path):
    depth = 60
    nested = b"<w:tbl><w:tr><w:tc>" * depth + b"</w:tc></w:tr></w:tbl>" * depth
    assert refusal(tmp_path, word(WORD % nested)).code == "too_large"


def test_deep_elements(tmp_path):
    assert refusal(tmp_path, word(WORD % (b"<w:sdt>" * 50_000 + b"</w:sdt>" * 50_000))).code == "damaged"


def test_a_row_of_cells_without_end(tmp_path):
    row = b"<w:tbl><w:tr>" + b"<w:tc/>" * 100_000 + b"</w:tr></w:tbl>"
    assert refusal(tmp_path, word(WORD % row)).code == "too_large"


def test_a_cell_whose_width_is_not_said(tmp_path):
    cell = b"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    assert refusal(tmp_path, word(WORD % cell)).code == "damaged"


def test_a_row_over_thousands_of_pages(tmp_path):
    form = "1.绩效目标表\n项目名称\t甲\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t甲\t1\n"
    assert "pages" in refusal(tmp_path, (form + "\n\t\t乙\t\n" * 3000).encode()).detail


@pytest.mark.parametrize("value", ["1", "'>'", '">"'], ids=["bare", "in single quotes", "in double quotes"])
def test_an_element_of_attributes_without_end(tmp_path, value):
    page = (
        "<html><table><tr><td>x</td></tr></table><p "
        + " ".join(f"a{at}={value}" for at in range(50_000))
        + ">x"
    )
    reason = refusal(tmp_path, page.encode())
    assert (reason.code, reason.facts["what"]) == ("too_large", "attributes of an element")


def test_a_picture_inside_a_page_is_no_attribute_too_many(tmp_path):
    page = f"<html><p>x</p><img src='data:image/png;base64,{'A' * 500_000}' style=\"a: b; c: d\">"
    assert refusal(tmp_path, page.encode()).code == "no_form"
