"""What a reader delivers: lines and ruled grids in reading order, made of pieces of text with their places.

Nothing here knows what a form is; nothing after the readers knows what a file format is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractors.draft import Cell, Doubt, Format, Repair


@dataclass(slots=True)
class Piece:
    """One cell's or line's text at one place, and what took it. ``text`` keeps line breaks as ``\\n``.

    ``box`` is (x0, top, x1, bottom) in points. ``room`` is how many more lines of text the cell had room for,
    where that is known. ``confidence``, ``doubt``, ``text_read`` and ``repair`` come with text recognised in a
    picture; the doubt ``cut`` with a row at a page break. A piece is taken once; whatever is never taken is a
    leftover.
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
    """A whole file in reading order; ``hidden``: what it holds but shows to nobody, already taken as such."""

    format: Format
    page_count: int | None
    blocks: list[Block] = field(default_factory=list)
    hidden: list[Piece] = field(default_factory=list)

    def pieces(self) -> Iterator[Piece]:
        """Every piece of text once, in reading order, the hidden ones last."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block.piece
            else:
                yield from (cell.piece for row in block.rows for cell in row if not cell.spanned)
        yield from self.hidden
