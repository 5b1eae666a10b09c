"""Tables that are set right each for itself, whatever stands before and behind."""

from __future__ import annotations

from extractors.form.restored.goals_beside import with_goals_over
from extractors.form.restored.ranks import with_levels_beside
from extractors.form.restored.shared_headings import with_parted_headings
from extractors.form.restored.turned import with_columns_as_rows
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid

_STEPS = (with_columns_as_rows, with_parted_headings, with_levels_beside, with_goals_over)


def each_set_right(blocks: list[Block], layout: Layout) -> list[Block]:
    """The blocks, each table of them step by step."""
    return [_set_right(block, layout) if isinstance(block, Grid) else block for block in blocks]


def _set_right(grid: Grid, layout: Layout) -> Grid:
    for step in _STEPS:
        grid = step(grid, layout)
    return grid
