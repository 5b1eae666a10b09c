"""Pairs of sets that are nearly the same: candidates by MinHash LSH, each verified exactly.

Two sets of Jaccard likeness s share a band of ``_ROWS`` hashes with probability s^4, and at least one of the
``_BANDS`` with 1 − (1 − s^4)^14: 0.9994 at s = 0.8 and 0.99999 at 0.9, so that next to none is missed. What
is found besides is dropped by the exact count, so that no pair below the threshold is ever returned.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from rensa import RMinHash, RMinHashDigestMatrix, RMinHashLSH
from scipy.sparse import csr_matrix

from transforms.compare.token_sets import TokenSets

_BANDS = 14
_ROWS = 4
_SEED = 20230101
_SETS_AT_A_TIME = 100_000  # signatures pass through Python lists, 8 bytes and more a number
_TOKENS_AT_A_TIME = 20_000_000  # of the sets of pairs that are compared together
_PAIRS_IN_HAND = 20_000_000  # candidates before those found twice are put out
# In a bucket of more sets than this (a form letter with one word changed, say) each meets its neighbours in the
# order given and the bucket's first: all pairs of such a bucket would take the square of its size.
_NEIGHBOURS = 300

Indexes = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


def near_pairs(sets: TokenSets, threshold: float) -> tuple[Indexes, Indexes, npt.NDArray[np.float64]]:
    """All pairs (a < b) with a Jaccard likeness of at least ``threshold``, sorted; and that likeness."""
    candidates = _candidates(sets, threshold)
    a, b = np.divmod(candidates, max(len(sets), 1))
    jaccard = _jaccard(sets, a, b)
    near = jaccard >= threshold
    return a[near], b[near], jaccard[near]


def _candidates(sets: TokenSets, threshold: float) -> Indexes:
    """Pairs that share a band and may be near by their sizes, each once as a·n + b, ascending."""
    hashes = _mixed(sets.known)[sets.numbers]
    sharing = _sharing_a_band(hashes, sets.offsets)
    if not len(sharing):
        return np.empty(0, dtype=np.int64)
    signatures = np.concatenate(list(_signatures(hashes, sets.offsets, sharing)))
    found: list[Indexes] = []
    for band in range(_BANDS):
        one, other = _same_bucket(signatures[:, band * _ROWS : (band + 1) * _ROWS])
        a, b = sharing[one], sharing[other]
        one, other = sets.sizes[a], sets.sizes[b]
        possible = np.minimum(one, other) >= threshold * np.maximum(one, other)
        found.append(a[possible] * len(sets) + b[possible])
        if sum(map(len, found)) > _PAIRS_IN_HAND:
            found = [_each_once(found)]
    return _each_once(found)


def _each_once(parts: list[Indexes]) -> Indexes:
    numbers: Indexes = np.sort(np.concatenate(parts))
    once: Indexes = numbers[np.diff(numbers, prepend=-1) > 0]
    return once


def _sharing_a_band(hashes: Hashes, offsets: Indexes) -> Indexes:
    """The sets that share a band with any other, ascending.

    Signatures leave the library as Python lists, which costs more than all the rest; those of sets that are
    alone in all their bands need not.
    """
    index = RMinHashLSH(
        1.0, _BANDS * _ROWS, _BANDS
    )  # the threshold is for similarities that it computes itself
    return np.flatnonzero(index.query_duplicate_flags_matrix_one_shot(_signed(hashes, offsets)))


def _signatures(hashes: Hashes, offsets: Indexes, chosen: Indexes) -> Iterator[npt.NDArray[np.uint32]]:
    """The MinHash signatures of the chosen sets, some rows at a time."""
    for start in range(0, len(chosen), _SETS_AT_A_TIME):
        some = chosen[start : start + _SETS_AT_A_TIME]
        sizes = offsets[some + 1] - offsets[some]
        ends = np.cumsum(sizes)
        places = np.arange(ends[-1]) + np.repeat(offsets[some] - (ends - sizes), sizes)
        signed = _signed(hashes[places], np.concatenate(([0], ends)))
        yield np.array(signed.to_rows(), dtype=np.uint32)


def _signed(hashes: Hashes, offsets: Indexes) -> RMinHashDigestMatrix:
    return RMinHash.digest_matrix_from_flat_token_hashes(
        hashes, offsets.astype(np.uint64), _BANDS * _ROWS, _SEED
    )


def _mixed(tokens: npt.NDArray[np.uint64]) -> Hashes:
    """Spread numbered tokens over all 64 bits (the finaliser of SplitMix64), as MinHash expects of hashes."""
    mixed = tokens + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _same_bucket(band: npt.NDArray[np.uint32]) -> tuple[Indexes, Indexes]:
    """Pairs (a < b) of rows with equal hashes."""
    key = np.zeros(len(band), dtype=np.uint64)
    for column in band.T:
        key = _mixed(key ^ column)
    order = np.argsort(key, kind="stable")  # within a bucket the order given
    begins = np.flatnonzero(np.concatenate(([True], key[order][1:] != key[order][:-1])))
    sizes = np.diff(np.append(begins, len(order)))
    first, ends = np.repeat(begins, sizes), np.repeat(begins + sizes, sizes)
    place = np.arange(len(order))
    meets = np.minimum(ends - place - 1, _NEIGHBOURS)
    a = np.repeat(place, meets)
    b = a + 1 + np.arange(len(a)) - np.repeat(np.cumsum(meets) - meets, meets)
    beyond = place - first > _NEIGHBOURS  # these did not meet their bucket's first
    return order[np.concatenate((a, first[beyond]))], order[np.concatenate((b, place[beyond]))]


def _jaccard(sets: TokenSets, a: Indexes, b: Indexes) -> npt.NDArray[np.float64]:
    """Exact likeness of each pair."""
    sizes = sets.sizes
    jaccard = np.empty(len(a))
    ones = np.ones(len(sets.numbers), dtype=np.int32)
    matrix = csr_matrix((ones, sets.numbers, sets.offsets), shape=(len(sets), len(sets.known)))
    held = np.cumsum(sizes[a] + sizes[b])
    start = 0
    while start < len(a):
        so_far = held[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(held, so_far + _TOKENS_AT_A_TIME, side="right")))
        one, other = a[start:end], b[start:end]
        shared = np.asarray(matrix[one].multiply(matrix[other]).sum(axis=1)).ravel()
        jaccard[start:end] = shared / (sizes[one] + sizes[other] - shared)
        start = end
    return jaccard
