"""A project whose name did not reach the page: programs that print a cell merged over pages may lose its text.

Its cells are drawn, over its own rows, and hold nothing; its indicators begin with the first level again. It is a project
without a name then, for an analyst to see, and never more indicators of the one above.
"""

from __future__ import annotations

from extractors.form.column import PROJECT_NAMES
from extractors.form.indicators.columns import Columns
from extractors.form.rows import Row


def begins_unnamed(above: list[Row], row: Row, below: Row | None, columns: Columns) -> bool:
    """Tell whether a row begins a project without a word of it, by the rows of the project ``above`` and the one ``below``."""
    told = [(column.field, cell) for cell in row.cells if (column := columns.at(cell)) and column.of_project]
    if row.opens_grid or below is None or any(cell.text or cell.spanned for _, cell in told):
        return False
    named = [cell for field, cell in told if field in (*PROJECT_NAMES, *columns.naming)]
    if not named or not all(below.goes_on(cell) for cell in named):
        return False
    levels = [level for one in above if (level := columns.texts(one, with_spanned=False).get("level1"))]
    level = columns.texts(row, with_spanned=False).get("level1")
    return bool(level) and levels[:1] == [level] != levels[-1:]
