"""R24: a target in part 1 and the same measure in a form differ.

The same measure: name (without words such as 全县 and 人数) and unit agree. Where part 1 and any form of the draft agree on
a number for it, part 1 speaks of that form, and the others are of something else. A count that several projects
set differently, together no more than part 1 names, is shared out among them and passes.

Not caught: measures named in other words, or in another order; names that every project has (满意度, 资金到位率,
工程验收合格率), which are of different things; numbers without a unit; clauses of part 1 that speak of another year.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from expectations.rules.text import drop_brackets, words_only
from warehouse.words import one_of


class _Data(BaseModel):
    dropped: str
    shortest: int
    common: tuple[str, ...]
    generic: tuple[str, ...]
    other_term: tuple[str, ...]
    rounding: float


_DATA = data_of(__name__, _Data)
_SAME = ["document_id", "stem", "value_unit"]


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator whose number part 1 contradicts."""
    part_one = _measures(tables.narrative_targets.filter(_of_this_year()), "measure").collect().lazy()
    told = part_one.group_by(_SAME, maintain_order=True).agg(
        pl.col("value_number").max().alias("most"), pl.col("text").first().alias("expected")
    )
    of_told = tables.indicators.filter("this_year").join(told, on=["document_id", "value_unit"], how="semi")
    set_ = (
        _measures(of_told, "level3").join(told, on=_SAME, how="semi").collect().lazy()
    )  # few, and used thrice
    of_project = set_.group_by(*_SAME, "project_id").agg(pl.col("value_number").max().alias("own"))
    shares = of_project.group_by(_SAME).agg(
        pl.col("own").n_unique().alias("different"), pl.col("own").sum().alias("together")
    )
    shared_out = (
        (pl.col("value_unit") != "%")
        & (pl.col("different") > 1)
        & (pl.col("together") <= pl.col("most") * (1 + _DATA.rounding))
    )
    compared = set_.join(told, on=_SAME).join(shares, on=_SAME).collect().lazy()
    return (
        compared.join(_agreed(compared, part_one), on=_SAME, how="anti")
        .filter(~shared_out)
        .with_columns(field=pl.lit("value_text"), observed=pl.col("value_text"))
    )


def _agreed(set_: pl.LazyFrame, told: pl.LazyFrame) -> pl.LazyFrame:
    """The measures for which a form sets a number that part 1 names, but for rounding.

    Of all that part 1 names, the nearest from below or from above agrees if any does.
    """
    values = set_.select(*_SAME, "value_number").unique().sort("value_number")
    numbers = told.select(*_SAME, told="value_number").unique().sort("told")
    nearest = pl.concat(
        [
            values.join_asof(
                numbers,
                left_on="value_number",
                right_on="told",
                by=_SAME,
                strategy=strategy,
                check_sortedness=False,  # it cannot be checked within groups, and both were just sorted
            )
            for strategy in ("backward", "forward")
        ]
    )
    gap = (pl.col("told") - pl.col("value_number")).abs()
    return nearest.filter(gap <= _DATA.rounding * pl.col("told").abs()).select(_SAME).unique()


def _of_this_year() -> pl.Expr:
    year = pl.col("text").str.extract(r"(20[0-9]{2})年").cast(pl.Int32, strict=False)
    other_year = (year != pl.col("fiscal_year")).fill_null(False)
    return ~other_year & ~pl.col("text").str.contains(one_of(_DATA.other_term))


def _measures(rows: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """The rows that set a number to a measure that can be told apart, with its ``stem``."""
    numbered = rows.filter(pl.col("value_number").is_not_null(), pl.col("value_unit").is_not_null())
    words = words_only(drop_brackets(pl.col(name)))
    own = pl.col("stem").str.replace_all(one_of(_DATA.generic), "")
    return (
        numbered.with_columns(words=words)
        .filter(~pl.col("words").str.contains(one_of(_DATA.common)))
        .with_columns(stem=pl.col("words").str.replace_all(_DATA.dropped, ""))
        .filter(
            pl.col("stem").str.len_chars() >= _DATA.shortest,
            (own.str.len_chars() >= _DATA.shortest) | (own == pl.col("stem")),
        )
    )
