"""R10: amounts named in the purpose, where they are the total or all the parts, do not add to the budget.

A *total* is an amount behind a word such as 合计 or 共需; of several the last counts, for a text closes with the
sum of its sums. Only a text without one may be a *list of parts*: at least two items, each with exactly one amount at
its end, no rate, price or rough figure among them. Where any amount of the text is the budget, or the totals or
all amounts come to it, the text agrees with the budget, whatever else it names; a total with further amounts behind it
that are not its parts is a subtotal.

Not caught: amounts told as rates (每人 0.7 元) and what they multiply to; lists in which an item has no amount,
for the rest may be what is missing; lists of the main items (主要) or of what a sum includes (其中); parts that do not add to
their stated total, where the total or a part is the budget; rough figures (约, 左右), and what rounding explains.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.money import AMOUNT, amounts_named, half_a_unit, plain_money, wanyuan
from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from expectations.rules.text import amount, number, plain
from warehouse.words import one_of


class _Data(BaseModel):
    tolerance_wanyuan: float
    rounding_share: float
    totals: tuple[str, ...]
    other_totals: tuple[str, ...]
    rough: tuple[str, ...]
    rates: tuple[str, ...]
    included: tuple[str, ...]


_DATA = data_of(__name__, _Data)
_TOTAL = rf"(?P<words>{one_of(_DATA.totals)})[^\d。；;，,、元]{{0,8}}{AMOUNT}"
_INCLUDED = one_of(_DATA.included)
_CLAUSE_ENDS = r"[。;,、]"
# Where items of a list end: the coarsest that leaves one amount to each is the one that is meant.
_ITEM_ENDS = (r"[。;]", r"[。;,]", r"[。;,、]")
# 1.…；2.… and （1）…: what starts an item, at a place where no decimal can be meant.
_ITEM_MARK = r"(^|[。;,、元])(?:\d{1,2}[.、]|\(\d{1,2}\)|[①-⑳])"
_FLOAT = 1e-6


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose purpose names another sum than its budget."""
    named = tables.projects.filter(
        pl.col("purpose").str.contains("元"), pl.col("budget_wanyuan").is_not_null()
    ).with_columns(
        text=plain_money(plain(pl.col("purpose"))), budget=pl.col("budget_wanyuan").cast(pl.Float64)
    )
    stated = _clauses(named, _CLAUSE_ENDS).filter(pl.col("clause").str.contains(_TOTAL))
    totals = _totals(stated)
    parts = _parts(named.join(stated, on="project_id", how="anti"))
    wrong = (
        named.join(pl.concat([totals, parts], how="diagonal"), on="project_id")
        .filter((pl.col("value") - pl.col("budget")).abs() > _tolerance(pl.col("rounded")))
        .collect()  # few, and looked at closely
        .lazy()
    )
    return wrong.join(_agreeing(wrong, stated), on="project_id", how="anti").with_columns(
        field=pl.lit("purpose"),
        observed=pl.coalesce(pl.col("sum"), number(pl.col("value"))),
        expected=amount(pl.col("budget_wanyuan")),
        total=number(pl.col("value")),
        budget=amount(pl.col("budget_wanyuan")),
    )


def _tolerance(rounded: pl.Expr) -> pl.Expr:
    """How far a sum may be off: the tolerance, or what rounding explains, within its share of the budget."""
    by_rounding = pl.min_horizontal(rounded, _DATA.rounding_share * pl.col("budget").abs())
    return pl.max_horizontal(by_rounding, pl.lit(_DATA.tolerance_wanyuan)) + _FLOAT


def _clauses(named: pl.LazyFrame, ends: str) -> pl.LazyFrame:
    cut = pl.col("text").str.replace_all(ends, "\n").str.split("\n")
    return named.select("project_id", clause=cut).explode("clause").filter(pl.col("clause") != "")


