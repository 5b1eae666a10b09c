"""The picture of a page that boxes are drawn on: of a PDF, of a picture file, or of an OFD file."""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from pathlib import Path

from extractors.errors import UnreadableDraft
from extractors.formats import detect_format
from extractors.ofd.redrawn import redrawn
from extractors.pdf.picture import POINTS_PER_INCH, render_page
from extractors.pdf.shown import open_document
from extractors.scan.files import is_picture_file, picture_pages
from extractors.scan.picture import Picture


def page_picture(path: Path, page: int, dpi: float) -> tuple[Picture, float]:
    """Return page ``page`` (from 1) in colour, as a person sees it, and its pixels per point.

    Raises UnreadableDraft: ``unsupported_format`` where the file has no pages to draw, ``damaged``.
    """
    with path.open("rb") as file:
        head = file.read(1024)
    if b"%PDF-" in head:
        return render_page(path, page - 1, dpi), dpi / POINTS_PER_INCH
    if head.startswith(b"PK") and detect_format(path) == "ofd":
        with closing(open_document(redrawn(path).to_see())) as document:
            return render_page(document, page - 1, dpi), dpi / POINTS_PER_INCH
    if not is_picture_file(head):
        raise UnreadableDraft("unsupported_format", path.suffix)
    found = next(islice(picture_pages(path), page - 1, None), None)
    if found is None:
        raise UnreadableDraft("damaged", f"no page {page}")
    return found.picture, 1 / found.points_per_pixel
