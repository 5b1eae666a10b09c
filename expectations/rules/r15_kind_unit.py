"""R15: name and unit disagree: a count in per cent, a rate given a date, a time or a plain count.

The last word of the name decides what it is (数量占比 is a share, 达标数量 a count). A count whose description tells
of a share passes, and so do 频率 and 效率, which are no shares.

Not caught: names that do not say what they are (业务处理及时性); numbers without a unit (R18); money for a rate.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.names import counts_things, counts_time, is_count, is_rate
from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from warehouse.words import one_of


class _Data(BaseModel):
    date: str
    dated: str
    share_words: tuple[str, ...]


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator whose target is not of the kind that its name announces."""
    name, unit, value = pl.col("name"), pl.col("value_unit"), pl.col("plain_value")
    in_percent = (unit == "%") & pl.col("value_number").is_not_null()
    of_a_share = pl.col("plain_description").str.contains(one_of(_DATA.share_words))
    date = value.str.contains(_DATA.date) & value.str.contains(_DATA.dated)
    numbered = pl.col("value_number").is_not_null()
    case = (
        pl.when(is_count(name) & in_percent & ~of_a_share)
        .then(pl.lit("count_in_percent"))
        .when(is_rate(name) & (date | (counts_time(unit) & numbered)))
        .then(pl.lit("rate_as_date"))
        .when(is_rate(name) & counts_things(unit) & numbered & (pl.col("value_kind") == "quantitative"))
        .then(pl.lit("rate_as_count"))
    )
    return (
        tables.indicators.with_columns(case=case)
        .drop_nulls("case")
        .with_columns(field=pl.lit("value_text"), observed=pl.col("value_text"))
    )
