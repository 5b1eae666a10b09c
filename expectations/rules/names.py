"""What the name of an indicator says it is, and what its unit counts (names.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from expectations.rules.text import plain, words_only
from warehouse.words import one_of


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class _Ends(_Data):
    ends: tuple[str, ...]
    without: tuple[str, ...] = Field(default=(), alias="not")


class _Words(_Data):
    words: tuple[str, ...]


class _Counted(_Ends):
    counted: tuple[str, ...]


class _EndsOrWords(_Data):
    ends: tuple[str, ...]
    words: tuple[str, ...]


class _Units(_Data):
    counted: tuple[str, ...]
    time: tuple[str, ...]


class _Title(_Data):
    dropped: str


class _Names(_Data):
    title: _Title
    rate: _Ends
    count: _Ends
    low: _Counted
    small: _Words
    change: _EndsOrWords
    units: _Units


@cache
def _names() -> _Names:
    return _Names.model_validate(tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8")))


def title_key(title: pl.Expr) -> pl.Expr:
    """A title, or a project's name, down to the words that name the project."""
    return words_only(plain(title).str.replace_all(_names().title.dropped, ""))


def is_rate(name: pl.Expr) -> pl.Expr:
    """Whether the name is of a share or rate: 结案率, 补助比例; not 频率 or 效率."""
    return _ends(name, _names().rate)


def is_count(name: pl.Expr) -> pl.Expr:
    """Whether the name is of a number of things: 结案数量, 培训人次."""
    return _ends(name, _names().count)


def low_is_good(name: pl.Expr) -> pl.Expr:
    """Whether the measure is to be kept low: 差错率, 事故起数; not 投诉处理率 or 失业人员再就业人数."""
    low = _names().low
    right = name.str.contains(f"(?:{one_of(low.ends)})(?:{one_of(low.counted)})?$")
    return right & ~name.str.contains(one_of(low.without))


def may_be_small(name: pl.Expr) -> pl.Expr:
    """Whether a fraction of a per cent may well be meant: 差错率, 手续费率, 市场占有率."""
    return name.str.contains(one_of(_names().small.words))


def is_change(name: pl.Expr) -> pl.Expr:
    """Whether the measure is a change or may rise above the whole: 增长率, 任务完成率."""
    words = _names().change
    return name.str.contains(f"{one_of(words.words)}|(?:{one_of(words.ends)})$")


def counts_things(unit: pl.Expr) -> pl.Expr:
    """Whether the canonical unit is of things counted: 人, 次."""
    return unit.is_in(_names().units.counted)


def counts_time(unit: pl.Expr) -> pl.Expr:
    """Whether the canonical unit is of time: 天, 小时."""
    return unit.is_in(_names().units.time)


def _ends(name: pl.Expr, words: _Ends) -> pl.Expr:
    right = name.str.contains(f"(?:{one_of(words.ends)})$")
    return right & ~name.str.contains(f"(?:{one_of(words.without)})$") if words.without else right
