"""Tables whose columns are projects (项目一, 项目二), one label for all in each row: they become a table a project.

The labels at the left, and the names of levels, are cells of each of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.form.column import LEVELS
from extractors.form.rows import Cell, Row
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, GridCell, Piece

_FEWEST = 2  # projects
_FEWEST_LABELS = 3  # with something beside them for each

Span = tuple[float, float]


def apart(blocks: list[Block], layout: Layout) -> list[Block]:
    """The blocks, with a table for each project in the place of such a one."""
    return [
        one for block in blocks for one in (_each(block, layout) if isinstance(block, Grid) else (block,))
    ]


def _each(grid: Grid, layout: Layout) -> Iterator[Grid]:
    found = _projects(grid, layout)
    if found is None:
        yield grid
        return
    first, spans = found
    above = list(_above(grid.rows[:first], spans))
    for start, end in spans:
        rows = [
            [cell for cell in row if cell.right <= spans[0][0] or (start <= cell.left and cell.right <= end)]
            for row in grid.rows[first:]
        ]
        yield Grid([*above, *_headed(rows, layout)])
        above = []  # the title and what else there is stand over the first


def _above(rows: list[list[GridCell]], spans: list[Span]) -> Iterator[list[GridCell]]:
    """The rows above the names, but for one that counts the projects (项目 | 项目一 | 项目二)."""
    for row in rows:
        if [(cell.left, cell.right) for cell in row[-len(spans) :]] != spans:
            yield row
            continue
        for cell in row:
            cell.piece.take("heading")


def _headed(rows: list[list[GridCell]], layout: Layout) -> list[list[GridCell]]:
    """The rows, with a heading over those of indicators where they have none; its words are no cells of the draft."""
    if any(Row.of(cells, layout).is_heading for cells in rows):
        return rows
    at = next((at for at, row in enumerate(rows) if _stands_under_levels(row, layout)), None)
    if at is None:
        return rows
    heading = [
        GridCell(Piece(layout.heading(field)), cell.left, cell.right)
        for field, cell in zip(LEVELS, rows[at], strict=True)
    ]
    return [*rows[:at], heading, *rows[at:]]


def _stands_under_levels(row: list[GridCell], layout: Layout) -> bool:
    """Tell whether a row has the names of both levels, and a text behind them: a name with its target."""
    texts = [cell.piece.text for cell in row]
    return len(texts) == len(LEVELS) and layout.is_level1(texts[0]) and layout.is_level2(texts[1])


def _projects(grid: Grid, layout: Layout) -> tuple[int, list[Span]] | None:
    """The first row, with the names of projects, and where the columns of each begin and end; None for other tables."""
    rows = [Row.drawn(cells).written() for cells in grid.rows]
    first = next((at for at, row in enumerate(rows) if _names_several(row, layout)), None)
    if first is None:
        return None
    spans = [(cell.left, cell.right) for cell in rows[first][1:]]
    told = [row for row in rows[first:] if len(row) > 1 and layout.label(row[0].text)]
    alike = [row for row in told if [(cell.left, cell.right) for cell in row[1:]] == spans]
    within = all(
        any(start <= cell.left and cell.right <= end for start, end in spans)
        for row in grid.rows[first:]
        for cell in row
        if cell.right > spans[0][0]
    )
    plain = not any(layout.is_label(cell.text) for row in alike for cell in row[1:])
    return (first, spans) if within and plain and len(alike) >= _FEWEST_LABELS else None


def _names_several(row: list[Cell], layout: Layout) -> bool:
    """Tell whether a row names projects, one beside the other, behind one label."""
    if len(row) <= _FEWEST or layout.label(row[0].text) != "project_name":
        return False
    return not any(layout.is_label(cell.text) for cell in row[1:])
