"""What a target asks for, by its sign."""

from __future__ import annotations

import polars as pl

_CAPS = ("<=", "<")


def is_capped() -> pl.Expr:
    """Whether the row's target is a cap: the number is not to be exceeded."""
    return pl.col("comparator").is_in(_CAPS).fill_null(False)
