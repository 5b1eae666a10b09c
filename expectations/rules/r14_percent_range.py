"""R14: a share or rate above 100 %, or ≥100 % asked of one.

达到100% asks for the whole, and is no fault. Rates of change and of plans fulfilled (增长率, 任务完成率) may exceed
the whole, and so pass; so do caps (≤120%).

Not caught: a share of ≥99.9 % that can never be met; rates of change that are out of all reason.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.names import is_change, is_count
from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from expectations.rules.targets import is_capped

_WHOLE = 100.0


class _Data(BaseModel):
    at_least: str


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator that asks for more than the whole."""
    at_least = pl.col("plain_value").str.contains(_DATA.at_least)
    highest = pl.coalesce("value_upper", "value_number")
    case = (
        pl.when((highest > _WHOLE) & ~is_capped())
        .then(pl.lit("above"))
        .when(at_least & (pl.col("value_number") == _WHOLE))
        .then(pl.lit("at_least"))
    )
    share = ~is_change(pl.col("name")) & ~is_count(pl.col("name"))
    return (
        tables.indicators.filter(pl.col("value_unit") == "%", share)
        .with_columns(case=case)
        .drop_nulls("case")
        .with_columns(field=pl.lit("value_text"), observed=pl.col("value_text"))
    )
