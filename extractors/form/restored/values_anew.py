"""Tables with one row of labels over all their projects, each of which has a row of values and rows of its own below.

项目名称 | 实施单位 | 预算数 stand over the values of the first, its 绩效目标 and 绩效指标, the values of the second … Each
becomes a table with the labels over its values.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, GridCell

_FEWEST_LABELS = 3
_FEWEST = 2  # projects

Cells = list[GridCell]


def each_under_labels(blocks: list[Block], layout: Layout) -> list[Block]:
    """The blocks, with a table for each project in the place of such a one."""
    return [
        one for block in blocks for one in (_each(block, layout) if isinstance(block, Grid) else (block,))
    ]


def _each(grid: Grid, layout: Layout) -> Iterator[Grid]:
    first = next((at for at, row in enumerate(grid.rows) if _is_of_labels(row, layout)), None)
    starts = _values(grid.rows, first, layout) if first is not None else []
    if first is None or len(starts) < _FEWEST:
        yield grid
        return
    labels = grid.rows[first]
    yield Grid(grid.rows[: starts[1]])
    for start, end in pairwise([*starts[1:], len(grid.rows)]):
        yield Grid([labels, *grid.rows[start:end]], opens_form=True)


def _is_of_labels(row: Cells, layout: Layout) -> bool:
    """Tell whether a row has nothing but labels, that of a project's name among them."""
    named = [layout.label(cell.piece.text) for cell in row if not cell.spanned]
    return "project_name" in named and sum(map(bool, named)) >= _FEWEST_LABELS and None not in named[1:]


def _values(rows: list[Cells], labels: int, layout: Layout) -> list[int]:
    """The rows with values under the labels, if each has rows with labels at their left below it; none otherwise."""
    starts = [at for at in range(labels + 1, len(rows)) if _edges(rows[at]) == _edges(rows[labels])]
    told = all(
        _begins_with_label(rows[at], layout) for at in range(labels + 1, len(rows)) if at not in starts
    )
    apart = all(other - one > 1 for one, other in pairwise([*starts, len(rows)]))
    plain = not any(layout.is_label(cell.piece.text) for at in starts for cell in rows[at])
    return starts if starts[:1] == [labels + 1] and told and apart and plain else []


def _begins_with_label(row: Cells, layout: Layout) -> bool:
    first = row[0].piece.text
    return bool(layout.label(first) or layout.group(first))


def _edges(row: Cells) -> list[tuple[float, float]]:
    return [(cell.left, cell.right) for cell in row]
