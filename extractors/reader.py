"""Bytes to Draft: find the format by content, read it, find the forms, read each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from extractors.convert.read import read_converted
from extractors.draft import Draft
from extractors.errors import UnreadableDraft
from extractors.form.find import find_forms
from extractors.form.read import read_form
from extractors.formats import Kind, detect_format
from extractors.front.cover import read_contents, read_cover, split_front
from extractors.front.furniture import without_furniture
from extractors.front.part_one import read_part_one
from extractors.html.read import read_html
from extractors.layouts.layout import layouts_digest, recognise
from extractors.ofd.read import read_ofd
from extractors.pdf.read import read_pdf
from extractors.pieces import Grid, Reading
from extractors.text import read_text
from extractors.word.read import read_word
from extractors.workbook.read import read_workbook

# The code's version and the layouts': what was read with other layouts is read again.
EXTRACTOR_VERSION = f"1+{layouts_digest()}"


def _read_pictures(path: Path) -> Reading:
    """Pictures of pages go to OCR, which is an extra: it may not be installed."""
    try:
        scan = import_module("extractors.scan.read")
    except ImportError as error:
        raise UnreadableDraft("no_ocr", str(error)[:200]) from error
    reading: Reading = scan.read_pictures(path)
    return reading


_READERS: Mapping[Kind, Callable[[Path], Reading]] = {
    "pdf": read_pdf,
    "docx": read_word,
    "xlsx": read_workbook,
    "xls": read_workbook,
    "html": read_html,
    "text": read_text,
    "ofd": read_ofd,
    "picture": _read_pictures,
}


def read_draft(path: Path) -> Draft:
    """Read one file, whatever it is named.

    Raises UnreadableDraft with the reason's code where it is no document, cannot be opened, or holds no form.
    """
    kind = detect_format(path)
    reader = _READERS.get(kind)
    return draft_of(reader(path) if reader else read_converted(path, kind))


def draft_of(reading: Reading) -> Draft:
    """Read the forms, and what stands before them, out of what a format's reader delivered."""
    for index, piece in enumerate(reading.pieces()):
        piece.index = index
    cells = [
        cell.piece.text
        for block in reading.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
        if not cell.spanned
    ]
    layout = recognise(cells)
    front, forms = find_forms(without_furniture(reading, layout), layout)
    if not forms:
        raise UnreadableDraft("no_form", f"{reading.page_count or 0} pages, {len(cells)} table cells")
    projects = tuple(read_form(form, sequence, layout) for sequence, form in enumerate(forms, start=1))
    front = [line for line in front if line.piece.taken_by is None]
    cover, contents, body = split_front(front, layout)
    return Draft(
        format=reading.format,
        layout=layout.name,
        extractor_version=EXTRACTOR_VERSION,
        page_count=reading.page_count,
        cover=read_cover(cover, layout),
        contents=read_contents(contents, layout),
        overall_targets=read_part_one(body, layout),
        projects=projects,
        cells=tuple(piece.as_cell() for piece in reading.pieces()),
    )
