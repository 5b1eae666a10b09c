"""R04: fiscal and other funds do not add to the budget.

Where only one of the two is written, the other is zero; where one is written and is no number, nothing is said.

Not caught: funds of more kinds than the form's two lines; two errors that cancel out.
"""

from __future__ import annotations

from decimal import Decimal

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from expectations.rules.text import amount


class _Data(BaseModel):
    tolerance_wanyuan: Decimal


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose funds differ from its budget by more than the tolerance."""
    fiscal, other = pl.col("fiscal_wanyuan"), pl.col("other_wanyuan")
    unreadable = pl.any_horizontal(
        pl.col(f"{name}_wanyuan").is_null() & pl.col(f"{name}_written").str.contains(r"[^\s\-—–/]")
        for name in ("fiscal", "other")
    ).fill_null(False)
    total = fiscal.fill_null(0) + other.fill_null(0)
    return (
        tables.projects.filter(fiscal.is_not_null() | other.is_not_null(), ~unreadable)
        .with_columns(total=total, gap=(total - pl.col("budget_wanyuan")).abs())
        .filter(pl.col("gap") > _DATA.tolerance_wanyuan)
        .with_columns(
            field=pl.lit("budget_wanyuan"),
            case=pl.when(other.is_null())
            .then(pl.lit("fiscal"))
            .when(fiscal.is_null())
            .then(pl.lit("other"))
            .otherwise(pl.lit("sum")),
            observed=amount(pl.col("total")),
            sum=amount(pl.col("total")),
            budget=amount(pl.col("budget_wanyuan")),
            difference=amount(pl.col("gap")),
        )
    )
