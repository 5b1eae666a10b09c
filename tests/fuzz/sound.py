"""Sound drafts, small, one of each kind of file: what mutations begin with, and the neighbours of hostile files."""

from __future__ import annotations

import io
import quopri
import struct
import zipfile
from collections.abc import Callable
from functools import cache
from html import escape
from itertools import groupby

from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from demo.lettering import FONT, register_font
from tests.flows.drafts import draft_text

_TEXT = draft_text(budgets=("12.50",))


def blocks(text: str) -> list[list[list[str]]]:
    """Runs of lines: tables as rows of cells, other lines as rows of one cell."""
    lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    return [list(run) for _, run in groupby(lines, key=lambda cells: len(cells) > 1)]


def as_docx(text: str) -> bytes:
    document, buffer = Document(), io.BytesIO()
    for run in blocks(text):
        columns = max(map(len, run))
        if columns == 1:
            for (line,) in run:
                document.add_paragraph(line)
            continue
        table = document.add_table(len(run), columns)
        for row, cells in zip(table.rows, run, strict=True):
            for cell, words in zip(row.cells, cells, strict=False):
                cell.text = words
    document.save(buffer)
    return buffer.getvalue()


def as_pdf(text: str) -> bytes:
    """Lines on a first page, each table on one of its own, on which nothing else is but its title lines."""
    register_font()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, pageCompression=1)
    y = 800
    for run in blocks(text):
        canvas.setFont(FONT, 9)
        if max(map(len, run)) == 1:
            for (line,) in run:
                canvas.drawString(40, y, line)
                y -= 14
            continue
        head = [cells + [""] * (7 - len(cells)) for cells in run if len(cells) == 7]
        rows = [cells for cells in run if len(cells) == 6]
        for part in (head, rows):
            if part:
                table = Table(
                    part,
                    style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), FONT, 6)],
                )
                _, height = table.wrapOn(canvas, 520, 700)
                table.drawOn(canvas, 40, y - height)
                y -= height
        canvas.showPage()
        y = 800
    canvas.save()
    return buffer.getvalue()


def as_html(text: str) -> bytes:
    out = ["<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>"]
    for run in blocks(text):
        if max(map(len, run)) == 1:
            out += [f"<p>{escape(line)}</p>" for (line,) in run]
        else:
            rows = ("".join(f"<td>{escape(words)}</td>" for words in cells) for cells in run)
            out.append("<table border='1'>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return "\n".join([*out, "</body></html>"]).encode()


def as_mht(text: str) -> bytes:
    head = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="part"\r\n\r\n--part\r\n'
        b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n'
        b"Content-Location: file:///C:/draft.htm\r\n\r\n"
    )
    return head + quopri.encodestring(as_html(text)) + b"\r\n--part--\r\n"


def as_xlsx(text: str) -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    for line in text.splitlines():
        book.active.append(line.split("\t"))
    book.save(buffer)
    return buffer.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def as_ofd(text: str) -> bytes:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    words = "".join(
        f'<ofd:TextObject ID="{number}" Boundary="10 {number} 190 5" Font="1" Size="3">'
        f'<ofd:TextCode X="0" Y="3">{escape(line)}</ofd:TextCode></ofd:TextObject>'
        for number, line in enumerate(text.splitlines(), start=10)
    )
    parts = {
        "OFD.xml": f"<ofd:OFD {space} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocInfo/>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer ID='2'>{words}</ofd:Layer>"
        "</ofd:Content></ofd:Page>",
    }
    return zipped({name: content.encode() for name, content in parts.items()})


def as_doc(text: str) -> bytes:
    """A compound file's header and first sectors, and text behind them that no directory leads to."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<110I", header, 76 - 4, 0, *[0xFFFFFFFF] * 109)
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    root = "Root Entry".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 22, 5, 1) + b"\xff" * 12
    return bytes(header) + fat + root.ljust(512, b"\0") + text.encode("utf-16-le")


def _picture(kind: str) -> bytes:
    image, buffer = Image.new("L", (320, 240), 255), io.BytesIO()
    draw = ImageDraw.Draw(image)
    for at in range(0, 320, 40):
        draw.line([(at, 0), (at, 239)], fill=0)
        draw.line([(0, at % 240), (319, at % 240)], fill=0)
    draw.text((50, 50), "2025 P 12.50", fill=0)
    image.save(buffer, kind)
    return buffer.getvalue()


SOUND: dict[str, Callable[[], bytes]] = {
    "pdf": lambda: as_pdf(_TEXT),
    "docx": lambda: as_docx(_TEXT),
    "xlsx": lambda: as_xlsx(_TEXT),
    "html": lambda: as_html(_TEXT),
    "txt": _TEXT.encode,
    "gb.txt": lambda: _TEXT.encode("gb18030"),
    "zip": lambda: zipped({"甲.txt": _TEXT.encode(), "乙/乙.docx": as_docx(_TEXT)}),
    "doc": lambda: as_doc(_TEXT),
    "ofd": lambda: as_ofd(_TEXT),
    "mht": lambda: as_mht(_TEXT),
    "png": lambda: _picture("PNG"),
    "jpg": lambda: _picture("JPEG"),
    "tif": lambda: _picture("TIFF"),
}


@cache
def sound(kind: str) -> bytes:
    """The sound file of a kind, made once."""
    return SOUND[kind]()
