"""Which sets represent others: each set, in the order given, follows the first representative that is near it, or
represents from then on.

Near is a Jaccard likeness of at least 0.8, found exactly and without comparing all with all (prefix filtering, as
in AllPairs and PPJoin). Two sets of sizes s and m are near where they share o = ⌈0.8·(s + m) / 1.8⌉ tokens or more.
With the tokens of every set in one order, from the rarest, their first shared token then stands among the
first s − o + 1 of the one and the first m − o + 1 of the other; so only representatives that have a rare token in such a
place are looked at, and a word that half the province shares costs nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from transforms.compare.token_sets import TokenSets

# A likeness of 4/5, in whole numbers: at the border a binary fraction would decide by its rounding.
_NEAR, _OF = 4, 5


def leaders(sets: TokenSets) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """For each set its representative, and the likeness to it; a set that follows none represents itself, at 1."""
    leader, likeness = np.arange(len(sets)), np.ones(len(sets))
    known = _Representatives()
    for at, tokens in enumerate(_rarest_first(sets)):
        near = known.near(tokens)
        if near is None:
            known.add(at, tokens)
        else:
            leader[at], likeness[at] = near
    return leader, likeness


class _Representatives:
    """The sets that represent, by each token at which another set may meet them first, and there by size and place."""

    def __init__(self) -> None:
        self._tokens: dict[int, frozenset[int]] = {}
        self._at: dict[int, dict[tuple[int, int], list[int]]] = {}

    def add(self, number: int, tokens: list[int]) -> None:
        size = len(tokens)
        self._tokens[number] = frozenset(tokens)
        # no set is so much smaller or larger that the two would meet later than this
        for place in range(_places(size, _smallest(size))):
            self._at.setdefault(tokens[place], {}).setdefault((size, place), []).append(number)

    def near(self, tokens: list[int]) -> tuple[int, float] | None:
        """The first representative that is near, and how near."""
        mine, found = frozenset(tokens), None
        for number in sorted(self._candidates(tokens)):
            theirs = self._tokens[number]
            shared = len(mine & theirs)
            if shared >= _least_shared(len(mine), len(theirs)):
                found = number, shared / (len(mine) + len(theirs) - shared)
                break
        return found

    def _candidates(self, tokens: list[int]) -> set[int]:
        size, found = len(tokens), set[int]()
        smallest, largest = _smallest(size), size * _OF // _NEAR
        for place in range(_places(size, smallest)):
            for (other, other_place), numbers in self._at.get(tokens[place], {}).items():
                if (
                    smallest <= other <= largest
                    and place < _places(size, other)
                    and other_place < _places(other, size)
                ):
                    found.update(numbers)
        return found


def _places(size: int, other: int) -> int:
    """At how many places, from its rarest token, a set may first meet a near one of another size."""
    return size - _least_shared(size, other) + 1


def _smallest(size: int) -> int:
    """The size of the smallest set that may be near one of this size."""
    return -(-size * _NEAR // _OF)


def _least_shared(size: int, other: int) -> int:
    """How many tokens two near sets share at least."""
    return -(-(size + other) * _NEAR // (_NEAR + _OF))


def _rarest_first(sets: TokenSets) -> list[list[int]]:
    """The tokens of each set, numbered anew from the rarest to the commonest, ascending."""
    uses = np.bincount(sets.numbers, minlength=len(sets.known))
    rank = np.empty(len(uses), dtype=np.int64)
    rank[np.argsort(uses, kind="stable")] = np.arange(len(uses))
    owners = np.repeat(np.arange(len(sets)), sets.sizes)
    ranked = rank[sets.numbers]
    ordered = ranked[np.lexsort((ranked, owners))]
    return [one.tolist() for one in np.split(ordered, sets.offsets[1:-1])] if len(sets) else []
