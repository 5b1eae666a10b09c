"""What the suites look at: each table with the few columns that need arithmetic before they can be checked.

Sums are taken here, in exact decimals, because Great Expectations compares pandas floats.
"""

from __future__ import annotations

import polars as pl

from expectations.limits import Leftover


def documents_frame(documents: pl.LazyFrame, leftover: Leftover) -> pl.LazyFrame:
    """``documents`` with ``leftover_limit``: how many of its cells may be taken by no field (rule R02)."""
    share = (pl.col("cell_count") * leftover.share).floor().cast(pl.Int64)
    return documents.with_columns(pl.max_horizontal(share, pl.lit(leftover.cells)).alias("leftover_limit"))


def projects_frame(projects: pl.LazyFrame, indicators: pl.LazyFrame) -> pl.LazyFrame:
    """``projects`` with ``funds_difference`` (万元, rule R04) and ``indicator_rows`` (rows in indicators).

    Where only one of the two funds is written, the other is zero; where none is, there is nothing to add up.
    """
    fiscal, other = pl.col("fiscal_wanyuan"), pl.col("other_wanyuan")
    funds = pl.when(fiscal.is_not_null() | other.is_not_null()).then(fiscal.fill_null(0) + other.fill_null(0))
    rows = indicators.group_by("project_id").agg(pl.len().cast(pl.Int64).alias("indicator_rows"))
    return projects.join(rows, on="project_id", how="left", maintain_order="left").with_columns(
        (funds - pl.col("budget_wanyuan")).abs().alias("funds_difference"),
        pl.col("indicator_rows").fill_null(0),
        pl.col("page_first").alias("page"),
    )


def indicators_frame(indicators: pl.LazyFrame) -> pl.LazyFrame:
    """``indicators`` with ``level2_name``: level 2 without the word 指标 (field guide, section 3)."""
    level2_name = pl.col("level2").str.replace_all("指标", "", literal=True)
    return indicators.with_columns(level2_name.alias("level2_name"))
