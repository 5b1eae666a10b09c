"""Picture files, read page by page."""

from __future__ import annotations

from pathlib import Path

from extractors.allowance import page_done
from extractors.limits import CELLS, CHARACTERS, RECOGNISED_PAGE_SECONDS, hold
from extractors.pieces import Grid
from extractors.reading import Reading
from extractors.scan.files import picture_pages
from extractors.scan.page import read_scanned_page
from extractors.scan.words.recognition import require_ocr


def read_pictures(path: Path) -> Reading:
    """Read every frame of a picture file. Raises UnreadableDraft: ``damaged``, ``too_large``, ``no_ocr``."""
    require_ocr()
    reading = Reading(format="scan", page_count=0)
    characters = cells = 0
    for number, page in enumerate(picture_pages(path), start=1):
        reading.page_count = number
        read = read_scanned_page(page.picture, number, len(reading.blocks), page.points_per_pixel)
        page_done(RECOGNISED_PAGE_SECONDS)
        cells += sum(len(row) for block in read.blocks if isinstance(block, Grid) for row in block.rows)
        hold("table cells", cells, CELLS)
        reading.blocks += read.blocks
        reading.unruled += [read.unruled] if read.unruled else []
        characters = sum(len(piece.text) for piece in reading.pieces())
        hold("characters", characters, CHARACTERS)
    return reading
