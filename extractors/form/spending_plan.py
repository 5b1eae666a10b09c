"""The spending plan: which percentage belongs to which month end."""

from __future__ import annotations

from extractors.draft import Milestone
from extractors.form.rows import Cell


def under_dates(values: list[Cell], dates: list[tuple[Milestone, Cell]]) -> list[tuple[Milestone, Cell]]:
    """Give each percentage to the date above it.

    Converted text shifts the columns of either row (field guide, section 2): where some value stands under
    no date, as many values as dates go in order, and else each to the last date that begins before it.
    """
    under = [[month for month, date in dates if value.overlap(date) > 0] for value in values]
    if all(under) and len({months[0] for months in under}) == len(values):
        months = [found[0] for found in under]
    elif len(values) == len(dates):
        months = [month for month, _ in dates]
    else:
        months = [
            next((month for month, date in reversed(dates) if date.left <= value.left), dates[0][0])
            for value in values
        ]
    return list(zip(months, values, strict=True))
