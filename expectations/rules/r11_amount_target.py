"""R11: an indicator that states the project's subsidy or cost contradicts its budget.

An amount (with =, ≥ or no sign) is expected to be the budget; a cap (≤, <) not to lie below it. A cap above the
budget is no fault, nor is a total investment, which may be of several years. Only the one such indicator of a form is
judged: where there are several they are parts. An amount that the purpose names as well is explained by it, and R10's to judge.

Not caught: rates a head, prices and parts of the cost, told by their words or by standing beside each other; a
part that goes by a general name (经费) and stands alone is taken for the whole; ranges; an amount that was copied
into the purpose too.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.money import amounts_named, plain_money
from expectations.rules.rule import Texts, data_of
from expectations.rules.tables import Tables
from expectations.rules.targets import is_capped
from expectations.rules.text import amount, filled, plain
from warehouse.words import one_of


class _Data(BaseModel):
    tolerance_wanyuan: float
    rounding_share: float
    yuan_from: float
    subsidy: tuple[str, ...]
    cost: tuple[str, ...]
    whole_life: tuple[str, ...]
    rate: str
    other: tuple[str, ...]
    parts: tuple[str, ...]
    suspect: Texts


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator whose amount and the budget of its project cannot both be right."""
    stated = _stated(tables)
    judged = stated.filter(~_fits()).collect().lazy()  # few, and used twice
    wrong = judged.join(_explained(judged, tables), on="indicator_id", how="anti")
    copied = pl.when(pl.col("source").is_not_null())
    return wrong.join(_copied_from(wrong, stated), on="indicator_id", how="left").with_columns(
        case=pl.when(is_capped()).then(pl.lit("cap")).otherwise(pl.lit("other")),
        field=pl.lit("value_text"),
        observed=_spaced(pl.col("value_text")),
        budget=amount(pl.col("budget_wanyuan")),
        suspect_zh=copied.then(filled(_DATA.suspect.zh)),
        suspect_en=copied.then(filled(_DATA.suspect.en)),
    )


def _stated(tables: Tables) -> pl.LazyFrame:
    """The indicators that state the one amount of their project, with ``amount`` in 万元."""
    name, level2 = pl.col("name"), pl.col("level2_name")
    in_yuan = (pl.col("value_unit") == "元") & (pl.col("value_number") >= _DATA.yuan_from)
    wanyuan = (
        pl.when(value_unit="万元").then("value_number").when(in_yuan).then(pl.col("value_number") / 10_000)
    )
    kind = (
        pl.when(name.str.contains(one_of(_DATA.subsidy)) & ~level2.str.contains("效益"))
        .then(pl.lit("subsidy"))
        .when(
            (level2.str.contains("成本") | pl.col("level1").str.contains("成本"))
            & name.str.contains(one_of(_DATA.cost))
        )
        .then(pl.lit("cost"))
    )
    part = name.str.extract(f"({one_of(_DATA.parts)})")
    of_a_part = (
        (kind == "cost") & part.is_not_null() & ~pl.col("project_name").str.contains(part, literal=True)
    ).fill_null(False)
    return (
        tables.indicators.with_columns(amount=wanyuan, kind=kind)
        .filter(
            pl.col("amount").is_not_null()
            & pl.col("kind").is_not_null()
            & pl.col("budget_wanyuan").is_not_null(),
            pl.col("comparator").fill_null("=") != "range",
            pl.col("this_year"),
            pl.col("amount").count().over("project_id", "kind") == 1,
        )
        .filter(~name.str.contains(f"{_DATA.rate}|{one_of(_DATA.other)}"), ~of_a_part)
    )


def _fits() -> pl.Expr:
    budget, stated = pl.col("budget_wanyuan").cast(pl.Float64), pl.col("amount")
    short = budget - stated
    decimals = pl.col("plain_value").str.extract(r"\d\.(\d+)").str.len_chars().fill_null(0)
    half_a_unit = 0.5 * pl.lit(10.0).pow(-decimals.cast(pl.Float64))
    rounded = (short.abs() <= half_a_unit) & (short.abs() <= _DATA.rounding_share * budget.abs())
    capped = is_capped() & (short <= _DATA.tolerance_wanyuan)
    of_years = pl.col("name").str.contains(one_of(_DATA.whole_life)) & (short < 0)
    return (short.abs() <= _DATA.tolerance_wanyuan) | rounded | capped | of_years


def _explained(wrong: pl.LazyFrame, tables: Tables) -> pl.LazyFrame:
    """Those whose amount the purpose of their project names."""
    purposes = tables.projects.join(wrong, on="project_id", how="semi").select(
        "project_id", text=plain_money(plain(pl.col("purpose")))
    )
    named = amounts_named(purposes, "text")
    return (
        wrong.join(named, on="project_id")
        .filter((pl.col("named") - pl.col("amount")).abs() <= _DATA.tolerance_wanyuan)
        .select("indicator_id")
    )


def _copied_from(wrong: pl.LazyFrame, stated: pl.LazyFrame) -> pl.LazyFrame:
    """The first project of the draft that has the very indicator, and whose budget it fits."""
    same = ["document_id", "fingerprint_full"]
    origins = stated.filter(_fits()).group_by(same).agg(pl.col("project_no").min().alias("source"))
    return wrong.join(origins, on=same).select("indicator_id", "source")


def _spaced(value: pl.Expr) -> pl.Expr:
    """≥1520万元 as people write it: ≥1520 万元."""
    return value.str.replace(r"(\d)(万?元)", "$1 $2")
