"""Tables in which a column says of each row which level it names (指标级次: 一级指标, 二级指标, 三级指标).

Names of levels 1 and 2 become cells beside the rows of their indicators, over all of these.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell, Piece

_OVER = ("level1", "level2")  # the indicators, which level 3 names

Cells = list[GridCell]


def with_levels_beside(grid: Grid, layout: Layout) -> Grid:
    """The table with the levels in columns of their own, if it is such a one."""
    ranks = [_rank(row, layout) for row in grid.rows]
    ranked = [at for at, rank in enumerate(ranks) if rank]
    if {*ranks} - {""} != {*_OVER, "level3"}:
        return grid
    first, end = ranked[0], ranked[-1] + 1
    if not first or "" in ranks[first:end] or len(grid.rows[first - 1]) <= len(_OVER):
        return grid
    rank, name, *others = grid.rows[first - 1]
    for piece in (rank.piece, name.piece, *(row[0].piece for row in grid.rows[first:end])):
        piece.take("heading")
    middle = (rank.left + rank.right) / 2
    edges = (rank.left, middle, rank.right)
    heading = [
        *(GridCell(Piece(layout.heading(one)), edges[at], edges[at + 1]) for at, one in enumerate(_OVER)),
        GridCell(Piece(layout.heading("level3")), name.left, name.right),
        *others,
    ]
    rows = _indicators(grid.rows[first:end], ranks[first:end], edges)
    return Grid([*grid.rows[: first - 1], heading, *rows, *grid.rows[end:]], grid.opens_form)


def _indicators(rows: list[Cells], ranks: list[str], edges: tuple[float, float, float]) -> Iterator[Cells]:
    """The rows that name indicators, each with the levels over it between the edges."""
    over: dict[str, Piece] = {}
    said: set[int] = set()
    for row, rank in zip(rows, ranks, strict=True):
        if rank in _OVER:
            over = {"level1": row[1].piece} if rank == "level1" else over | {rank: row[1].piece}
            continue
        places = [(at, over[one]) for at, one in enumerate(_OVER) if one in over]
        yield [
            *(GridCell(piece, edges[at], edges[at + 1], id(piece) in said) for at, piece in places),
            *row[1:],
        ]
        said.update(id(piece) for _, piece in places)


def _rank(row: Cells, layout: Layout) -> str:
    """The level that a row says in its first cell that it names, before the name; or nothing."""
    field = layout.column(row[0].piece.text) if len(row) > 1 and row[1].piece.text.strip() else None
    named = field in (*_OVER, "level3") and layout.column(row[1].piece.text) is None
    return str(field) if named else ""
