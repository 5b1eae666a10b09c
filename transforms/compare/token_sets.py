"""Sets of numbered tokens, many at once: a text as its character 3-grams, a project as its wordings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_GRAM = 3
_CODE_BITS = 21  # of a Unicode code point: three of them fill one 64-bit number, so that equal means equal


class TokenSets(NamedTuple):
    """Set i holds ``known[numbers[offsets[i]:offsets[i + 1]]]``, each once, in ascending order.

    ``known`` are the distinct tokens (uint64) of all sets, ascending.
    """

    known: npt.NDArray[np.uint64]
    numbers: npt.NDArray[np.int64]
    offsets: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of sets."""
        return len(self.offsets) - 1

    @property
    def sizes(self) -> npt.NDArray[np.int64]:
        """Number of tokens of each set."""
        return np.diff(self.offsets)


def token_sets(owners: npt.NDArray[np.int64], tokens: npt.NDArray[np.uint64], sets: int) -> TokenSets:
    """Gather tokens by their owner (0 to ``sets`` - 1), each token once a set."""
    known, numbers = np.unique(tokens, return_inverse=True)
    keys = np.sort(
        owners * len(known) + numbers
    )  # one number an owner and token: sorts faster than two columns
    keys = keys[np.diff(keys, prepend=-1) > 0]
    owned, numbers = np.divmod(keys, max(len(known), 1))
    counts = np.bincount(owned, minlength=sets)
    return TokenSets(known, numbers, np.concatenate(([0], np.cumsum(counts))).astype(np.int64))


def gram_sets(texts: Sequence[str]) -> TokenSets:
    """The character 3-grams of each text; a text of fewer than three characters is one gram of its own."""
    padded = [text.ljust(_GRAM, "\0") for text in texts]
    codes = np.frombuffer("".join(padded).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(
        np.uint64
    )
    lengths = np.array([len(text) for text in padded], dtype=np.int64)
    owners = np.repeat(np.arange(len(padded)), lengths)
    last = np.repeat(np.cumsum(lengths), lengths)
    starts = np.flatnonzero(np.arange(len(codes)) + _GRAM <= last)
    grams = np.zeros(len(starts), dtype=np.uint64)
    for at in range(_GRAM):
        grams = (grams << np.uint64(_CODE_BITS)) | codes[starts + at]
    return token_sets(owners[starts], grams, len(padded))
