"""OFD: its pages are drawn again as those of a PDF and read as such; boxes are the same on both."""

from __future__ import annotations

import tempfile
from pathlib import Path

from extractors.errors import UnreadableDraft
from extractors.ofd.redrawn import redrawn
from extractors.pdf.read import read_pdf
from extractors.reading import Reading


def read_ofd(path: Path) -> Reading:
    """Read every page; boxes are in points from the page's top left.

    Pages that are pictures are recognised, as those of a PDF. Raises UnreadableDraft: ``encrypted``, ``damaged``,
    ``too_large``, ``no_text_layer`` (neither text nor pictures) or ``no_ocr``.
    """
    drawn = redrawn(path)
    if not drawn.pictures and not any(page.characters for page in drawn.pages):
        pages = len(drawn.pages)
        raise UnreadableDraft("no_text_layer", f"{pages} pages", tuple(range(1, pages + 1)))
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        as_pdf = Path(folder) / "drawn.pdf"
        as_pdf.write_bytes(drawn.to_read())
        reading = read_pdf(as_pdf)
    reading.format = "ofd"
    return reading
