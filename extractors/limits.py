"""How large a draft may be: far beyond any real one (10 to 100 pages), and small enough never to hang a reader."""

from __future__ import annotations

from extractors.errors import UnreadableDraft

FILE_BYTES = 200_000_000
PAGES = 2_000
PAGE_CHARACTERS = 50_000  # a page of print holds some 3,000
PAGE_LINES = 20_000  # drawn lines and rectangles; the largest table of a page needs some 1,000
PAGE_EDGES = 4_000  # of the table finder, once joined: its work grows with the square of them
CHARACTERS = 20_000_000
CELLS = 500_000
ROW_CELLS = 500
NESTED_TABLES = 10
UNPACKED_BYTES = 400_000_000  # all parts of a Word file
PART_BYTES = 100_000_000  # one part of a Word file


def hold(what: str, count: int, limit: int) -> None:
    """Raise UnreadableDraft ``too_large`` where ``count`` is over the limit; ``what`` names it for the reader."""
    if count > limit:
        raise UnreadableDraft("too_large", f"{what}: {count} (limit {limit})")
