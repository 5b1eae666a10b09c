"""Indicators of a project that goes on, whose words drifted from one year to the next.

Of what either year has and the other has not, two go together that share level 2 and unit, and whose level 3 and
description are alike by 0.8 at least; matched one to one, from the best down.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from transforms.compare.candidates import Texts, candidates
from transforms.compare.likeness import likeness
from transforms.compare.matching import one_to_one

LEAST_LIKENESS = 0.8
_ROUNDING = 1e-6  # percent
# Pairs of what two years of a project left over under one level 2 and unit; more are not all put side by side.
_MANY = 2_500
_PROJECT = ["project_key", "year_from"]


def drifted_words(dropped: pl.DataFrame, added: pl.DataFrame) -> pl.DataFrame:
    """The pairs: the row of ``dropped`` with the columns of that of ``added`` behind it, named ``…_after``, and ``likeness``.

    Both have project_key, year_from, level2, unit, wording (its fingerprint) and words (level 3 and description).
    """
    among = [*_PROJECT, "level2", "unit"]
    sizes = dropped.group_by(among).len("one").join(added.group_by(among).len("other"), on=among)
    many = sizes.filter(pl.col("one") * pl.col("other") > _MANY)
    few = dropped.join(many, on=among, how="anti").join(added, on=among, suffix="_after")
    pairs = pl.concat(
        [few, *(_likely(dropped, added, group) for (_, group) in many.select(among).group_by(among))]
    )
    near = pairs.with_columns(likeness=likeness(pairs["words"], pairs["words_after"])).filter(
        pl.col("likeness") >= LEAST_LIKENESS
    )
    best = near.sort(
        "likeness", "project_key", "year_from", "wording", "wording_after", descending=[True] + [False] * 4
    )
    return best.filter(one_to_one(best, [*_PROJECT, "unit", "wording"], [*_PROJECT, "unit", "wording_after"]))


def _likely(dropped: pl.DataFrame, added: pl.DataFrame, group: pl.DataFrame) -> pl.DataFrame:
    """The pairs of one large group whose words are near, each with the likest alone."""
    among = group.columns
    one, other = (rows.join(group, on=among, how="semi").sort("wording") for rows in (dropped, added))
    mine, theirs = (
        Texts(words, np.zeros(len(words), np.int64), words)
        for words in (one["words"].to_list(), other["words"].to_list())
    )
    found = candidates(mine, theirs, 100 * LEAST_LIKENESS - _ROUNDING, bonus=0)
    after = other[found.other].select(pl.exclude(among).name.suffix("_after"))
    return pl.concat([one[found.one], after], how="horizontal")
