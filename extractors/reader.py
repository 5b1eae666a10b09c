"""Bytes to Draft: find the format by content, read it, find the forms, read each."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from extractors.draft import Draft, Format
from extractors.errors import UnreadableDraft
from extractors.form.find import find_forms
from extractors.form.read import read_form
from extractors.front.cover import read_contents, read_cover, split_front
from extractors.front.furniture import without_furniture
from extractors.front.part_one import read_part_one
from extractors.layouts.layout import layouts_digest, recognise
from extractors.limits import FILE_BYTES, hold
from extractors.pdf.read import read_pdf
from extractors.pieces import Grid, Reading
from extractors.scan.known_names import mend_names
from extractors.scan.repairs import repair_draft
from extractors.text import decode, read_text
from extractors.word.read import read_word

# The code's version and the layouts': what was read with other layouts is read again.
EXTRACTOR_VERSION = f"1+{layouts_digest()}"

_READERS: Mapping[Format, Callable[[Path], Reading]] = {"pdf": read_pdf, "docx": read_word, "text": read_text}
_HEAD_BYTES = 4096


def read_draft(path: Path) -> Draft:
    """Read one file, whatever it is named.

    Raises UnreadableDraft with the reason's code where it is no document, cannot be opened, or holds no form.
    """
    return draft_of(_READERS[detect_format(path)](path))


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
    mend_names(reading, layout)
    front, forms = find_forms(without_furniture(reading, layout), layout)
    if not forms:
        raise UnreadableDraft("no_form", f"{reading.page_count or 0} pages, {len(cells)} table cells")
    projects = tuple(read_form(form, sequence, layout) for sequence, form in enumerate(forms, start=1))
    front = [line for line in front if line.piece.taken_by is None]
    cover, contents, body = split_front(front, layout)
    draft = Draft(
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
    return repair_draft(draft, layout)


def detect_format(path: Path) -> Format:
    """Tell the format by what the file holds.

    Raises UnreadableDraft: ``too_large``, ``empty_file``, ``unsupported_format`` (a known kind without a
    reader) or ``not_a_document``.
    """
    hold("bytes of the file", path.stat().st_size, FILE_BYTES)
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head.strip():
        raise UnreadableDraft("empty_file")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _zip_format(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableDraft("unsupported_format", "Word or Excel 97-2003, or encrypted Office")
    if head.lstrip()[:1] == b"<" and b"<html" in head.lower():
        raise UnreadableDraft("unsupported_format", "HTML")
    decode(path.read_bytes())
    return "text"


def _zip_format(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableDraft("damaged", f"zip: {error}"[:200]) from error
    if "word/document.xml" in names:
        return "docx"
    known = {"xl/workbook.xml": "Excel workbook", "OFD.xml": "OFD", "ppt/presentation.xml": "PowerPoint"}
    kind = next((kind for name, kind in known.items() if name in names), "zip archive of another kind")
    raise UnreadableDraft("unsupported_format", kind)
