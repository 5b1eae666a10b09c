"""What the drawing instructions of a PDF may come to once unpacked, seen before anything draws them.

pdfium takes gigabytes for a page of some hundred megabytes, which a file of a few hundred kilobytes can hold.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extractors.allowance import page_begins, step_limit
from extractors.limits import COUNTED_SECONDS
from extractors.pdf.drawn_within import DrawnWithin

# pdfminer answers a broken file with whatever exception its parser happens to meet.
_BROKEN = (
    PSException,
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
    """Raise UnreadableDraft ``too_large`` where a page's content, with all that it draws, is over the limits.

    A file whose structure is damaged is not judged: pdfium may still find its pages. One that says it has a billion
    objects is looked through for so long, then given up (in a worker).
    """
    with step_limit("seconds to look through a file", COUNTED_SECONDS), suppress(*_BROKEN):
        _hold_pages(path)


def _hold_pages(path: Path) -> None:
    drawn = DrawnWithin()
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page_begins(page.page_number)
            with suppress(*_BROKEN):  # one broken page does not hide the others
                found = page.page_obj
                drawn.hold(found.contents, found.annots, found.resources, page.page_number)
