"""R10: amounts named in the purpose, where they are the total or all the parts, do not add to the budget.

A *total* is an amount behind a word such as 合计 or 共需; of several the last counts, for a text closes with the
sum of its sums. Only a text without one may be a *list of parts*: at least two items, each with exactly one amount at
its end, no rate, price or rough figure among them.

Not caught: amounts told as rates (每人 0.7 元) and what they multiply to; lists in which an item has no amount,
for the rest may be what is missing; parts that do not add to their stated total, where the total is the budget;
rough figures (约, 左右).
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from expectations.rules.text import amount, number, one_of, plain


class _Data(BaseModel):
    tolerance_wanyuan: float
    totals: tuple[str, ...]
    other_totals: tuple[str, ...]
    rates: tuple[str, ...]


_DATA = data_of(__name__, _Data)
_AMOUNT = r"(?P<number>\d+(?:\.\d+)?)(?P<scale>亿|千万|百万|万|千|百)?元(?:整)?"
_TOTAL = rf"(?P<words>{one_of(_DATA.totals)})[^\d。；;，,、元]{{0,8}}{_AMOUNT}"
_IN_WANYUAN = {"亿": 10_000.0, "千万": 1_000.0, "百万": 100.0, "万": 1.0, "千": 0.1, "百": 0.01}
_ITEM_ENDS = r"[。；;，,、]"
# 1.…；2.… and （1）…: what starts an item, at a place where no decimal can be meant.
_ITEM_MARK = r"(^|[。；;，,、元])(?:\d{1,2}[.．、]|[（(]\d{1,2}[)）]|[①-⑳])"


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose purpose names another sum than its budget."""
    budget = pl.col("budget_wanyuan").cast(pl.Float64)
    text = plain(pl.col("purpose")).str.replace_all(r"(\d),(\d{3})", "$1$2")
    named = tables.projects.filter(
        pl.col("purpose").str.contains("元"), pl.col("budget_wanyuan").is_not_null()
    ).with_columns(text=text)
    totals = _totals(named)
    parts = _parts(named.join(_stated(named), on="project_id", how="anti"))
    sums = pl.concat([totals, parts], how="diagonal")
    return (
        named.join(sums, on="project_id")
        .filter((pl.col("value") - budget).abs() > _DATA.tolerance_wanyuan)
        .with_columns(
            field=pl.lit("purpose"),
            observed=pl.coalesce(pl.col("sum"), number(pl.col("value"))),
            expected=amount(pl.col("budget_wanyuan")),
            total=number(pl.col("value")),
            budget=amount(pl.col("budget_wanyuan")),
        )
    )


def _clauses(named: pl.LazyFrame, ends: str) -> pl.LazyFrame:
    cut = pl.col("text").str.replace_all(ends, "\n").str.split("\n")
    return named.select("project_id", clause=cut).explode("clause").filter(pl.col("clause") != "")


def _stated(named: pl.LazyFrame) -> pl.LazyFrame:
    """The clauses that state a total of whatever kind."""
    return _clauses(named, _ITEM_ENDS).filter(pl.col("clause").str.contains(_TOTAL))


def _totals(named: pl.LazyFrame) -> pl.LazyFrame:
    """The last total that a purpose states, if it is this year's."""
    return (
        _stated(named)
        .group_by("project_id", maintain_order=True)
        .agg(pl.col("clause").last())
        .filter(
            ~pl.col("clause").str.contains(one_of((*_DATA.other_totals, "约", "左右"))),
            pl.col("clause").str.count_matches(_AMOUNT) == 1,
        )
        .with_columns(found=pl.col("clause").str.extract_groups(_TOTAL))
        .select(
            "project_id",
            words=pl.col("found").struct.field("words"),
            value=_wanyuan(pl.col("found")),
            case=pl.lit("total"),
        )
    )


def _parts(named: pl.LazyFrame) -> pl.LazyFrame:
    """The sum of a purpose that is a list of items, each ending in its amount."""
    listed = named.filter(~pl.col("text").str.contains(one_of(_DATA.rates))).with_columns(
        text=pl.col("text").str.replace_all(_ITEM_MARK, "$1\n")
    )
    whole_item = pl.col("clause").str.contains(rf"^[^\d].*[^\d.]{_AMOUNT}$") & (
        pl.col("clause").str.count_matches(_AMOUNT) == 1
    )
    value = _wanyuan(pl.col("clause").str.extract_groups(_AMOUNT))
    return (
        _clauses(listed, _ITEM_ENDS)
        .with_columns(value=pl.when(whole_item).then(value))
        .group_by("project_id", maintain_order=True)
        .agg(
            pl.col("value").null_count().alias("other"),
            pl.len().alias("items"),
            number(pl.col("value")).str.join(" + ").alias("sum"),
            pl.col("value").sum(),
        )
        .filter(pl.col("other") == 0, pl.col("items") > 1)
        .select("project_id", "sum", "value", case=pl.lit("parts"))
    )


def _wanyuan(found: pl.Expr) -> pl.Expr:
    factor = found.struct.field("scale").replace_strict(_IN_WANYUAN, default=0.0001, return_dtype=pl.Float64)
    return found.struct.field("number").cast(pl.Float64, strict=False) * factor
