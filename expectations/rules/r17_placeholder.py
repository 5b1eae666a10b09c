"""R17: template residue: 目标内容1, XX, a goal that is only its number.

Not caught: template words that the data file does not list; a goal of empty words.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

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
# Column → how a person calls the place.
_IN_FORM = {
    "title": ("标题", "title"),
    "project_name": ("项目名称", "name"),
    "purpose": ("资金用途", "purpose"),
}
_IN_INDICATORS = {
    "level3": ("三级指标", "level 3"),
    "description": ("指标描述", "description"),
    "value_text": ("指标值", "target"),
    "basis": ("指标值确定依据", "basis"),
}
_GOALS = ("绩效目标", "goals")


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator, and one a form's head and goals, with template text; the emptiest goal first."""
    found = pl.concat(
        [
            _goals(tables.goals),
            *(_texts(tables.projects, column, place) for column, place in _IN_FORM.items()),
            *(
                _texts(tables.indicators, column, place, cells=True)
                for column, place in _IN_INDICATORS.items()
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
        expected=pl.lit("具体内容"),
    )


def _goals(goals: pl.LazyFrame) -> pl.LazyFrame:
    only = plain(pl.col("text")).str.contains(_DATA.goal)
    return _placed(
        goals.filter(only | pl.col("text").str.contains(_DATA.anywhere)),
        "goals",
        pl.col("text"),
        only,
        _GOALS,
    )


def _texts(rows: pl.LazyFrame, column: str, place: tuple[str, str], *, cells: bool = False) -> pl.LazyFrame:
    text = pl.col(column)
    found = rows.filter(text.str.contains(_DATA.anywhere))
    if cells:
        short = rows.filter(text.str.len_chars() <= _DATA.longest_cell)
        found = pl.concat([found, short.filter(plain(text).str.contains(_DATA.cell))])
    return _placed(found, column, text, pl.lit(False), place)


def _placed(
    rows: pl.LazyFrame, field: str, text: pl.Expr, only: pl.Expr, place: tuple[str, str]
) -> pl.LazyFrame:
    keys = ["indicator_id", "page"] if field in _IN_INDICATORS else ["page"]
    return rows.select(
        "project_id",
        *keys,
        text=text,
        only=only,
        field=pl.lit(field),
        zh=pl.lit(place[0]),
        en=pl.lit(place[1]),
    )


def _shortened(text: pl.Expr) -> pl.Expr:
    long = text.str.len_chars() > _DATA.longest
    return pl.when(long).then(text.str.slice(0, _DATA.longest) + "…").otherwise(text)
