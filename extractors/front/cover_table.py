"""A title page laid out as a table (填报部门 | 某局), or in the first rows of one that holds the whole draft: its rows become
the lines that they would be."""

from __future__ import annotations

from itertools import takewhile

from extractors.front.cover import opens_part
from extractors.joining import join_lines, squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, GridCell, Line, Piece, take_all

_MOST_ROWS = 8
_MOST_CELLS = 2  # a label and what it says


def with_cover_as_lines(blocks: list[Block], layout: Layout) -> list[Block]:
    """Return the blocks with the first table as lines, where it names who compiled or reviewed the draft; its pieces taken.

    A part of the draft, or its contents list, begins in a line below it.
    """
    at, grid = next(((at, block) for at, block in enumerate(blocks) if isinstance(block, Grid)), (0, None))
    if grid is None:
        return blocks
    if opening := _opening_rows(grid, layout):
        lines = [Line(cell.piece) for row in opening for cell in row]
        return [*blocks[:at], *lines, Grid(grid.rows[len(opening) :]), *blocks[at + 1 :]]
    rows = [[cell.piece for cell in row if not cell.spanned] for row in grid.rows]
    lines = [_line(pieces) for pieces in rows if any(piece.text.strip() for piece in pieces)]
    most = max((sum(bool(piece.text.strip()) for piece in pieces) for pieces in rows), default=0)
    below = takewhile(lambda block: isinstance(block, Line), blocks[at + 1 :])
    if not any(isinstance(line, Line) and opens_part(line.piece.text, layout) for line in below):
        return blocks  # a form's first rows
    if len(lines) > _MOST_ROWS or most > _MOST_CELLS or not any(_is_of_cover(line, layout) for line in lines):
        return blocks
    for pieces in rows:
        take_all(pieces, "cover")
    return [*blocks[:at], *lines, *blocks[at + 1 :]]


def _opening_rows(grid: Grid, layout: Layout) -> list[list[GridCell]]:
    """The rows of one cell each that a table begins with, where parts of the draft open in them and more rows follow.

    A workbook that is saved as a web page is one table, from the title page on.
    """
    alone = list(takewhile(lambda row: len(row) == 1, grid.rows))
    parts = any(opens_part(cell.piece.text, layout) for row in alone for cell in row)
    return alone if parts and len(alone) < len(grid.rows) else []


def _line(pieces: list[Piece]) -> Line:
    texts = [squeeze(join_lines([piece.text])) for piece in pieces if piece.text.strip()]
    if len(texts) == _MOST_CELLS:
        texts[0] = f"{texts[0].rstrip(':：')}："
    first = pieces[0]
    return Line(Piece("".join(texts), page=first.page, row=first.row, box=first.box, index=first.index))


def _is_of_cover(line: Line, layout: Layout) -> bool:
    patterns = (*layout.cover_patterns("compiled_by"), *layout.cover_patterns("reviewed_by"))
    return any(pattern.search(line.piece.text) for pattern in patterns)
