"""What a reader delivers: lines and ruled grids in reading order, made of pieces of text with their places.

Nothing here knows what a form is; nothing after the readers knows what a file format is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from extractors.draft import Cell, Doubt, Format, Repair


@dataclass(slots=True)
class Piece:
    """One cell's or line's text at one place, and what took it. ``text`` keeps line breaks as ``\\n``.

    ``box`` is (x0, top, x1, bottom) in points. ``room`` is how many more lines of text the cell had room for,
    ``line_length`` how many Chinese characters there would be from one of its sides to the other, where that is known.
    ``confidence``, ``doubt``, ``text_read`` and ``repair`` come with text recognised in a picture; the doubt ``cut``
    with a row at a page break. A piece is taken once; whatever is never taken is a leftover.
    """

    text: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: tuple[float, float, float, float] | None = None
    confidence: float | None = None
    doubt: Doubt | None = None
    text_read: str | None = None
    repair: Repair | None = None
    room: float | None = None
    line_length: float | None = None
    taken_by: str | None = None
    project: int | None = None
    indicator: int | None = None
    in_form: bool = False
    index: int = -1

    def take(self, taken_by: str, project: int | None = None, indicator: int | None = None) -> None:
        """Mark the piece as read into a field; the first taker is kept (a merged cell serves many rows)."""
        if self.taken_by is None:
            self.taken_by, self.project, self.indicator = taken_by, project, indicator

    def as_cell(self) -> Cell:
        """Return the record that goes into ``Draft.cells``."""
        x0, top, x1, bottom = self.box or (None, None, None, None)
        return Cell(
            text=self.text,
            page=self.page,
            table=self.table,
            row=self.row,
            column=self.column,
            x0=x0,
            top=top,
            x1=x1,
            bottom=bottom,
            confidence=self.confidence,
            doubt=self.doubt,
            text_read=self.text_read,
            repair=self.repair,
            field=self.taken_by,
            project=self.project,
            indicator=self.indicator,
            in_form=self.in_form,
        )


@dataclass(slots=True)
class GridCell:
    """A cell of a row. ``left`` and ``right`` say which columns it covers.

    They are points in a PDF and tab stops in text: any measure will do that stays the same from one piece of
    a table to the next. ``spanned`` is true in the rows below the one where a merged cell begins.
    """

    piece: Piece
    left: float
    right: float
    spanned: bool = False


@dataclass(slots=True)
class Line:
    """A line of text outside tables."""

    piece: Piece


@dataclass(slots=True)
class Grid:
    """A table, or as much of one as stands on a page: rows of cells from left to right."""

    rows: list[list[GridCell]]


Block = Line | Grid
Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points

_SAME_EDGE = 2.0  # points: edges closer than this are one line


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


def laid_out(pieces: list[tuple[Box, Piece]], table: int | None) -> Grid:
    """The pieces of a table in rows by their boxes; one over several rows is spanned below its first row."""
    tops = edges_of(box[1] for box, _ in pieces)
    lefts = edges_of(box[0] for box, _ in pieces)
    rows: list[list[GridCell]] = [[] for _ in tops]
    for box, piece in sorted(pieces, key=lambda one: one[0]):
        first = bisect_right(tops, box[1] + _SAME_EDGE) - 1
        last = bisect_right(tops, box[3] - _SAME_EDGE) - 1
        piece.table, piece.row = table, first
        piece.column = bisect_right(lefts, box[0] + _SAME_EDGE) - 1
        for number in range(first, max(first, last) + 1):
            rows[number].append(GridCell(piece, box[0], box[2], spanned=number > first))
    return Grid([sorted(row, key=lambda cell: cell.left) for row in rows if row])


def edges_of(values: Iterable[float]) -> list[float]:
    """Values in order, those that lie close together once."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def spans(numbers: Iterable[int]) -> str:
    """Page numbers as people write them: 3, 5-7."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1] = [found[-1][0], number]
        else:
            found.append([number])
    return ", ".join("-".join(map(str, span)) for span in found)


@dataclass(slots=True)
class Reading:
    """A whole file in reading order.

    ``hidden``: what it holds but shows to nobody, and copies of a merged cell's text, already taken as such.
    ``unruled``: pages with lines that may be tables which nothing rules. ``typed``: the lines of a text or document
    without tables, each with the blanks and tabs that may part columns.
    """

    format: Format
    page_count: int | None
    blocks: list[Block] = field(default_factory=list)
    hidden: list[Piece] = field(default_factory=list)
    unruled: list[Unruled] = field(default_factory=list)
    typed: list[tuple[Line, str]] = field(default_factory=list)

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
