"""Near reuse beside datasketch and beside every pair there is, on the same distinct wordings, in one run.

    python benchmarks/near_reuse.py

Both find pairs of texts whose character 3-grams have a Jaccard likeness of at least 0.8, candidates by MinHash LSH and each
pair verified. datasketch is used as its documentation does: 128 permutations, a whole text's grams in one update.
"""

from __future__ import annotations

import time

import numpy as np
from datasketch import MinHash, MinHashLSH
from province_tables import wordings
from scipy.sparse import csr_matrix

from transforms.compare.near_sets import near_pairs
from transforms.compare.token_sets import TokenSets, gram_sets

WORDINGS = 20_000
THRESHOLD = 0.8
Pairs = set[tuple[int, int]]


def ours(texts: list[str]) -> Pairs:
    a, b, _ = near_pairs(gram_sets(texts), THRESHOLD)
    return set(zip(a.tolist(), b.tolist(), strict=True))


def with_datasketch(texts: list[str], **chosen: tuple[int, int]) -> Pairs:
    grams = [{text[at : at + 3] for at in range(len(text) - 2)} for text in texts]
    hashes = MinHash.bulk([[gram.encode() for gram in one] for one in grams], num_perm=128)
    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=128, **chosen)
    for at, one in enumerate(hashes):
        lsh.insert(at, one)
    return {
        (a, b)
        for b, one in enumerate(hashes)
        for a in lsh.query(one)
        if a < b and len(grams[a] & grams[b]) >= THRESHOLD * len(grams[a] | grams[b])
    }


def every_pair(sets: TokenSets) -> Pairs:
    """All pairs that share a gram, counted by a product of matrices, a thousand rows at a time."""
    ones = np.ones(len(sets.numbers), dtype=np.int32)
    has = csr_matrix((ones, sets.numbers, sets.offsets), shape=(len(sets), len(sets.known)))
    found: Pairs = set()
    for start in range(0, len(sets), 1000):
        shared = (has[start : start + 1000] @ has.T).tocoo()
        a, b = shared.row + start, shared.col
        near = (a < b) & (shared.data >= THRESHOLD * (sets.sizes[a] + sets.sizes[b] - shared.data))
        found |= set(zip(a[near].tolist(), b[near].tolist(), strict=True))
    return found


def main() -> None:
    texts = list(
        dict.fromkeys(one + other for one, other in wordings().select("level3", "description").iter_rows())
    )
    texts = [
        *texts[: WORDINGS // 2],
        *texts[-(WORDINGS // 2) :],
    ]  # those of templates with variants, and others
    truth = every_pair(gram_sets(texts))
    print(f"\n{len(texts):,} distinct wordings, {len(truth):,} near pairs of all pairs\n")
    print(f"{'':36}{'CPU s':>8}{'pairs':>10}{'recall':>9}{'precision':>11}")
    for name, way in (
        ("jixiao", ours),
        ("datasketch, as it chooses its bands", with_datasketch),
        ("datasketch, bands for this recall", lambda texts: with_datasketch(texts, params=(14, 4))),
    ):
        began = time.process_time()
        found = way(texts)
        spent = time.process_time() - began
        right = len(found & truth)
        print(
            f"{name:36}{spent:8.2f}{len(found):10,}{right / len(truth):9.4f}{right / max(len(found), 1):11.4f}"
        )


if __name__ == "__main__":
    main()
