"""What the drawing instructions of a PDF may come to once unpacked, seen before anything draws them.

pdfium takes gigabytes for a page of some hundred megabytes, which a file of a few hundred kilobytes can hold.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFObjRef, PDFStream, resolve1
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extractors.limits import NESTED_FORMS, PAGE_BYTES, hold

# pdfminer answers a broken file with whatever exception its parser happens to meet.
_BROKEN = (
    PDFException,
    PdfminerException,
    MalformedPDFException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def hold_contents(path: Path) -> None:
    """Raise UnreadableDraft ``too_large`` where a page's content, with the forms it may draw, is over the limit.

    A file whose structure is damaged is not judged: pdfium may still find its pages.
    """
    sizes: dict[int, int] = {}
    try:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                what = f"bytes on page {page.page_number}"
                for size in _sizes(page, sizes):
                    hold(what, size, PAGE_BYTES)
    except _BROKEN:
        return


def _sizes(page: Page, known: dict[int, int]) -> list[int]:
    """The unpacked sizes of a page's content and of each form it names, however deep; each is unpacked once."""
    contents = 0
    for content in page.page_obj.contents:
        contents += _unpacked_size(resolve1(content)) if contents <= PAGE_BYTES else 0
    sizes = [contents]
    open_resources = [page.page_obj.resources]
    for _ in range(NESTED_FORMS):
        deeper = []
        for resources in map(resolve1, open_resources):
            forms = resolve1(resources.get("XObject")) if isinstance(resources, dict) else None
            for reference in forms.values() if isinstance(forms, dict) else ():
                number = reference.objid if isinstance(reference, PDFObjRef) else id(reference)
                stream = None if number in known else resolve1(reference)
                if isinstance(stream, PDFStream) and getattr(stream.get("Subtype"), "name", "") == "Form":
                    known[number] = _unpacked_size(stream)
                    sizes.append(known[number])
                    deeper.append(stream.get("Resources"))
        open_resources = deeper
    return sizes


def _unpacked_size(stream: object) -> int:
    """Size of a stream once inflated, without inflating more than a page may hold."""
    if not isinstance(stream, PDFStream):
        return 0
    raw = stream.get_rawdata() or b""
    if not any(name in LITERALS_FLATE_DECODE for name, _ in stream.get_filters()):
        return len(raw)
    try:
        return len(zlib.decompressobj().decompress(raw, PAGE_BYTES + 1))
    except zlib.error:
        return len(raw)  # what pdfium can read of a damaged stream is less
