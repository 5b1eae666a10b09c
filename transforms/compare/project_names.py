"""Project names as they are compared from year to year and from county to county."""

from __future__ import annotations

import polars as pl

# Inner brackets first: a funding document may stand in brackets inside brackets.
_INNER = r"【[^】]*】|〔[^〕]*〕|\[[^\]]*\]"
_PASSING = r"（[^）]*）|\([^)]*\)|\d{4}\s*年度?|第?[一二三四五六七八九十\d]+批"


def plain_name(name: pl.Expr) -> pl.Expr:
    """Return the name without years, brackets and instalments, white space removed; empty for null."""
    return (
        name.fill_null("")
        .str.replace_all(_INNER, "")
        .str.replace_all(_PASSING, "")
        .str.replace_all(r"\s+", "")
        .str.strip_chars("-—_、.")
    )
