"""How grave a finding is: a number cannot be trusted, the draft contradicts itself, or it is worth a look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    import polars as pl

Severity = Literal["critical", "warning", "info"]
GRAVEST_FIRST: tuple[Severity, ...] = get_args(Severity)


def gravity() -> pl.Expr:
    """The place of a row's ``severity`` among them: 0 for the gravest."""
    import polars as pl

    return pl.col("severity").replace_strict(GRAVEST_FIRST, range(len(GRAVEST_FIRST)), return_dtype=pl.Int8)
