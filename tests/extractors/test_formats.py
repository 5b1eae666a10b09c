"""Which format a file is told to be, and why one is refused."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from expectations.reasons import reason
from extractors.errors import UnreadableDraft
from extractors.formats import detect_format
from extractors.pdf.read import read_pdf
from extractors.reader import read_draft
from tests.fuzz.package_attacks import parts_of
from tests.fuzz.sound import as_docx, as_html, as_mht, as_pdf, as_xlsx
from tests.fuzz.sound import zipped as zip_of

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


def ole(stream: str) -> bytes:
    """A compound file (MS-CFB) with one stream of that name: header, allocation table, directory, the stream's sectors."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<5H", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<9I", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header[80:] = b"\xff" * 432
    table = struct.pack("<10I", 0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE).ljust(512, b"\xff")
    none = 0xFFFFFFFF
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB3I", 2 * len(name) + 2, kind, 1, none, none, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
        for name, kind, child, start, size in (
            ("Root Entry", 5, 1, 0xFFFFFFFE, 0),
            (stream, 2, none, 2, 4096),
        )
    )
    return bytes(header) + table + entries.ljust(512, b"\0") + bytes(4096)


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


def with_other_words(content: bytes, old: bytes, new: bytes) -> bytes:
    """A package whose lists of parts say something else."""
    return zip_of({name: part.replace(old, new) for name, part in parts_of(content).items()})


def with_main_part_elsewhere(content: bytes) -> bytes:
    """A Word file whose main part has another name, as some programs give it."""
    parts = parts_of(with_other_words(content, b"word/document.xml", b"word/document2.xml"))
    names = {
        "word/document.xml": "word/document2.xml",
        "word/_rels/document.xml.rels": "word/_rels/document2.xml.rels",
    }
    return zip_of({names.get(name, name): part for name, part in parts.items()})


WORD = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
COMMAS = "\n".join(",".join((line.split("\t") + [""] * 7)[:7]) for line in FORM.splitlines())
AS_SENT = {
    "Word.pdf": as_docx(FORM),
    "workbook.doc": as_xlsx(FORM),
    "portal's web page.xls": as_html(FORM),
    "web page in GB2312 that says UTF-8.doc": as_html(FORM).decode().encode("gb18030"),
    "web archive.doc": as_mht(FORM),
    "values with commas.xlsx": COMMAS.encode("gb18030"),
    "Word with macros": with_other_words(as_docx(FORM), WORD, b"vnd.ms-word.document.macroEnabled.main"),
    "Word template": with_other_words(as_docx(FORM), WORD, WORD.replace(b"document.main", b"template.main")),
    "Word, its part named otherwise": with_main_part_elsewhere(as_docx(FORM)),
    "PDF behind an answer's head.txt": b"HTTP/1.1 200 OK\r\n\r\n" + as_pdf(FORM),
    "PDF twice": as_pdf(FORM) + as_pdf(FORM),
}


@pytest.mark.parametrize("name", AS_SENT)
def test_a_form_is_read_whatever_its_file_is_named(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(AS_SENT[name])
    (project,) = read_draft(path).projects
    assert (project.project_name.text, project.indicators[0].value.text) == ("培训", "≥50人")


def test_a_pdf_that_only_asks_for_a_password_to_change_it_is_read(tmp_path):
    path = tmp_path / "draft.pdf"
    path.write_bytes(pdf("hello", pdfencrypt.StandardEncryption("", "secret")))
    assert [piece.text for piece in read_pdf(path).pieces()] == ["hello"]


LOCKED = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
SAID = {
    "RAR": (b"Rar!\x1a\x07\x01\x00" + b"\xff" * 99, "unsupported_format", "RAR 压缩包"),
    "tar": (bytes(257) + b"ustar" + bytes(250), "unsupported_format", "tar 打包文件"),
    "photo": (b"\0\0\0\x18ftypheic" + bytes(99), "unsupported_format", "HEIC 照片"),
    "WPS presentation": (ole("PowerPoint Document"), "unsupported_format", "WPS 演示文稿"),
    "nothing but pictures packed": (zip_of({"1.jpg": b"x"}), "unsupported_format", "里面没有可读的文档"),
    "locked OpenDocument": (
        zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": LOCKED}),
        "encrypted", "打开密码",
    ),
    "locked Word": (ole("EncryptedPackage"), "encrypted", "打开密码"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_what_cannot_be_read_is_told_in_chinese(tmp_path, name):
    content, code, words = SAID[name]
    path = tmp_path / "draft.doc"
    path.write_bytes(content)
    with pytest.raises(UnreadableDraft) as refused:
        read_draft(path)
    assert refused.value.code == code
    told = reason(code, detail=refused.value.detail)
    assert words in told.message_zh
    assert told.advice_zh


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
