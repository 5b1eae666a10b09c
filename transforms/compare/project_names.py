"""Project names as they are compared from year to year and from county to county."""

from __future__ import annotations

import polars as pl

# From the inside out: a funding document, which has brackets itself, may stand in brackets.
_DOCUMENT = r"[一-龥]财[一-龥]{0,2}[【〔\[（(]\d{4}[】〕\]）)]\s*第?\d+\s*号?"  # 冀财社〔2022〕150号
_INNER = r"【[^】]*】|〔[^〕]*〕|\[[^\]]*\]"
_PASSING = r"（[^）]*）|\([^)]*\)|\d{4}\s*年度?|第?[一二三四五六七八九十\d]+批"


def plain_name(name: pl.Expr) -> pl.Expr:
    """Return the name without funding document, years, brackets and instalments, white space removed; empty for null."""
    return (
        name.fill_null("")
        .str.replace_all(_DOCUMENT, "")
        .str.replace_all(_INNER, "")
        .str.replace_all(_PASSING, "")
        .str.replace_all(r"\s+", "")
        .str.strip_chars("-—_、.")
    )
