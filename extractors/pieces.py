"""Text with its place, and what it stands in: lines, and ruled grids of cells.

Nothing here knows what a form is; nothing after the readers knows what a file format is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.draft import Cell, Doubt, Repair


@dataclass(slots=True)
class Piece:
    """One cell's or line's text at one place, and what took it. ``text`` keeps line breaks as ``\\n``.

    ``box`` is (x0, top, x1, bottom) in points. ``room`` is how many more lines of text the cell had room for,
    ``line_length`` how many Chinese characters there would be from one of its sides to the other, where that is known.
    ``depth`` is that of a heading in the document's outline, from 1, where this has the line as one. ``confidence``,
    ``doubt``, ``text_read`` and ``repair`` come with text recognised in a picture; the doubt ``cut`` with a row at a page
    break. A piece is taken once; whatever is never taken is a leftover.
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
    depth: int = 0
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


def take_all(
    pieces: Iterable[Piece], taken_by: str, project: int | None = None, indicator: int | None = None
) -> None:
    """Mark pieces as read into a field."""
    for piece in pieces:
        piece.take(taken_by, project, indicator)


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
    """A table, or as much of one as stands on a page: rows of cells from left to right.

    ``opens_form``: it is known to begin a form, so that it goes on with no table before it.
    """

    rows: list[list[GridCell]]
    opens_form: bool = False


Block = Line | Grid
Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points
