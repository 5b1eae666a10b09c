"""Why a draft does not stand, as the table documents keeps it: in Chinese, whatever language a batch is run in."""

from __future__ import annotations

from string import Formatter

import polars as pl

from flows.texts import say_in_both


def reason(key: str, **facts: pl.Expr) -> pl.Expr:
    """The Chinese text for a key, its facts filled in row by row; null where a fact is null."""
    chinese, _ = say_in_both(key)
    parts: list[pl.Expr] = []
    for words, fact, _, _ in Formatter().parse(chinese):
        parts.append(pl.lit(words))
        if fact is not None:
            parts.append(facts[fact])
    return pl.concat_str(parts)
