"""Amounts of money in a text: 80万元, 1.2亿元, 5000元."""

from __future__ import annotations

import polars as pl

AMOUNT = r"(?P<number>\d+(?:\.\d+)?)(?P<scale>亿|千万|百万|万|千|百)?元(?:整)?"
"""A pattern for an amount, in text that ``plain_money`` made plain."""

_IN_WANYUAN = {"亿": 10_000.0, "千万": 1_000.0, "百万": 100.0, "万": 1.0, "千": 0.1, "百": 0.01}


def plain_money(text: pl.Expr) -> pl.Expr:
    """Without the commas inside numbers; ``text`` is plain (``text.plain``)."""
    return text.str.replace_all(r"(\d),(\d{3})", "$1$2")


def wanyuan(found: pl.Expr) -> pl.Expr:
    """What an amount comes to in 万元; ``found`` are the groups of ``AMOUNT``."""
    return found.struct.field("number").cast(pl.Float64, strict=False) * _factor(found)


def half_a_unit(found: pl.Expr) -> pl.Expr:
    """Half of the last digit that an amount is written with, in 万元: what rounding may take or add."""
    decimals = found.struct.field("number").str.extract(r"\.(\d+)").str.len_chars().fill_null(0)
    return 0.5 * pl.lit(10.0).pow(-decimals.cast(pl.Float64)) * _factor(found)


def amounts_named(rows: pl.LazyFrame, text: str) -> pl.LazyFrame:
    """One row an amount that the plain column ``text`` names: ``project_id``, ``named`` (万元), ``half`` a unit of it."""
    found = pl.col("amount").str.extract_groups(AMOUNT)
    return (
        rows.select("project_id", amount=pl.col(text).str.extract_all(AMOUNT))
        .explode("amount")
        .drop_nulls("amount")
        .select("project_id", named=wanyuan(found), half=half_a_unit(found))
    )


def _factor(found: pl.Expr) -> pl.Expr:
    return found.struct.field("scale").replace_strict(_IN_WANYUAN, default=0.0001, return_dtype=pl.Float64)
