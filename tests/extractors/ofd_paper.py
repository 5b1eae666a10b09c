"""OFD files for tests: the text and ruled lines of a PDF, written as the standard has them (GB/T 33190)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pdfplumber
from pdfplumber.page import Page

MILLIMETRE = 25.4 / 72
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'


def write_ofd(
    path: Path,
    pages: list[str],
    template: str = "",
    resources: str = "",
    size: str = "0 0 210 297",
    pictures: dict[str, bytes] | None = None,
) -> Path:
    """Write pages (the objects of their one layer) with, under each, a template's objects; pictures have their id."""
    page_list = "".join(
        f'<ofd:Page ID="{10 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages))
    )
    used = '<ofd:Template TemplateID="5" ZOrder="Background"/>' if template else ""
    named = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    media = "".join(
        f'<ofd:MultiMedia ID="{name}" Type="Image"><ofd:MediaFile>{name}.jpg</ofd:MediaFile></ofd:MultiMedia>'
        for name in pictures or {}
    )
    parts = {
        "OFD.xml": f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{size}"
        f"</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{named}</ofd:CommonData>"
        f"<ofd:Pages>{page_list}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {NAMESPACE} BaseLoc="Res">{resources}<ofd:MultiMedias>{media}'
        "</ofd:MultiMedias></ofd:Res>",
        "Doc_0/Tpls/Tpl_0/Content.xml": content(template),
    }
    parts |= {f"Doc_0/Pages/Page_{at}/Content.xml": content(page, used) for at, page in enumerate(pages)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, DECLARED + text)
        for name, picture in (pictures or {}).items():
            package.writestr(f"Doc_0/Res/{name}.jpg", picture)
    return path


def content(objects: str, used: str = "") -> str:
    return f'<ofd:Page {NAMESPACE}>{used}<ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def text_object(text: str, x: float, y: float, size: float = 4.0, step: str = "") -> str:
    """A line of text whose baseline begins at (x, y) millimetres; ``step``: its DeltaX."""
    delta = f' DeltaX="{step}"' if step else ""
    return (
        f'<ofd:TextObject ID="3" Boundary="{x} {y - size} 100 {2 * size}" Font="1" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def line_object(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject ID="4" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" LineWidth="0.2"><ofd:AbbreviatedData>'
        f"M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def as_ofd(pdf: Path, path: Path) -> Path:
    """Write the characters and edges of a PDF's pages as an OFD file."""
    with pdfplumber.open(pdf) as document:
        size = f"0 0 {float(document.pages[0].width) * MILLIMETRE} {float(document.pages[0].height) * MILLIMETRE}"
        return write_ofd(path, ["".join(_objects(page)) for page in document.pages], size=size)


def _objects(page: Page) -> Iterator[str]:
    for char in page.chars:
        base = char["top"] + 0.86 * char["size"]
        yield text_object(char["text"], char["x0"] * MILLIMETRE, base * MILLIMETRE, char["size"] * MILLIMETRE)
    for edge in page.edges:
        yield line_object(*(edge[name] * MILLIMETRE for name in ("x0", "top", "x1", "bottom")))