def _totals(stated: pl.LazyFrame) -> pl.LazyFrame:
    """The last total that a purpose states, if it is this year's."""
    return (
        stated.group_by("project_id", maintain_order=True)
        .agg(pl.col("clause").last())
        .filter(
            ~pl.col("clause").str.contains(one_of((*_DATA.other_totals, *_DATA.rough))),
            pl.col("clause").str.count_matches(AMOUNT) == 1,
        )
        .with_columns(found=pl.col("clause").str.extract_groups(_TOTAL))
        .select(
            "project_id",
            "clause",
            words=pl.col("found").struct.field("words"),
            value=wanyuan(pl.col("found")),
            rounded=half_a_unit(pl.col("found")),
            case=pl.lit("total"),
        )
    )


def _parts(named: pl.LazyFrame) -> pl.LazyFrame:
    """The sum of a purpose that is a list of items, each ending in its amount."""
    listed = named.with_columns(
        text=pl.col("text").str.replace(rf"^(?:{_INCLUDED})[::]?", "").str.replace_all(_ITEM_MARK, "$1\n")
    ).filter(~pl.col("text").str.contains(one_of((*_DATA.rates, *_DATA.included))))
    by_ends = [_listed(listed, ends) for ends in _ITEM_ENDS]
    return pl.concat(by_ends).unique("project_id", keep="first", maintain_order=True)


def _listed(listed: pl.LazyFrame, ends: str) -> pl.LazyFrame:
    whole_item = pl.col("clause").str.contains(rf"^[^\d].*[^\d.]{AMOUNT}$") & (
        pl.col("clause").str.count_matches(AMOUNT) == 1
    )
    found = pl.col("clause").str.extract_groups(AMOUNT)
    return (
        _clauses(listed, ends)
        .with_columns(value=pl.when(whole_item).then(wanyuan(found)), half=half_a_unit(found))
        .group_by("project_id", maintain_order=True)
        .agg(
            pl.col("value").null_count().alias("other"),
            pl.len().alias("items"),
            number(pl.col("value")).str.join(" + ").alias("sum"),
            pl.col("value").sum(),
            (pl.col("half").max() * pl.len()).alias("rounded"),
        )
        .filter(pl.col("other") == 0, pl.col("items") > 1)
        .select("project_id", "sum", "value", "rounded", case=pl.lit("parts"))
    )


def _agreeing(wrong: pl.LazyFrame, stated: pl.LazyFrame) -> pl.LazyFrame:
    """Those whose text agrees with the budget after all, or whose total is of a part only."""
    budgets = wrong.select("project_id", "budget")
    near = (pl.col("named") - pl.col("budget")).abs() <= _tolerance(pl.col("half"))
    once = amounts_named(wrong, "text").join(budgets, on="project_id").filter(near)
    totals = amounts_named(stated, "clause").group_by("project_id").agg(pl.col("named", "half").sum())
    of_totals = totals.join(budgets, on="project_id").filter(near)
    by_total = wrong.filter(case="total")
    behind = by_total.with_columns(
        rest=pl.col("text").str.split(pl.col("clause")).list.last(),
        before=pl.col("text").str.split(pl.col("clause")).list.first(),
    )
    further = _sum_of(behind, "rest")
    everything = _sum_of(behind.with_columns(both=pl.col("before") + "。" + pl.col("rest")), "both")
    included = pl.col("rest").str.contains(rf"^[。;,::(]*(?:{_INCLUDED})")
    subtotal = (
        behind.filter(~included)
        .join(further, on="project_id")
        .filter((pl.col("named") - pl.col("value")).abs() > _DATA.tolerance_wanyuan + _FLOAT)
    )
    of_all = by_total.join(everything, on="project_id").filter(
        (pl.col("named") + pl.col("value") - pl.col("budget")).abs() <= _tolerance(pl.col("rounded"))
    )
    return pl.concat([found.select("project_id") for found in (once, of_totals, subtotal, of_all)])


def _sum_of(rows: pl.LazyFrame, text: str) -> pl.LazyFrame:
    """What the amounts of ``text`` come to, those of clauses with rates left out: ``project_id``, ``named``."""
    cut = pl.col(text).str.replace_all(_CLAUSE_ENDS, "\n").str.split("\n")
    clauses = rows.select("project_id", clause=cut).explode("clause")
    whole = clauses.filter(~pl.col("clause").str.contains(one_of(_DATA.rates)))
    return amounts_named(whole, "clause").group_by("project_id").agg(pl.col("named").sum())
