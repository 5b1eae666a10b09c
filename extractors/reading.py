"""What a format's reader delivers: a whole file in reading order, and what on its pages may be tables that nothing rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from extractors.draft import Doubt, Format
from extractors.pieces import Block, Box, Line, Piece


@dataclass(frozen=True, slots=True)
class Word:
    """Text of a line that wide gaps part from what else stands in it; recognised text has a confidence, and maybe a doubt."""

    text: str
    box: Box
    confidence: float | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the page, or the edge of a stripe (``shaded``): at height ``at`` from x ``start`` to ``end``."""

    at: float
    start: float
    end: float
    shaded: bool = False


@dataclass(slots=True)
class Unruled:
    """The lines of a page outside its ruled tables, where several stand in columns: they may be a table as well.

    ``lines``: each with its words; ``levels``: what is drawn across. ``placed`` says where a box of these lies on
    the page as shown, which is where the lines' own pieces have theirs. ``recognised``: gaps between words are only as
    wide as they were read, so that prose may look like a table.
    """

    page: int
    lines: list[tuple[Line, list[Word]]]
    levels: list[Level]
    placed: Callable[[Box], Box]
    recognised: bool = False


@dataclass(slots=True)
class ScannedPage:
    """What was recognised on a page, and its lines where no ruled table is seen: they may be one that nothing rules."""

    blocks: list[Block] = field(default_factory=list)
    unruled: Unruled | None = None


@dataclass(slots=True)
class Reading:
    """A whole file in reading order.

    ``hidden``: what it holds but shows to nobody, and copies of a merged cell's text, already taken as such.
    ``unruled``: pages with lines that may be tables which nothing rules. ``typed``: the lines of a text or document
    outside tables, each with the blanks and tabs that may part columns. ``sheets``: the names of a workbook's.
    """

    format: Format
    page_count: int | None
    blocks: list[Block] = field(default_factory=list)
    hidden: list[Piece] = field(default_factory=list)
    unruled: list[Unruled] = field(default_factory=list)
    typed: list[tuple[Line, str]] = field(default_factory=list)
    sheets: tuple[str, ...] = ()

    def pieces(self) -> Iterator[Piece]:
        """Every piece of text once, in reading order, the hidden ones last."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block.piece
            else:
                yield from (cell.piece for row in block.rows for cell in row if not cell.spanned)
        yield from self.hidden

    def number_pieces(self) -> None:
        """Give each piece its place among all, by which values name their cells."""
        for index, piece in enumerate(self.pieces()):
            piece.index = index
