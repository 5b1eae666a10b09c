"""R20: a Latin letter or a sign alone in Chinese text, or a web page's tags.

Letters that name a kind or a grade (B超, A级, e家) pass, by a list; so does a capital inside a text (甲方A公司).

Not caught: a wrong Chinese character; several letters together; a digit that stands for a letter.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

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
_IN_FORM = {
    "title": ("标题", "the title"),
    "project_name": ("项目名称", "the name"),
    "purpose": ("资金用途", "the purpose"),
}
_IN_INDICATORS = {
    "level3": ("三级指标", "level 3"),
    "description": ("指标描述", "a description"),
    "value_text": ("指标值", "a target"),
    "basis": ("指标值确定依据", "a basis"),
}
_IN_GOALS = ("绩效目标", "the goals")


def find(tables: Tables) -> pl.LazyFrame:
    """One row an indicator, and one a form's head and goals, at the first stray character of it."""
    found = pl.concat(
        [
            *(_stray(tables.projects, column, place) for column, place in _IN_FORM.items()),
            _stray(tables.goals, "text", _IN_GOALS),
            *(_stray(tables.indicators, column, place) for column, place in _IN_INDICATORS.items()),
        ],
        how="diagonal",
    )
    first = found.group_by("project_id", "indicator_id", maintain_order=True).agg(pl.all().first())
    return tables.projects.join(first, on="project_id", suffix="_found").with_columns(
        page=pl.coalesce("page_found", "page"),
        quoted=_around(pl.col("observed"), pl.col("stray")),
        expected=pl.lit("没有多余字符的文字"),
    )


def _stray(rows: pl.LazyFrame, column: str, place: tuple[str, str]) -> pl.LazyFrame:
    text = pl.col(column)
    cleared = text.str.replace_all(_ALLOWED, "")
    letter = cleared.str.extract(f"({_LETTER})").str.extract("([A-Za-z])")
    stray = pl.coalesce(text.str.extract(f"({_DATA.tags})"), text.str.extract(f"({_DATA.signs})"), letter)
    keys = ["indicator_id", "page"] if column in _IN_INDICATORS else ["page"]
    return (
        rows.filter(text.str.contains(rf"[A-Za-z<&]|{_DATA.signs}"))
        .select(
            "project_id",
            *keys,
            stray=stray,
            observed=text,
            field=pl.lit("goals" if column == "text" else column),
            place_zh=pl.lit(place[0]),
            place_en=pl.lit(place[1]),
        )
        .drop_nulls("stray")
    )


def _around(text: pl.Expr, stray: pl.Expr) -> pl.Expr:
    """The words around the stray character, so that a person finds them."""
    before = text.str.splitn(stray, 2).struct.field("field_0").str.len_chars().cast(pl.Int64)
    return text.str.slice((before - _DATA.longest // 3).clip(0), _DATA.longest)
