"""R19: the description repeats the level-3 name, or the value repeats the description.

White space, punctuation and the way of typing do not count.

Not caught: a description that says the same in other words (监察办案效率: 提高监察办案效率).
"""

from __future__ import annotations

import polars as pl

from expectations.rules.tables import Tables
from expectations.rules.text import words_only


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator that says the same thing twice."""
    texts = tables.indicators.with_columns(
        _level3=words_only(pl.col("level3")),
        _description=words_only(pl.col("description")),
        _value=words_only(pl.col("value_text")),
    )
    described = pl.col("_description") != ""
    named = described & (pl.col("_description") == pl.col("_level3"))
    valued = described & (pl.col("_description") == pl.col("_value"))
    case = (
        pl.when(named & valued)
        .then(pl.lit("both"))
        .when(named)
        .then(pl.lit("description"))
        .when(valued)
        .then(pl.lit("value"))
    )
    return (
        texts.with_columns(case=case)
        .drop_nulls("case")
        .with_columns(
            field=pl.when(case="value").then(pl.lit("value_text")).otherwise(pl.lit("description")),
            observed=pl.col("description"),
        )
    )
