"""Rows → pages: a row that does not fit is cut inside, at a line, and goes on as a row of the next page.

The cut is honest: the first piece holds the first k lines of every cell, the tail the lines that remain, and
at least one cell has a tail. Knows nothing of fonts or formats: a row is lines of text in columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal, NamedTuple

Wrap = Callable[[str, float], tuple[str, ...]]  # (text, width) → its lines, none of them empty


class Cell(NamedTuple):
    """Lines of text from column edge ``start`` to ``end``. ``above``: merged with the cell above it.

    ``again``: lines to write once more when a page begins with this row (a merged label that repeats).
    ``merged``: a label that stands for the rows under it too, and is not cut. ``flows``: a text that runs down
    beside several rows (see ``spread``).
    """

    start: int
    end: int
    lines: tuple[str, ...] = ()
    above: bool = False
    again: tuple[str, ...] = ()
    centred: bool = False
    merged: bool = False
    flows: bool = False


@dataclass(frozen=True)
class Row:
    """``least`` lines stay together at its start; ``whole`` rows are not cut; ``with_next`` rows stay with
    the next. ``part`` says which column edges apply; ``heading`` marks the column headings of the indicators.
    """

    cells: tuple[Cell, ...]
    part: Literal["head", "body"] = "body"
    least: int = 1
    whole: bool = False
    with_next: bool = False
    heading: bool = False

    @property
    def height(self) -> int:
        """The row's height in lines."""
        return _height(self.cells)


@dataclass(frozen=True)
class Piece:
    """What of a row stands on one page. ``row`` is its position, None for a repeated heading."""

    row: int | None
    cells: tuple[Cell, ...]
    part: Literal["head", "body"]
    height: int


@dataclass(frozen=True)
class Room:
    """Space on a page, in the unit of ``line`` (a line's height) and ``padding`` (above and below)."""

    first: float
    full: float
    line: float
    padding: float

    def of(self, lines: int) -> float:
        """The space that a piece of so many lines takes."""
        return lines * self.line + 2 * self.padding

    def lines_in(self, space: float) -> int:
        """How many lines of one piece fit into ``space``; 0 or less when none does."""
        return int((space - 2 * self.padding) // self.line)


def paginate(rows: Sequence[Row], room: Room, repeat_heading: bool) -> list[list[Piece]]:
    """The pieces of ``rows``, page by page; the first page has ``room.first`` left, the others ``room.full``.

    Pieces of a row, joined in order, are the row. A page takes at least one line, however small it is.
    """
    filling = _Pages(room, next((row for row in rows if row.heading), None) if repeat_heading else None)
    for position, row in enumerate(rows):
        follower = rows[position + 1] if row.with_next and position + 1 < len(rows) else None
        filling.add(position, row, follower)
    return filling.pages


def spread(rows: Sequence[Row]) -> list[Row]:
    """``rows`` with the texts that flow let down over the rows they stand beside, so that the first of these is
    not as high as all of the text. The last row takes what is left.
    """
    result: list[Row] = []
    left: dict[int, tuple[str, ...]] = {}  # by the place of the cell: lines that are still to be written
    for row, following in zip_longest(rows, rows[1:]):
        left = {
            place: left.get(place, ()) if cell.above else cell.lines
            for place, cell in enumerate(row.cells)
            if cell.flows
        }
        goes_on = following is not None and any(cell.flows and cell.above for cell in following.cells)
        height = _height(tuple(cell for cell in row.cells if not cell.flows)) if goes_on else None
        cells = tuple(
            cell._replace(lines=left[place][:height]) if cell.flows else cell
            for place, cell in enumerate(row.cells)
        )
        left = {place: lines[len(cells[place].lines) :] for place, lines in left.items()}
        result.append(replace(row, cells=cells))
    return result


class _Pages:
    def __init__(self, room: Room, heading: Row | None) -> None:
        self.room = room
        self.heading = heading
        self.pages: list[list[Piece]] = [[]]
        self.left = room.first
        self.fresh = room.first >= room.full  # nothing but a repeated heading stands on the page
        self.turned = False  # the page was begun by this table, and no row has begun on it

    def add(self, position: int, row: Row, follower: Row | None) -> None:
        """Place a row, in as many pieces as it takes."""
        after = self.room.of(_smallest(follower)) if follower else 0.0
        height = row.height
        fits = self.room.of(height) + after <= self.left
        may_cut = not (row.whole or row.with_next) and self.room.lines_in(self.left) >= row.least
        if not (fits or may_cut or self.fresh):
            self._turn(row)
        rest = tuple(_labelled_again(cell) for cell in row.cells) if self.turned else row.cells
        self.turned = False
        while not (self.room.of(height) <= self.left or (height == 1 and self.fresh)):
            lines = min(max(self.room.lines_in(self.left), int(self.fresh)), height - 1)
            if lines > 0:
                self._place(Piece(position, tuple(_first(cell, lines) for cell in rest), row.part, lines))
                rest = tuple(cell._replace(lines=cell.lines[lines:], again=()) for cell in rest)
                height = _height(rest)
            self._turn(row)
        self._place(Piece(position, rest, row.part, height))

    def _place(self, piece: Piece) -> None:
        self.pages[-1].append(piece)
        self.left -= self.room.of(piece.height)
        self.fresh = False

    def _turn(self, row: Row) -> None:
        self.pages.append([])
        self.left = self.room.full
        if self.heading and row.part == "body" and not row.heading:
            self._place(Piece(None, self.heading.cells, "body", self.heading.height))
        self.fresh = self.turned = True


def _height(cells: tuple[Cell, ...]) -> int:
    return max([1, *[len(cell.lines or cell.again) for cell in cells]])


def _first(cell: Cell, lines: int) -> Cell:
    return cell._replace(lines=cell.lines[:lines])


def _smallest(row: Row) -> int:
    return row.height if row.whole or row.with_next else min(row.least, row.height)


def _labelled_again(cell: Cell) -> Cell:
    return cell._replace(lines=cell.again, above=False) if cell.above and cell.again else cell
