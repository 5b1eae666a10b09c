"""Bytes to Draft: find the format by content, read it, find the forms, read each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from extractors.allowance import pages_end
from extractors.convert.read import read_converted
from extractors.draft import Draft
from extractors.errors import UnreadableDraft
from extractors.formats import Kind, detect_format
from extractors.html.read import read_html
from extractors.layouts.library import Layouts
from extractors.ofd.read import read_ofd
from extractors.pdf.read import read_pdf
from extractors.reading import Reading
from extractors.text.read import read_text
from extractors.whole_draft import draft_of
from extractors.word.read import read_word
from extractors.workbook.read import read_workbook


def _read_pictures(path: Path) -> Reading:
    """Pictures of pages go to OCR, which is an extra: it may not be installed."""
    try:
        from extractors.scan.read import read_pictures
    except ImportError as error:
        raise UnreadableDraft("no_ocr", str(error)[:200]) from error
    return read_pictures(path)


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


def read_draft(path: Path, layouts: Layouts | None = None) -> Draft:
    """Read one file, whatever it is named; without ``layouts`` those of the program are known.

    Raises UnreadableDraft with the reason's code where it is no document, cannot be opened, or holds no form.
    """
    kind = detect_format(path)
    reader = _READERS.get(kind)
    reading = reader(path) if reader else read_converted(path, kind)
    pages_end()
    return draft_of(reading, layouts)
