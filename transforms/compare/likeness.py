"""How alike two texts are: normalised indel similarity, 2·(longest common subsequence) / (both lengths)."""

from __future__ import annotations

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process

# Enough to tell any two ratios of lengths apart, and coarse enough that how a ratio was computed does not show.
PLACES = 9


def likeness(one: pl.Series, other: pl.Series) -> pl.Series:
    """Likeness of two columns of text, row by row, 0 to 1, rounded to nine places. Two empty texts are alike."""
    percent = process.cpdist(one.to_list(), other.to_list(), scorer=fuzz.ratio, dtype=np.float64, workers=-1)
    return (pl.Series(percent, dtype=pl.Float64) / 100).round(PLACES)
