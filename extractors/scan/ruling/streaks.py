"""Streaks that dirt on a scanner's glass draws down the whole sheet, taken off: in a table they would pass for walls."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.scan.picture import Grey

_BESIDE = 1.2  # points: what lies to either side of a streak
_DARKER = 10  # grey levels, than that
_SHOWN = 0.6  # of the picture's rows: letters and lines are crossed, and hide it
_END = 0.04  # of the rows, at either end: no table reaches so far
_WIDEST = 1.5  # points


def without_streaks(grey: Grey, point: float) -> Grey:
    """Return the picture as it came from the scanner (paper white, not turned yet) with the streaks' columns mended.

    A column is one where it is darker than those beside it from the sheet's upper edge to the lower one. What crosses it
    stays.
    """
    beside = max(2, round(_BESIDE * point))
    around = np.minimum(_shifted(grey, beside), _shifted(grey, -beside))  # the darker of both sides
    darker = around.astype(np.int16) - grey > _DARKER
    rows = max(1, round(_END * len(grey)))
    ends = np.minimum(darker[:rows].mean(axis=0), darker[-rows:].mean(axis=0))
    streaks = np.flatnonzero((darker.mean(axis=0) > _SHOWN) & (ends > _SHOWN))
    if not streaks.size:
        return grey
    mended = grey.copy()
    for run in np.split(streaks, np.flatnonzero(np.diff(streaks) > 1) + 1):
        if len(run) <= _WIDEST * point:
            columns = slice(max(0, int(run[0]) - 1), int(run[-1]) + 2)  # and their blur
            mended[:, columns] = np.maximum(grey[:, columns], around[:, columns])
    return mended


def _shifted(grey: Grey, by: int) -> NDArray[np.uint8]:
    """The picture moved to the right (left where negative), its edge drawn on."""
    columns = np.clip(np.arange(grey.shape[1]) - by, 0, grey.shape[1] - 1)
    return np.asarray(grey[:, columns], dtype=np.uint8)
