"""Tables of indicators that lie on their side, a column each: 一级指标, 三级指标 and 指标值 head rows, not columns.

They are turned: the headings stand in a row, each indicator has one below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell

_FEWEST = 3  # rows: level 1 or 2, the name, the target
_FEWEST_INDICATORS = 2

Cells = list[GridCell]


def with_columns_as_rows(grid: Grid, layout: Layout) -> Grid:
    """The table with such rows of it turned."""
    rows: list[Cells] = []
    run: list[Cells] = []
    for row in [*grid.rows, []]:
        if _head(row, layout) and (not run or _goes_on(run[-1], row, layout)):
            run.append(row)
            continue
        rows += _turn(run, layout) if _is_table(run, layout) else run
        run = [row] if _head(row, layout) else []
        rows += [] if run else [row]
    return Grid(rows[:-1], grid.opens_form)


def _head(row: Cells, layout: Layout) -> str:
    """The column that a row's only heading names, which stands first or behind a label over several rows; or nothing."""
    named = [(at, name) for at, cell in enumerate(row) if (name := layout.column(cell.piece.text))]
    if len(named) != 1 or named[0][0] > 1 or len(row) - named[0][0] <= _FEWEST_INDICATORS - 1:
        return ""
    return named[0][1]


def _at(row: Cells, layout: Layout) -> int:
    return next(at for at, cell in enumerate(row) if layout.column(cell.piece.text))


def _goes_on(above: Cells, row: Cells, layout: Layout) -> bool:
    """Tell whether a row's heading stands right below that of the row above."""
    return above[_at(above, layout)].left == row[_at(row, layout)].left


def _is_table(run: Sequence[Cells], layout: Layout) -> bool:
    fields = [_head(row, layout) for row in run]
    told = {"level3", "value"} <= {*fields} and not {"level1", "level2"}.isdisjoint(fields)
    return told and len(run) >= _FEWEST and len(fields) == len({*fields})


def _turn(run: Sequence[Cells], layout: Layout) -> Iterator[Cells]:
    """The rows of the table turned; a cell over several columns is one over several rows."""
    beside = run[0][: _at(run[0], layout)]  # 绩效指标, over all of them
    parts = [row[_at(row, layout) :] for row in run]
    left, right = parts[0][0].left, max(row[-1].right for row in parts)
    width = (right - left) / len(parts)
    seen: set[int] = {id(cell.piece) for cell in beside if cell.spanned}

    def placed(cell: GridCell, at: int) -> GridCell:
        spanned = id(cell.piece) in seen
        seen.add(id(cell.piece))
        return GridCell(cell.piece, left + at * width, left + (at + 1) * width, spanned)

    columns = [(cell.left + cell.right) / 2 for cell in max(parts, key=len)[1:]]
    for middle in [(parts[0][0].left + parts[0][0].right) / 2, *columns]:
        found = [next((cell for cell in row if cell.left <= middle <= cell.right), None) for row in parts]
        over = [GridCell(cell.piece, cell.left, cell.right, id(cell.piece) in seen) for cell in beside]
        seen.update(id(cell.piece) for cell in beside)
        yield [*over, *(placed(cell, at) for at, cell in enumerate(found) if cell)]
