"""One table in columns of blanks as a grid, a row for each row of its head, its heading and its indicators."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extractors.blanks.body import Body, BodyRow, has_targets
from extractors.blanks.frame import framed
from extractors.blanks.head import Head
from extractors.blanks.head_cells import HeadRow
from extractors.blanks.headings import Headings, drawn_headings
from extractors.blanks.names import Names
from extractors.blanks.tables import Stretch
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell, Piece
from extractors.unruled.parts import Unclear


@dataclass(frozen=True, slots=True)
class Table:
    """A table as told, the lines of the file that it takes, and the names that it says once for several rows.

    ``shows_centred``: these stand where only the middle of their rows can be.
    """

    grid: Grid
    lines: set[int]
    names: Names
    shows_centred: bool = False


def table_of(stretch: Stretch, layout: Layout, number: int) -> Table:
    """Lay out a table. Raises Unclear."""
    lines = [*stretch.head, *stretch.heading, *stretch.body]
    left = min(line.words[0].start for line in lines)
    right = max(line.words[-1].end for line in lines) + 1
    head = Head(layout, min((line.words[0].start for line in stretch.head), default=left)).read(
        stretch.head, stretch.heading[0]
    )
    stretch = _parted_in_line(stretch)
    frame = framed([line.words for line in stretch.heading], [line.words for line in stretch.body])
    heading = Headings.of(frame, layout)
    fields = heading.fields
    if not has_targets(fields):
        raise Unclear
    rows = Body(frame, fields, layout).read(stretch.body)
    edges = [left, *frame.starts[1:], right]
    drawn = [_head_row(row, left, right, number) for row in head]
    numbers = [line.number for line in stretch.heading]
    drawn += drawn_headings(
        [_cells(texts, edges, at, number) for at, texts in zip(numbers, heading.rows, strict=False)], layout
    )
    drawn += [_body_row(row, edges, number) for row in rows]
    return Table(Grid(drawn), {line.number for line in lines}, Names.of(rows, fields))


def _parted_in_line(stretch: Stretch) -> Stretch:
    """The table with texts parted at a single blank where that is all the room before the next column's.

    A heading and a text of another row begin there as well.
    """
    written = {word.start for line in stretch.body for word in line.words}
    heading = [line.parted(written) for line in stretch.heading]
    in_line = written & {word.start for line in heading for word in line.words}
    return Stretch(stretch.head, heading, [line.parted(in_line) for line in stretch.body])


def _head_row(row: HeadRow, left: int, right: int, table: int) -> list[GridCell]:
    """The cells of a head's row, each as wide as there is room; the first is empty below a label over several rows."""
    starts = [cell.first.start for cell in row.cells]
    texts = ["\n".join(cell.lines) for cell in row.cells]
    if starts[0] > left + 1:
        starts, texts = [left, *starts], ["", *texts]
    else:
        starts[0] = left
    return _cells(texts, [*starts, right], row.number, table)


def _body_row(row: BodyRow, edges: list[int], table: int) -> list[GridCell]:
    texts = ["\n".join(row.texts.get(at, ())) for at in range(len(edges) - 1)]
    return _cells(texts, edges, row.number, table)


def _cells(texts: list[str], edges: list[int], number: int, table: int) -> list[GridCell]:
    return [
        GridCell(Piece(text, table=table, row=number, column=column), start, end)
        for column, (text, (start, end)) in enumerate(zip(texts, pairwise(edges), strict=True))
    ]
