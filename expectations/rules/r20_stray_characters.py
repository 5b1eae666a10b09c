"""R20: a Latin letter or a sign alone in Chinese text, or a web page's tags.

Letters that name a kind or a grade (B超, A级, e家) pass, by a list; so does a capital inside a text (甲方A公司).

Not caught: a wrong Chinese character; several letters together; a digit that stands for a letter.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.form_texts import GOALS, OF_FORM, OF_INDICATOR, Called
from expectations.rules.rule import data_of
from expectations.rules.tables import Tables


class _Data(BaseModel):
    at_start: str
    inside: str
    tags: str
    signs: str
    allowed: tuple[str, ...]
    longest: int


_DATA = data_of(__name__, _Data)
_LETTER = rf"{_DATA.at_start}|{_DATA.inside}"
_ALLOWED = "|".join(_DATA.allowed)


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator, and one a form's head and goals, at the first stray character of it."""
    found = pl.concat(
        [
            *(_stray(tables.projects, column, called) for column, called in OF_FORM.items()),
            _stray(tables.goals, "text", GOALS),
            *(_stray(tables.indicators, column, called) for column, called in OF_INDICATOR.items()),
        ],
        how="diagonal",
    )
    first = found.group_by("project_id", "indicator_id", maintain_order=True).agg(pl.all().first())
    return tables.projects.join(first, on="project_id", suffix="_found").with_columns(
        page=pl.coalesce("page_found", "page"),
        quoted=_around(pl.col("observed"), pl.col("stray")),
    )


def _stray(rows: pl.LazyFrame, column: str, called: Called) -> pl.LazyFrame:
    text = pl.col(column)
    cleared = text.str.replace_all(_ALLOWED, "")
    letter = cleared.str.extract(f"({_LETTER})").str.extract("([A-Za-z])")
    stray = pl.coalesce(text.str.extract(f"({_DATA.tags})"), text.str.extract(f"({_DATA.signs})"), letter)
    keys = ["indicator_id", "page"] if column in OF_INDICATOR else ["page"]
    return (
        rows.filter(text.str.contains(rf"[A-Za-z<&]|{_DATA.signs}"))
        .select(
            "project_id",
            *keys,
            stray=stray,
            observed=text,
            field=pl.lit("goals" if column == "text" else column),
            place_zh=pl.lit(called.zh),
            place_en=pl.lit(called.en_one),
        )
        .drop_nulls("stray")
    )


def _around(text: pl.Expr, stray: pl.Expr) -> pl.Expr:
    """The words around the stray character, so that a person finds them."""
    before = text.str.splitn(stray, 2).struct.field("field_0").str.len_chars().cast(pl.Int64)
    return text.str.slice((before - _DATA.longest // 3).clip(0), _DATA.longest)
