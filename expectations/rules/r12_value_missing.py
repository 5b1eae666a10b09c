"""R12: a target value with a unit and no number, or empty.

Not caught: words that say nothing (数量); a unit that is not known, which counts as words.
"""

from __future__ import annotations

import polars as pl

from expectations.rules.tables import Tables


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator without a target."""
    return tables.indicators.filter(value_kind="missing").with_columns(
        case=pl.when(pl.col("plain_value") == "").then(pl.lit("empty")).otherwise(pl.lit("unit_only")),
        field=pl.lit("value_text"),
        observed=pl.col("value_text").fill_null("").str.strip_chars(),
    )
