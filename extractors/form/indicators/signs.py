"""Which column holds the comparison sign, where headings leave it open: the one in whose cells signs stand.

指标性质 and 指标方向 hold signs in one county's tables and 正向, 反向 or 定性 in another's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.form.column import Column
from extractors.form.indicators.columns import Columns
from extractors.form.rows import Row
from extractors.form.words.signs import EITHER, MARK
from extractors.joining import as_label, squeeze
from extractors.pieces import take_all

_SIGN = re.compile(EITHER)
_BARE = re.compile(f"(?:{MARK}){{1,2}}")
_FEWEST = 2  # cells
_KINDS = ("定性", "定量")
_MAY_BE = re.compile("(?:指标|目标)*值?(?:方向|方向性|性质|类型)")


def settle_sign(columns: Columns, rows: Sequence[Row]) -> None:
    """Make a column of directions the sign's where signs stand in it and in no column that is called so."""
    named = [column for column in columns.all if column.field == "sign"]
    if any(_holds_signs(column, columns, rows) for column in named):
        return
    for column in columns.all:
        likely = column.detail and _MAY_BE.fullmatch(as_label(column.heading))
        if (likely and _holds_signs(column, columns, rows)) or _holds_nothing_else(column, columns, rows):
            for other in named:
                other.field, other.detail = "fact", True
            column.field, column.detail = "sign", False
            take_all(column.cell.pieces, "heading")
            return


def _holds_nothing_else(column: Column, columns: Columns, rows: Sequence[Row]) -> bool:
    """Tell whether a column under an unlisted heading (值类型) has a bare sign in each of its cells, or 定性 in some."""
    cells = [cell.text for row in rows for cell in row.written() if columns.at(cell) is column]
    unlisted = column.field is None or column.placed
    signs = [text for text in cells if squeeze(text) not in _KINDS]
    return unlisted and len(signs) >= _FEWEST and all(_BARE.fullmatch(squeeze(text)) for text in signs)


def _holds_signs(column: Column, columns: Columns, rows: Sequence[Row]) -> bool:
    return any(
        columns.at(cell) is column and _SIGN.search(squeeze(cell.text)) for row in rows for cell in row.cells
    )
