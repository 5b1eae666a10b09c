"""Tables side by side that go on overleaf: each goes on in its own place, and is read there.

Not so on a sheet with two pages: what its left half ends well above the end of the right one goes on nowhere, and the right
one's rest begins the next sheet's left half. Nor where forms run on from column to column: there, what a page's column
begins with would take up a level that the table in its own place is past.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import dropwhile

from extractors.pieces import Block, Grid, Line

_SAME_EDGE = 2.0  # points
_ROW = 60.0  # points: tables that a page's end cuts end no further apart
_NEAR = 200  # blocks before a table among which that is whose rest it may be


def each_behind_its_own(blocks: list[Block]) -> list[Block]:
    """Return the blocks with what is the rest of one of two tables side by side right behind that table."""
    ordered: list[Block] = []
    for block in blocks:
        at = _place(block, ordered) if isinstance(block, Grid) else None
        above = ordered[at - 1] if at else None
        if isinstance(block, Grid) and isinstance(above, Grid) and _goes_back(above, block):
            return _in_one_column(blocks)
        ordered.insert(len(ordered) if at is None else at, block)
    return ordered


def _in_one_column(blocks: list[Block]) -> list[Block]:
    """The blocks with all tables that are as wide as the first one moved under it: any may go on with the one before."""
    left, right = _edges(next(block for block in blocks if isinstance(block, Grid)))
    return [_under(left, right, block) if isinstance(block, Grid) else block for block in blocks]


def _under(left: float, right: float, grid: Grid) -> Grid:
    its_left, its_right = _edges(grid)
    if abs((right - left) - (its_right - its_left)) > _SAME_EDGE:
        return grid
    by = left - its_left
    return Grid(
        [[replace(cell, left=cell.left + by, right=cell.right + by) for cell in row] for row in grid.rows]
    )


def _goes_back(above: Grid, rest: Grid) -> bool:
    """Tell whether a table takes up, below the heading it repeats, a name at its left that the one ``above`` is past.

    It may say the last one again, or go on with it in an empty cell.
    """
    headings = [[cell.piece.text for cell in row] for row in above.rows]
    own = [row for row in rest.rows if [cell.piece.text for cell in row] not in headings]
    names = [row[0].piece.text.strip() for row in own if not row[0].spanned]
    said = [row[0].piece.text.strip() for row in above.rows]
    ends = names[:1] == [""]
    new = names[1:] if ends else dropwhile(lambda name: name == said[-1], names)
    return any(name and name in said for name in new)


def _place(grid: Grid, before: list[Block]) -> int | None:
    """Where a table belongs that is the rest of one on the page before with another beside it; None: where it is."""
    page = _page(grid)
    if page is None:
        return None
    latest = range(len(before) - 1, max(0, len(before) - _NEAR) - 1, -1)
    near = [(at, before[at]) for at in latest if (_page(before[at]) or 0) >= page - 1]
    left, right = _edges(grid)
    if any(
        isinstance(block, Line) and _page(block) == page and _is_within(block, left, right)
        for _, block in near
    ):
        return None  # it has a title
    own: int | None = None
    lowest = 0.0  # of those beside it
    for at, block in near:
        if not isinstance(block, Grid) or _page(block) != page - 1:
            continue
        its_left, its_right = _edges(block)
        if its_right <= left or its_left >= right:
            lowest = max(lowest, _bottom(block))
        elif own is None:
            if abs(its_left - left) > _SAME_EDGE or abs(its_right - right) > _SAME_EDGE:
                return None  # below or over it, not beside
            own = at
    return own + 1 if own is not None and lowest and _bottom(before[own]) >= lowest - _ROW else None


def _page(block: Block) -> int | None:
    pieces = (
        [block.piece]
        if isinstance(block, Line)
        else [cell.piece for row in block.rows[:1] for cell in row[:1]]
    )
    return next((piece.page for piece in pieces if piece.box), None)


def _edges(grid: Grid) -> tuple[float, float]:
    cells = [cell for row in grid.rows for cell in row]
    return min(cell.left for cell in cells), max(cell.right for cell in cells)


def _bottom(block: Block) -> float:
    if isinstance(block, Line):
        return 0.0
    return max((cell.piece.box[3] for row in block.rows for cell in row if cell.piece.box), default=0.0)


def _is_within(line: Line, left: float, right: float) -> bool:
    box = line.piece.box
    return box is not None and left <= (box[0] + box[2]) / 2 <= right
