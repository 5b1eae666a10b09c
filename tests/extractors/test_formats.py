"""Which format a file is told to be, and why one is refused."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from extractors.errors import UnreadableDraft
from extractors.reader import detect_format, read_draft

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
    "OLE": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "unsupported_format"),
    "HTML": (b"<!DOCTYPE html>\n<html><body>x</body></html>", "unsupported_format"),
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_encoding(tmp_path, encoding):
    path = tmp_path / "draft.pdf"
    path.write_bytes(FORM.encode(encoding))
    assert detect_format(path) == "text"
    project = read_draft(path).projects[0]
    assert project.title.text == "绩效目标表"
    assert project.indicators[0].value.text == "≥50人"
