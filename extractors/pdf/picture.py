"""A page of a PDF as a picture, the way a person sees it: upright, and no more than its crop box."""

from __future__ import annotations

from math import sqrt
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from extractors.allowance import step_limit
from extractors.errors import UnreadableDraft
from extractors.limits import DRAWN_PAGE_SECONDS, PICTURE_PIXELS
from extractors.pdf.shown import open_document, open_page

POINTS_PER_INCH = 72

Picture = NDArray[np.uint8]  # (height, width, 3), red green blue


def render_page(source: Path | pypdfium2.PdfDocument, index: int, dpi: float) -> Picture:
    """Draw page ``index`` (from 0) at ``dpi``, or coarser where the picture would pass ``PICTURE_PIXELS``.

    The page's points per pixel are its width in points by the picture's width. Raises UnreadableDraft
    ``damaged`` where the page cannot be drawn. What overlaps a thousand times, or tiles that draw tiles, keeps pdfium
    busy without end: in a worker, that ends with the time for one page.
    """
    if isinstance(source, Path):
        document = _open(source)
        try:
            return render_page(document, index, dpi)
        finally:
            document.close()
    try:
        page = open_page(source, index)
        try:
            scale = _scale(page.get_width(), page.get_height(), dpi)
            with step_limit("seconds to draw a page", DRAWN_PAGE_SECONDS):
                drawn = page.render(scale=scale, rev_byteorder=True).to_numpy()
            return np.ascontiguousarray(drawn[:, :, :3])
        finally:
            page.close()
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise UnreadableDraft("damaged", f"page {index + 1} cannot be drawn", (index + 1,)) from error


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        return open_document(path)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDraft("damaged", "the pages cannot be drawn") from error


def _scale(width: float, height: float, dpi: float) -> float:
    """Pixels per point, such that the picture holds no more than ``PICTURE_PIXELS``."""
    bounded = sqrt(PICTURE_PIXELS / max(width * height, 1))
    narrow = PICTURE_PIXELS / max(width, height, 1)  # a hair's breadth of page still takes a row of pixels
    return min(dpi / POINTS_PER_INCH, bounded, narrow)
