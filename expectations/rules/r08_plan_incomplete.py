"""R08: the spending plan has an empty date, or does not end at 100 %.

Plans written per quarter end at their sum; plans written as fractions (0.25 … 1) end at 1. A draft whose forms
have no plan at all has a layout without one.

Not caught: a plan that reaches 100 % too early, or falls on the way.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.form_texts import plan_as_written
from expectations.rules.rule import data_of
from expectations.rules.tables import Tables


class _Data(BaseModel):
    tolerance_percent: float
    month_end: str


_DATA = data_of(__name__, _Data)
_WRITTEN = pl.col("percent_written")


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose plan has a gap or an odd end."""
    empty = pl.col("milestone").filter(_WRITTEN.is_null()).sort()
    plans = tables.spending_plan.group_by("project_id").agg(
        plan_as_written().alias("observed"),
        (empty.cast(pl.Int8).cast(pl.String) + _DATA.month_end).str.join("、").alias("empty_zh"),
        empty.str.join(", ").alias("empty_en"),
        pl.len().alias("dates"),
        _WRITTEN.count().alias("given"),
        _WRITTEN.sum().alias("sum"),
        _WRITTEN.sort_by("milestone").last().alias("last"),
        _WRITTEN.max().alias("highest"),
    )
    return (
        tables.projects.join(plans, on="project_id")
        .filter(pl.col("given").sum().over("document_id") > 0)
        .with_columns(reached=pl.when(plan_convention="quarterly").then("sum").otherwise("last"))
        .with_columns(
            case=pl.when(pl.col("given") < pl.col("dates"))
            .then(pl.lit("empty"))
            .when(~(_near("reached", 100) | (_near("last", 1) & (pl.col("highest") <= 1))))
            .then(pl.lit("short"))
        )
        .drop_nulls("case")
        .with_columns(
            field=pl.lit("spending_plan"),
            reached=pl.col("reached").round(2).cast(pl.String).str.replace(r"\.0$", ""),
        )
    )


def _near(column: str, end: float) -> pl.Expr:
    return (pl.col(column) - end).abs() <= _DATA.tolerance_percent
