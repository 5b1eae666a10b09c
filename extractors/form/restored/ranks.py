"""Tables in which a column says of each row which level it names (指标级次: 一级指标, 二级指标, 三级指标).

Names of levels 1 and 2 become cells beside the rows of their indicators, over all of these.
"""

from __future__ import annotations

from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, GridCell, Piece

_LEVELS = ("level1", "level2", "level3")

Cells = list[GridCell]


def with_levels_beside(blocks: list[Block], layout: Layout) -> list[Block]:
    """The blocks, with the levels of such tables in columns of their own."""
    return [_beside(block, layout) if isinstance(block, Grid) else block for block in blocks]


def _beside(grid: Grid, layout: Layout) -> Grid:
    ranked = [at for at, row in enumerate(grid.rows) if _rank(row, layout)]
    ranks = {_rank(grid.rows[at], layout) for at in ranked}
    if ranks != {*_LEVELS} or ranked != list(range(ranked[0], ranked[-1] + 1)) or not ranked[0]:
        return grid
    heading = grid.rows[ranked[0] - 1]
    if not all(cell.piece.text.strip() for cell in heading[:2]) or len(heading) < len(_LEVELS):
        return grid
    rank, name, *others = heading
    third = (rank.right - rank.left) / 2
    edges = (rank.left, rank.left + third, rank.right)
    rows: list[Cells] = [
        [
            GridCell(Piece(layout.heading("level1")), edges[0], edges[1]),
            GridCell(Piece(layout.heading("level2")), edges[1], edges[2]),
            GridCell(Piece(layout.heading("level3")), name.left, name.right),
            *others,
        ]
    ]
    names: dict[str, Piece] = {}
    said: set[int] = set()
    for row in (grid.rows[at] for at in ranked):
        level = _rank(row, layout)
        row[0].piece.take("label")
        if level != "level3":
            names[level] = row[1].piece
            continue
        over = [
            GridCell(names[one], edges[at], edges[at + 1], id(names[one]) in said)
            for at, one in enumerate(_LEVELS[:2])
            if one in names
        ]
        said.update(map(id, names.values()))
        rows.append([*over, *row[1:]])
    for cell in (rank, name):
        cell.piece.take("heading")
    return Grid([*grid.rows[: ranked[0] - 1], *rows, *grid.rows[ranked[-1] + 1 :]], grid.opens_form)


def _rank(row: Cells, layout: Layout) -> str:
    """The level that a row says in its first cell that it names, before the name; or nothing."""
    field = layout.column(row[0].piece.text) if len(row) > 1 and row[1].piece.text.strip() else None
    named = field in _LEVELS and layout.column(row[1].piece.text) is None
    return str(field) if named else ""
