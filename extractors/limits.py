"""How large a draft may be: far beyond any real one (10 to 100 pages), yet never enough to hang a reader."""

from __future__ import annotations

from extractors.allowance import page_now
from extractors.errors import UnreadableDraft

FILE_BYTES = 200_000_000
CHARACTERS = 20_000_000
CELLS = 200_000  # a draft of 100 pages holds some 20,000
PIECE_CHARACTERS = 20_000  # of a cell or paragraph; a real one holds some 2,000
ROW_CELLS = 200
CELL_PIECES = 500  # one a page that a cell runs over; a real one runs over two or three

PAGES = 2_000
PAGE_BYTES = 10_000_000  # of a page's drawing instructions; a dense page takes some 100,000
NESTED_FORMS = 12  # drawings in drawings
PAGE_DRAWINGS = 20_000  # forms and patterns, each time that one is drawn; a page has few
PAGE_CHARACTERS = 50_000  # a page of print holds some 3,000
PAGE_EDGES = 100_000  # a rectangle has four; borders that a browser prints as dots have some 40,000
PAGE_EDGE_PAIRS = 1_000_000  # vertical × horizontal, once joined
PAGE_CROSSINGS = 10_000  # the table finder takes 2 s for so many, 75 s for 60,000
PICTURE_PIXELS = 12_000_000  # of a page drawn for OCR; A3 at 200 dpi takes some 8,000,000
PICTURE_FILE_PIXELS = 80_000_000  # of a frame of a picture file; A3 at 600 dpi takes some 70,000,000
DRAWN_PAGE_SECONDS = 30  # of computing, to draw a page for OCR; it takes less than one
COUNTED_SECONDS = 60  # of computing, to count what all pages draw; a file of 500 pages takes some 3
RECOGNISED_PAGE_SECONDS = 60  # that a recognised page adds to its file's time; it takes some 5, or 30

UNPACKED_BYTES = 400_000_000  # all parts of a Word file
PART_BYTES = 40_000_000  # one XML part; a draft of 100 pages takes some 4,000,000
PARTS = 10_000
NESTED_TABLES = 20
ATTRIBUTES = 5_000  # of an element of a web page, with the words of their values
ELEMENTS = 500_000  # of a web page; a draft of 100 pages saved by Word holds some 100,000
NESTED_ELEMENTS = 200  # of a web page; saved ones have some 40
SHEETS = 1_000
DESCRIBED_CELLS = 2_000_000  # of a workbook, most of them empty: whole rows, when formatted, have 16,384 each

CONVERSION_SECONDS = 120  # LibreOffice takes 2 for a small file, 10 for a draft of 100 pages
CONVERTED_BYTES = FILE_BYTES


def hold(what: str, count: int, limit: int, pages: tuple[int, ...] = (), at: str | int = "") -> None:
    """Raise UnreadableDraft ``too_large`` where ``count`` is over the limit.

    ``what`` says of what, in words that expectations/reason_words.toml knows; ``{at}`` in it is the place,
    unless that is the page: ``pages``, or else the one being read.
    """
    if count > limit:
        raise too_large(what, count, limit, pages, at)


def too_large(
    what: str, count: int, limit: int, pages: tuple[int, ...] = (), at: str | int = ""
) -> UnreadableDraft:
    """The refusal of what is over a limit."""
    detail = f"{what.format(at=at)}: {count} (limit {limit})"
    return UnreadableDraft("too_large", detail, pages or page_now(), {"what": what, "at": at, "limit": limit})
