"""A name that somebody wrote over two rows of the table, as a text too long for its cell."""

from __future__ import annotations

from extractors.form.indicators.columns import Columns
from extractors.form.indicators.levels import is_blank
from extractors.form.rows import Row
from extractors.form.words.numbered import numbered
from extractors.joining import squeeze

_SHORTEST = 4  # characters of a name by itself: 次数 or 投资 is the end of one
_OF_INDICATOR = ("description", "sign", "unit", "basis", "weight")


def ends_name_above(above: Row, row: Row, columns: Columns) -> bool:
    """Tell whether a row has but the end of the name in the row above, which sets all that an indicator has.

    A row of its own lacks its target at most, or its name is too short for one.
    """
    said = columns.texts(row, with_spanned=False)
    before = columns.texts(above, with_spanned=True)
    if row.opens_grid or said.keys() != {"level3"} or not {"level3", "value"} <= before.keys():
        return False
    if is_blank(said["level3"]) or numbered(said["level3"]):
        return False  # dots of the template, the next of a list
    lacking = any(name in before for name in _OF_INDICATOR)
    return lacking or len(squeeze(said["level3"])) < _SHORTEST
