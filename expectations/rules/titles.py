"""Which titles of a contents list and of forms go together, without holding all pairs of them at once.

A draft may hold thousands of either that go with none: what comes back is one mark a title, and pairs are looked at a
million at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_PAIRS_AT_A_TIME = 1_000_000
Marks = npt.NDArray[np.bool_]


def sharing_letters(
    one: Sequence[str], other: Sequence[str], least: float, *, same_numbers: bool
) -> tuple[Marks, Marks]:
    """Which of ``one`` share most of their characters with any of ``other``, and which of ``other`` with any of ``one``.

    Likeness is twice the different characters that two have in common over all that they have, 0 to 1, and must be
    ``least`` or more (above 0); with ``same_numbers`` their digits must be the same too.
    """
    from scipy.sparse import csr_matrix

    places: dict[str, int] = {}
    owned = [
        [[places.setdefault(letter, len(places)) for letter in set(text)] for text in texts]
        for texts in (one, other)
    ]
    mine, theirs = (
        csr_matrix(
            (
                np.ones(sum(map(len, rows)), dtype=np.int32),
                np.array([place for row in rows for place in row], dtype=np.int32),
                np.cumsum([0, *map(len, rows)]),
            ),
            shape=(len(rows), len(places)),
        )
        for rows in owned
    )
    sizes = [np.array([len(row) for row in rows], dtype=np.int64) for rows in owned]
    numbers = [np.array([_digits(text) for text in texts], dtype=object) for texts in (one, other)]
    found = np.zeros(len(one), dtype=bool), np.zeros(len(other), dtype=bool)
    step = max(1, _PAIRS_AT_A_TIME // max(len(other), 1))
    for start in range(0, len(one), step):
        part = slice(start, start + step)
        shared = (mine[part] @ theirs.T).toarray()
        together = np.maximum(sizes[0][part, None] + sizes[1][None, :], 1)
        near = shared * 2 / together >= least
        if same_numbers:
            near &= numbers[0][part, None] == numbers[1][None, :]
        found[0][part] = near.any(axis=1)
        found[1][:] |= near.any(axis=0)
    return found


def beginning(starts: Sequence[str], texts: Sequence[str], shortest: int = 1) -> tuple[Marks, Marks]:
    """Which of ``starts``, of ``shortest`` characters at least, begin any of ``texts``; and which of ``texts`` are begun."""
    known = {start for start in starts if len(start) >= shortest}
    lengths = sorted({len(start) for start in known})
    used, begun = set[str](), np.zeros(len(texts), dtype=bool)
    for place, text in enumerate(texts):
        for length in lengths:
            if length > len(text):
                break
            if text[:length] in known:
                used.add(text[:length])
                begun[place] = True
    return np.array([start in used for start in starts], dtype=bool), begun


def ending(ends: Sequence[str], texts: Sequence[str], shortest: int) -> tuple[Marks, Marks]:
    """Which of ``ends``, of ``shortest`` characters at least, end any of ``texts``; and which of ``texts`` are ended."""
    return beginning([end[::-1] for end in ends], [text[::-1] for text in texts], shortest)


def equal(one: Sequence[str], other: Sequence[str]) -> tuple[Marks, Marks]:
    """Which of ``one`` are also in ``other``, and which of ``other`` in ``one``."""
    mine, theirs = set(one), set(other)
    return (
        np.array([text in theirs for text in one], dtype=bool),
        np.array([text in mine for text in other], dtype=bool),
    )


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))
