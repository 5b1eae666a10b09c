"""First rows of a form alone at a page's end (编制单位 | 某局), with the name of its project in the table overleaf."""

from __future__ import annotations

from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT
from extractors.pieces import Block, Grid, GridCell

_MOST_ROWS = 2
_SAME_EDGE = 2.0  # points
_OVER = frozenset(("unit", "unit_name", "unit_code", "department", "department_code", "year"))


def with_stranded_rows(blocks: list[Block], layout: Layout) -> list[Block]:
    """The blocks, with such rows as the first ones of the table overleaf."""
    found: list[Block] = []
    for block in blocks:
        above = found[-1] if found else None
        if isinstance(block, Grid) and isinstance(above, Grid) and _opens(above, block, layout):
            found[-1] = Grid([*above.rows, *block.rows], above.opens_form)
        else:
            found.append(block)
    return found


def _opens(above: Grid, grid: Grid, layout: Layout) -> bool:
    """Tell whether the rows of a table name but the unit of the project that the first row of the next page's table does."""
    pages = [_page(one) for one in (above, grid)]
    if None in pages or pages[0] == pages[1] or not 0 < len(above.rows) <= _MOST_ROWS or not grid.rows:
        return False
    over = [_labels(row, layout) for row in above.rows]
    named = _labels(grid.rows[0], layout)
    same = abs(above.rows[0][0].left - grid.rows[0][0].left) <= _SAME_EDGE
    return same and all(labels and labels <= _OVER for labels in over) and not named.isdisjoint(NAMES_PROJECT)


def _labels(row: list[GridCell], layout: Layout) -> set[str]:
    return {name for cell in row if (name := layout.label(cell.piece.text))}


def _page(grid: Grid) -> int | None:
    return grid.rows[0][0].piece.page if grid.rows and grid.rows[0] else None
