"""Goals of one project in a column beside its indicators (年度绩效目标 before 一级指标): they become a row over them."""

from __future__ import annotations

from extractors.form.column import tells_goals
from extractors.form.rows import Row
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell

_FEWEST = 2  # rows that the goals stand beside

Cells = list[GridCell]


def with_goals_over(grid: Grid, layout: Layout) -> Grid:
    """The table with such goals in a row over the heading."""
    for at, row in enumerate(grid.rows):
        label = next((cell for cell in row[:1] if tells_goals(layout.label(cell.piece.text) or "")), None)
        below = grid.rows[at + 1 :]
        levels = any(layout.column(cell.piece.text) == "level1" for cell in row[1:])
        if not (label and levels and Row.of(row, layout).is_heading and _is_one(label, below)):
            continue
        right = max(cell.right for cell in row)
        goals = GridCell(below[0][0].piece, label.right, right)
        rest = [[cell for cell in one if cell.left >= label.right] for one in (row, *below)]
        heading, *rows = [_from(label.left, cells) for cells in rest]
        return Grid([*grid.rows[:at], [label, goals], heading, *rows], grid.opens_form)
    return grid


def _is_one(label: GridCell, below: list[Cells]) -> bool:
    """Tell whether one cell alone stands under a label, beside all rows to the table's end."""
    under = [row[0] for row in below if row and row[0].left == label.left]
    one = {id(cell.piece) for cell in under}
    if not len(under) == len(below) >= _FEWEST or len(one) != 1:
        return False
    goals = under[0]
    return goals.right == label.right and goals.piece is not label.piece and bool(goals.piece.text.strip())


def _from(left: float, cells: Cells) -> Cells:
    """The cells of a row, the first of them from where the table begins."""
    first, *others = cells
    return [GridCell(first.piece, left, first.right, first.spanned), *others]
