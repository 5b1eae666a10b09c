"""R16: the indicator sits under the wrong level-2 category, as its name tells.

Only clear cases are named (data file): what may stand under several categories passes, such as a 完成率 under 数量, a
到位率 under 时效, and any rate that speaks of money under 成本; 满意率 under 满意度 is right, and under 社会效益 usual.
A count of what should not be (事故起数, or any count that is capped or to be zero) measures quality.

Not caught: names that do not say what they are; benefits under another kind of benefit.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.names import low_is_good
from expectations.rules.rule import data_of
from expectations.rules.tables import Tables
from expectations.rules.targets import is_capped
from warehouse.words import one_of


class _Kind(BaseModel):
    zh: str
    en: str
    ends: tuple[str, ...]
    without: tuple[str, ...] = ()
    wrong: tuple[str, ...]
    right: str
    unless_of_failures: bool = False


class _Data(BaseModel):
    kinds: tuple[_Kind, ...]


_KINDS = data_of(__name__, _Data).kinds


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator under a category that its kind cannot stand under."""
    kinds = pl.lit(None, dtype=pl.Int8)
    for place, kind in reversed(list(enumerate(_KINDS))):
        kinds = pl.when(_is_of(kind)).then(pl.lit(place, dtype=pl.Int8)).otherwise(kinds)
    of_failures = is_capped() | (pl.col("value_number") == 0).fill_null(False) | low_is_good(pl.col("name"))
    misplaced = pl.any_horizontal(
        (pl.col("kind") == place)
        & pl.col("level2_name").is_in(kind.wrong)
        & (~of_failures if kind.unless_of_failures else pl.lit(True))
        for place, kind in enumerate(_KINDS)
    )
    return (
        tables.indicators.with_columns(kind=kinds)
        .filter(misplaced)
        .with_columns(
            field=pl.lit("level2"),
            observed=pl.col("level2"),
            expected=_told("right"),
            kind_zh=_told("zh"),
            kind_en=_told("en"),
        )
    )


def _is_of(kind: _Kind) -> pl.Expr:
    name = pl.col("name")
    named = name.str.contains(f"(?:{one_of(kind.ends)})$")
    return named & ~name.str.contains(one_of(kind.without)) if kind.without else named


def _told(what: str) -> pl.Expr:
    texts = {place: getattr(kind, what) for place, kind in enumerate(_KINDS)}
    return pl.col("kind").replace_strict(texts, default=None, return_dtype=pl.String)
