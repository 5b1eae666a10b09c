"""The spending plan: which percentage belongs to which month end."""

from __future__ import annotations

from extractors.form.rows import Cell


def under_dates(values: list[Cell], dates: list[Cell]) -> list[tuple[Cell, Cell]]:
    """Give each percentage to the date above it: (date, percentage).

    Converted text shifts the columns of either row (field guide, section 2): where some value stands under
    no date, as many values as dates go in order, and else each to the last date that begins before it.
    """
    under = [[date for date in dates if value.overlap(date) > 0] for value in values]
    if all(under) and len({id(found[0]) for found in under}) == len(values):
        chosen = [found[0] for found in under]
    elif len(values) == len(dates):
        chosen = dates
    else:
        chosen = [
            next((date for date in reversed(dates) if date.left <= value.left), dates[0]) for value in values
        ]
    return list(zip(chosen, values, strict=True))
