"""R17: template residue: 目标内容1, XX, a goal that is only its number.

Not caught: template words that the data file does not list; a goal of empty words.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.form_texts import GOALS, OF_FORM, OF_INDICATOR, Called
from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from expectations.rules.text import plain


class _Data(BaseModel):
    anywhere: str
    goal: str
    cell: str
    longest_cell: int
    longest: int


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator, and one a form's head and goals, with template text; the emptiest goal first."""
    found = pl.concat(
        [
            _goals(tables.goals),
            *(_texts(tables.projects, column, called) for column, called in OF_FORM.items()),
            *(
                _texts(tables.indicators, column, called, cells=True)
                for column, called in OF_INDICATOR.items()
            ),
        ],
        how="diagonal",
    )
    places = found.group_by("project_id", "indicator_id", maintain_order=True).agg(
        pl.col("only").any(),
        pl.col("zh").unique(maintain_order=True).str.join("、").alias("places_zh"),
        pl.col("en").unique(maintain_order=True).str.join(", ").alias("places_en"),
        pl.col("text").sort_by(~pl.col("only"), maintain_order=True).first().alias("observed"),
        pl.col("field").sort_by(~pl.col("only"), maintain_order=True).first(),
        pl.col("page").first().alias("page_found"),
    )
    return tables.projects.join(places, on="project_id").with_columns(
        page=pl.coalesce("page_found", "page"),
        case=pl.when("only").then(pl.lit("only")).otherwise(pl.lit("left")),
        quoted=_shortened(pl.col("observed")),
    )


def _goals(goals: pl.LazyFrame) -> pl.LazyFrame:
    only = plain(pl.col("text")).str.contains(_DATA.goal)
    return _placed(
        goals.filter(only | pl.col("text").str.contains(_DATA.anywhere)),
        "goals",
        pl.col("text"),
        only,
        GOALS,
    )


def _texts(rows: pl.LazyFrame, column: str, called: Called, *, cells: bool = False) -> pl.LazyFrame:
    text = pl.col(column)
    found = rows.filter(text.str.contains(_DATA.anywhere))
    if cells:
        short = rows.filter(text.str.len_chars() <= _DATA.longest_cell)
        found = pl.concat([found, short.filter(plain(text).str.contains(_DATA.cell))])
    return _placed(found, column, text, pl.lit(False), called)


def _placed(rows: pl.LazyFrame, field: str, text: pl.Expr, only: pl.Expr, called: Called) -> pl.LazyFrame:
    keys = ["indicator_id", "page"] if field in OF_INDICATOR else ["page"]
    return rows.select(
        "project_id",
        *keys,
        text=text,
        only=only,
        field=pl.lit(field),
        zh=pl.lit(called.zh),
        en=pl.lit(called.en),
    )


def _shortened(text: pl.Expr) -> pl.Expr:
    long = text.str.len_chars() > _DATA.longest
    return pl.when(long).then(text.str.slice(0, _DATA.longest) + "…").otherwise(text)
