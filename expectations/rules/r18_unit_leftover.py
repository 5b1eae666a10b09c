"""R18: a number with no unit followed by words.

Not caught: short words behind a number, which may be a unit that is not known (3 羊单位).
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from expectations.rules.text import number
from warehouse.words import one_of


class _Data(BaseModel):
    fewest_letters: int
    verbs: tuple[str, ...]


_DATA = data_of(__name__, _Data)
_SIGN = r"(?:≥=|≤=|>=|<=|[≥≧⩾≤≦⩽><=＞＜＝])?"
_BARE = (
    rf"^{_SIGN}\d+(?:\.\d+)?"
    rf"(?:\p{{Han}}{{{_DATA.fewest_letters},}}|(?:{one_of(_DATA.verbs)}))"
)


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator whose target begins with a number of nothing."""
    return tables.indicators.filter(
        pl.col("value_kind") == "mixed",
        pl.col("value_unit").is_null(),
        pl.col("value_number").is_not_null(),
        pl.col("plain_value").str.contains(_BARE),
    ).with_columns(
        field=pl.lit("value_text"),
        observed=pl.col("value_text"),
        figure=number(pl.col("value_number")),
    )
