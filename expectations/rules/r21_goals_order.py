"""R21: goals out of order, or a number repeated.

Both the goals' own numbers and those of template words left in them (目标内容3) are held to their order. Goals of
the year and of the term are lists of their own, and so is one
that starts again at 1 and goes on to 2, or begins inside a goal (中期：1.…).

Not caught: a number that is left out; numbers inside a goal.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables


class _Data(BaseModel):
    another_list: str
    leading: str
    circled: str
    chinese: tuple[str, ...]
    template: str
    shown: int


_DATA = data_of(__name__, _Data)
_VALUES = (
    {str(number): number for number in range(100)}
    | {f"0{number}": number for number in range(10)}
    | {sign: number for number, sign in enumerate(_DATA.circled, start=1)}
    | {name: number for number, name in enumerate(_DATA.chinese, start=1)}
)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose goals' numbers do not climb."""
    goals = tables.goals.select("project_id", "sequence", "text", "period")
    marked = pl.concat(
        [
            goals.with_columns(mark=pl.col("text").str.extract(pattern), kind=pl.lit(kind))
            for kind, pattern in enumerate((_DATA.leading, _DATA.template))
        ]
    )
    place = ["project_id", "period", "kind"]
    numbers = (
        marked.with_columns(
            number=pl.col("mark").replace_strict(_VALUES, default=None, return_dtype=pl.Int32)
        )
        .drop_nulls("number")
        .sort(*place, "sequence", maintain_order=True)
        .with_columns(
            at=pl.int_range(pl.len()).over(place),
            last=pl.len().over(place) - 1,
            before=pl.col("number").shift(1).over(place),
            after=pl.col("number").shift(-1).over(place),
            another=pl.col("text").str.contains(_DATA.another_list).shift(1).over(place),
        )
        .drop("text", "mark", "sequence")
        .collect()  # once: the wrong number is looked for among them, and those around it
        .lazy()
    )
    starts_again = (pl.col("number") == 1) & (pl.col("before") > 1) & (pl.col("after") == 2)
    wrong = numbers.filter(
        pl.col("number") <= pl.col("before"), ~starts_again.fill_null(False), ~pl.col("another")
    )
    first = wrong.group_by("project_id", maintain_order=True).agg(pl.all().first())
    found = first.join(_around(numbers, first, place), on="project_id")
    return tables.projects.join(found, on="project_id").with_columns(
        case=pl.when(pl.col("number") == pl.col("before"))
        .then(pl.lit("repeated"))
        .otherwise(pl.lit("order")),
        field=pl.lit("goals"),
    )


def _around(numbers: pl.LazyFrame, wrong: pl.LazyFrame, place: list[str]) -> pl.LazyFrame:
    """The numbers around the wrong one of its list, as many as a person can look over: ``project_id``, ``observed``."""
    near = numbers.join(wrong.select(*place, wrong_at="at"), on=place, nulls_equal=True).filter(
        (pl.col("at") - pl.col("wrong_at")).abs() <= _DATA.shown
    )
    before = pl.when(pl.col("at").min() > 0).then(pl.lit("…、")).otherwise(pl.lit(""))
    behind = pl.when(pl.col("at").max() < pl.col("last").first()).then(pl.lit("、…")).otherwise(pl.lit(""))
    shown = pl.col("number").sort_by("at").cast(pl.String).str.join("、")
    return near.group_by("project_id").agg(observed=pl.concat_str(before, shown, behind))
