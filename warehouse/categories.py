"""Names of the levels of indicators as they are compared.

The word 指标 drops out (docs/reading.md, "What a draft holds"), and so do points in brackets, which a form may print
behind a level's name (数量指标（20分）). The tables keep the names as written.
"""

from __future__ import annotations

import re

import polars as pl

_NO_NAME = r"指标|[（(][^（）()]*\d[^（）()]*[）)]"


def category(name: pl.Expr) -> pl.Expr:
    """The compared name of each level."""
    return name.str.replace_all(_NO_NAME, "")


def category_of(name: str) -> str:
    """The compared name of one level."""
    return re.sub(_NO_NAME, "", name)
