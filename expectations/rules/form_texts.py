"""The texts of a form that rules look through, and what findings call them (form_texts.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Called(_Data):
    """What a text is called: ``en`` by itself (target), ``en_one`` as one of its kind (a target)."""

    zh: str
    en: str
    en_one: str


class _Plan(_Data):
    empty: str


class _FormTexts(_Data):
    form: dict[str, Called]
    goals: Called
    indicator: dict[str, Called]
    plan: _Plan


_TEXTS = _FormTexts.model_validate(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")))
OF_FORM, OF_INDICATOR = _TEXTS.form, _TEXTS.indicator
"""Columns of projects, and of indicators, that hold what people wrote → what they are called."""
GOALS = _TEXTS.goals


def plan_as_written() -> pl.Expr:
    """A project's rows of spending_plan as one text, in the order of their dates: 25 / 50 / 空 / 100."""
    percent = pl.col("percent_written").sort_by("milestone").cast(pl.String).str.replace(r"\.0$", "")
    return percent.fill_null(_TEXTS.plan.empty).str.join(" / ")
