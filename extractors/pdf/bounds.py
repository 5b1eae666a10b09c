"""What a page of a PDF may hold: a hostile page must neither hang a reader nor swell in it."""

from __future__ import annotations

import zlib

from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream, stream_value
from pdfplumber.page import Page
from pdfplumber.table import (
    Table,
    TableFinder,
    TableSettings,
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
)

from extractors.limits import (
    PAGE_BYTES,
    PAGE_CHARACTERS,
    PAGE_CROSSINGS,
    PAGE_EDGE_PAIRS,
    PAGE_EDGES,
    hold,
)


def hold_page(page: Page) -> None:
    """Raise UnreadableDraft ``too_large`` where a page's content, characters or drawn edges pass a limit."""
    unpacked = 0
    for content in page.page_obj.contents:
        unpacked += _unpacked_size(stream_value(content))
        hold(f"bytes on page {page.page_number}", unpacked, PAGE_BYTES)
    hold(f"characters on page {page.page_number}", len(page.chars), PAGE_CHARACTERS)
    hold(f"drawn edges on page {page.page_number}", len(page.edges), PAGE_EDGES)


def _unpacked_size(stream: PDFStream) -> int:
    """Size of a content stream once inflated, without inflating more than a page may hold."""
    raw = stream.get_rawdata() or b""
    if not any(name in LITERALS_FLATE_DECODE for name, _ in stream.get_filters()):
        return len(raw)
    try:
        return len(zlib.decompressobj().decompress(raw, PAGE_BYTES + 1))
    except zlib.error:
        return len(raw)  # pdfminer reads what it can of a damaged stream


def bounded_tables(page: Page) -> list[Table]:
    """Find the page's ruled tables with pdfplumber's default settings.

    These are the steps of its ``TableFinder``, with a limit before each whose work grows with the square.
    Raises UnreadableDraft ``too_large``.
    """
    finder = _EdgeFinder(page)
    vertical = sum(edge["orientation"] == "v" for edge in finder.edges)
    pairs = vertical * (len(finder.edges) - vertical)
    hold(f"pairs of edges on page {page.page_number}", pairs, PAGE_EDGE_PAIRS)
    tolerances = (finder.settings.intersection_x_tolerance, finder.settings.intersection_y_tolerance)
    crossings = edges_to_intersections(finder.edges, *tolerances)
    hold(f"crossings of lines on page {page.page_number}", len(crossings), PAGE_CROSSINGS)
    return [Table(page, cells) for cells in cells_to_tables(intersections_to_cells(crossings))]


class _EdgeFinder(TableFinder):
    """The first step of the library's table finder alone."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.settings = TableSettings.resolve(None)
        self.edges = self.get_edges()
