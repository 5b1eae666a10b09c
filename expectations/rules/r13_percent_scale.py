"""R13: a percentage target between 0 and 1.

Caps, measures that are small by nature (差错率, 市场占有率) and rates of change may well be below one per cent, and pass.

Not caught: ``≤0.05 百分比`` where 5 % is meant; shares from 1 up (``1.0 百分比`` for 100 %); 0.95 without a unit, which is 95 %.
"""

from __future__ import annotations

import polars as pl

from expectations.rules.names import is_change, may_be_small
from expectations.rules.tables import Tables
from expectations.rules.targets import is_capped
from expectations.rules.text import number


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator that asks for less than one per cent of what should be much."""
    capped = is_capped() | pl.col("comparator").eq_missing(pl.lit("range"))
    small = (pl.col("value_number") > 0) & (pl.col("value_number") < 1)
    excused = may_be_small(pl.col("name")) | is_change(pl.col("name"))
    return tables.indicators.filter(pl.col("value_unit") == "%", small, ~capped, ~excused).with_columns(
        field=pl.lit("value_text"),
        observed=pl.col("value_text"),
        meant=number(pl.col("value_number") * 100),
    )
