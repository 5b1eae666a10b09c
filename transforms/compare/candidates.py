"""The likest pairs of two lists of texts, without holding all pairs at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

# Of thousands of texts that are all alike, each is looked at with so many: real ones have a handful that are near.
MOST = 100
_PAIRS_AT_A_TIME = 1_000_000

Indexes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Texts(NamedTuple):
    """Texts as they are compared; a number beside each, what has the same going together rather; and the texts in full."""

    texts: Sequence[str]
    beside: Indexes
    in_full: Sequence[str]


class Candidates(NamedTuple):
    """Pairs, by their places in either list, and how alike their texts are in percent (``rapidfuzz.fuzz.ratio``)."""

    one: Indexes
    other: Indexes
    percent: Floats


def candidates(one: Texts, other: Texts, least: float, bonus: float) -> Candidates:
    """The pairs whose likeness is ``least`` percent (above 0) or more; for each of ``one`` no more than ``MOST``.

    Those are the likest, where the same number beside both is worth ``bonus`` percent; of equals those that are more
    alike in full, then the first of ``other``.
    """
    found = [Candidates(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    step = max(1, _PAIRS_AT_A_TIME // max(len(other.texts), 1))
    for start in range(0, len(one.texts), step):
        part = slice(start, start + step)
        percent = process.cdist(
            one.texts[part], other.texts, scorer=fuzz.ratio, score_cutoff=least, dtype=np.float64
        )
        worth = percent + bonus * (one.beside[part, None] == other.beside[None, :])
        _keep_best(percent, worth, one.in_full[part], other.in_full)
        places, others = np.nonzero(percent)
        found.append(Candidates(places + start, others, percent[places, others]))
    return Candidates(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _keep_best(percent: Floats, worth: Floats, one: Sequence[str], other: Sequence[str]) -> None:
    """Of a row with more than ``MOST`` likenesses, put 0 in the place of all but those that are most worth."""
    for row in np.flatnonzero(np.count_nonzero(percent, axis=1) > MOST).tolist():
        places = np.flatnonzero(percent[row])
        worths = worth[row, places]
        least = np.partition(worths, -MOST)[-MOST]
        equals = places[worths == least]
        missing = MOST - np.count_nonzero(worths > least)
        in_full = process.cdist([one[row]], [other[place] for place in equals.tolist()], scorer=fuzz.ratio)[0]
        percent[row, places[worths < least]] = 0
        percent[row, equals[np.argsort(-in_full, kind="stable")[missing:]]] = 0
