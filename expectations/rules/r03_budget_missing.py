"""R03: the budget is absent or not a number.

Not caught: a number that is not the budget; a budget of zero, which is a number.
"""

from __future__ import annotations

import polars as pl

from expectations.rules.tables import Tables


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project without a budget that can be counted."""
    written = pl.col("budget_written").fill_null("").str.strip_chars()
    return tables.projects.filter(pl.col("budget_wanyuan").is_null()).with_columns(
        case=pl.when(written == "").then(pl.lit("absent")).otherwise(pl.lit("unreadable")),
        field=pl.lit("budget_wanyuan"),
        observed=written,
    )
