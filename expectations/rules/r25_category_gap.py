"""R25: a form lacks output, benefit or satisfaction indicators.

A category counts at either level (older forms have 满意度 as a kind of benefit). A form whose indicators have no
category at all has a layout without them.

Not caught: a category that is there with an indicator of another kind (R16 sees some).
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables


class _Category(BaseModel):
    zh: str
    en: str
    pattern: str


class _Data(BaseModel):
    categories: tuple[_Category, ...]


_CATEGORIES = data_of(__name__, _Data).categories


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project that lacks a category, with all that it lacks."""
    levels = pl.concat_str(pl.col("level1").fill_null(""), pl.lit("/"), pl.col("level2").fill_null(""))
    has = tables.indicators.group_by("project_id").agg(
        pl.col("level1").is_not_null().any().alias("categorised"),
        *(levels.str.contains(one.pattern).any().alias(one.en) for one in _CATEGORIES),
    )
    lacks = [pl.when(~pl.col(one.en)).then(pl.lit(one.zh)) for one in _CATEGORIES]
    lacks_en = [pl.when(~pl.col(one.en)).then(pl.lit(one.en)) for one in _CATEGORIES]
    return (
        tables.projects.join(has.filter("categorised"), on="project_id")
        .filter(~pl.all_horizontal(one.en for one in _CATEGORIES))
        .with_columns(
            missing_zh=pl.concat_str(lacks, separator="、", ignore_nulls=True),
            missing_en=pl.concat_str(lacks_en, separator=", ", ignore_nulls=True),
        )
        .with_columns(
            field=pl.lit("level1"),
            expected=pl.lit("、".join(one.zh for one in _CATEGORIES)),
        )
    )
