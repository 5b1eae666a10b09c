"""Expressions over text columns that the rules share."""

from __future__ import annotations

import re

import polars as pl

_BRACKETS = r"[(（][^()（）]{0,20}[)）]"
_PUNCTUATION = r"[\s\p{P}\p{S}]"
_SLOT = re.compile(r"\{(\w+)\}")


def plain(text: pl.Expr) -> pl.Expr:
    """NFKC, white space removed, casefolded: equal for the same words however typed. Null becomes empty."""
    return text.fill_null("").str.normalize("NFKC").str.replace_all(r"\s+", "").str.to_lowercase()


def words_only(text: pl.Expr) -> pl.Expr:
    """As ``plain``, and without punctuation and signs."""
    return plain(text).str.replace_all(_PUNCTUATION, "")


def drop_brackets(text: pl.Expr) -> pl.Expr:
    """Without remarks in brackets: 差错率(%) is 差错率."""
    return text.str.replace_all(_BRACKETS, "")


def amount(wanyuan: pl.Expr) -> pl.Expr:
    """A Decimal(18, 6) as people write it: at least two decimals, no more zeros than that."""
    return wanyuan.cast(pl.String).str.replace(r"(\.\d\d\d*?)0+$", "$1")


def number(value: pl.Expr) -> pl.Expr:
    """A float as people write it: without a fraction that is zero."""
    return value.round(6).cast(pl.String).str.replace(r"\.0$", "")


def letters_shared(one: str, other: str) -> pl.Expr:
    """Twice the different characters that two columns have in common over all that they have, 0 to 1."""
    mine, theirs = (pl.col(column).str.split("").list.unique() for column in (one, other))
    return mine.list.set_intersection(theirs).list.len() * 2 / (mine.list.len() + theirs.list.len())


def filled(template: str) -> pl.Expr:
    """A template with the row's columns in place of their ``{names}``; null is nothing."""
    columns = [pl.col(name).cast(pl.String).fill_null("") for name in _SLOT.findall(template)]
    return pl.format(_SLOT.sub("{}", template), *columns) if columns else pl.lit(template)
