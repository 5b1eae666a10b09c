"""Which format a file is told to be, and why one is refused."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from extractors.errors import UnreadableDraft
from extractors.formats import detect_format
from extractors.reader import read_draft

FORM = """1.绩效目标表
323001 某某局
单位：万元
项目编码\tA1\t\t项目名称\t培训\t\t
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t培训人数\t培训的人数\t≥50人\t计划
"""


def zipped(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", text)
    return buffer.getvalue()


def zipped_as(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def pdf(text: str = "", encrypt: object = None, pages: int = 1) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=encrypt)
    for _ in range(pages):
        canvas.drawString(100, 100, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


REFUSED = {
    "empty": (b"", "empty_file"),
    "blank": (b" \n\n ", "empty_file"),
    "random bytes": (random.Random(1).randbytes(5000), "not_a_document"),
    "control characters": (b"a\x00b" * 50, "not_a_document"),
    "OLE head alone": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
    "HTML without form": (b"<!DOCTYPE html>\n<html><body>x</body></html>", "no_form"),
    "RAR": (b"Rar!\x1a\x07\x01\x00" + bytes(100), "unsupported_format"),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(100), "unsupported_format"),
    "gzip": (b"\x1f\x8b\x08" + bytes(100), "unsupported_format"),
    "PowerPoint": (zipped(ppt__presentation="<a/>"), "unsupported_format"),
    "workbook without its parts": (zipped(xl__workbook="<a/>"), "damaged"),
    "other zip": (zipped(a="<a/>"), "unsupported_format"),
    "broken zip": (b"PK\x03\x04" + b"x" * 100, "damaged"),
    "Word without its parts": (zipped(word__document="<a/>"), "damaged"),
    "cut PDF": (pdf("x")[:300], "damaged"),
    "PDF head alone": (b"%PDF-1.7\n", "damaged"),
    "PDF without text": (pdf(""), "no_text_layer"),
    "PDF without form": (pdf("hello"), "no_form"),
    "encrypted PDF": (pdf("hello", pdfencrypt.StandardEncryption("secret")), "encrypted"),
    "text without form": ("没有表格".encode(), "no_form"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path, name):
    content, code = REFUSED[name]
    path = tmp_path / "draft.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableDraft) as refused:
        read_draft(path)
    assert refused.value.code == code


KINDS = {
    "ods": (zipped_as({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "ods"),
    "odt": (zipped_as({"mimetype": "application/vnd.oasis.opendocument.text"}), "odt"),
    "xlsb": (zipped_as({"xl/workbook.bin": ""}), "xlsb"),
    "ofd": (zipped_as({"OFD.xml": ""}), "ofd"),
    "rtf": (rb"{\rtf1\ansi x}", "rtf"),
    "Excel 2003 XML": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="x">',
        "excel-xml",
    ),
    "Word 2003 XML": (b'<?xml version="1.0"?><w:wordDocument xmlns:w="x">', "word-xml"),
    "XHTML": (b'<?xml version="1.0" encoding="gb2312"?><!DOCTYPE html PUBLIC "x"><html>', "html"),
    "Excel's HTML": (b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>', "html"),
    "table alone": (b"\r\n <table><tr><td>x</table>", "html"),
    "JPEG": (b"\xff\xd8\xff\xe0" + bytes(20), "picture"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(20), "picture"),
    "TIFF": (b"II*\x00" + bytes(20), "picture"),
    "BMP": (b"BM" + bytes(20), "picture"),
    "text that begins like a picture": (b"BMI of pupils", "text"),
    "text in angle brackets": ("<说明>本表".encode(), "text"),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_kind_is_told_by_content(tmp_path, name):
    content, kind = KINDS[name]
    path = tmp_path / "draft.doc"
    path.write_bytes(content)
    assert detect_format(path) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_encoding(tmp_path, encoding):
    path = tmp_path / "draft.pdf"
    path.write_bytes(FORM.encode(encoding))
    assert detect_format(path) == "text"
    project = read_draft(path).projects[0]
    assert project.title.text == "绩效目标表"
    assert project.indicators[0].value.text == "≥50人"
