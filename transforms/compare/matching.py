"""Matching one to one, from the best pair down."""

from __future__ import annotations

import polars as pl


def one_to_one(best_first: pl.DataFrame, left: list[str], right: list[str]) -> pl.Series:
    """Which of the pairs are chosen: those neither side of which is in a better pair that is chosen.

    ``left`` and ``right`` name the columns that tell who stands on either side.
    """
    taken: tuple[set[tuple[object, ...]], set[tuple[object, ...]]] = (set(), set())
    chosen = []
    for one, other in zip(
        best_first.select(left).iter_rows(), best_first.select(right).iter_rows(), strict=True
    ):
        chosen.append(one not in taken[0] and other not in taken[1])
        if chosen[-1]:
            taken[0].add(one)
            taken[1].add(other)
    return pl.Series(chosen, dtype=pl.Boolean)
