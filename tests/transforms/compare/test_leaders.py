"""Representatives found by rare tokens, against comparing each set with every representative before it."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.compare.leaders import leaders
from transforms.compare.token_sets import token_sets


def found(sets):
    owners = np.array([at for at, tokens in enumerate(sets) for _ in tokens], dtype=np.int64)
    tokens = np.array([token for one in sets for token in one], dtype=np.uint64)
    leader, likeness = leaders(token_sets(owners, tokens, len(sets)))
    return list(zip(leader.tolist(), likeness.tolist(), strict=True))


def slow(sets):
    chosen = []
    for at, one in enumerate(sets):
        near = [
            (head, likeness)
            for head in range(at)
            if chosen[head][0] == head
            and (likeness := Fraction(len(one & sets[head]), len(one | sets[head]))) >= Fraction(4, 5)
        ]
        chosen.append(near[0] if near else (at, Fraction(1)))
    return [(head, float(likeness)) for head, likeness in chosen]


@given(st.lists(st.frozensets(st.integers(0, 11), min_size=1, max_size=9), max_size=14, unique=True))
def test_small_sets_follow_the_first_that_is_near(sets):
    assert found(sets) == slow(sets)


@pytest.mark.parametrize("seed", range(4))
def test_sets_of_all_sizes_follow_the_first_that_is_near(seed):
    rnd = random.Random(seed)
    sets = [frozenset(range(first, first + rnd.randint(1, 45))) for first in range(0, 400, 50)]
    while len(sets) < 300:  # some tokens out, some in
        one = set(rnd.choice(sets))
        one -= set(rnd.sample(sorted(one), rnd.randint(0, len(one) // 5)))
        sets.append(frozenset(one | {rnd.randrange(450) for _ in range(rnd.randint(0, 4))}))
    sets = list(dict.fromkeys(sets))
    rnd.shuffle(sets)
    wanted = slow(sets)
    assert found(sets) == wanted
    assert sum(head != at for at, (head, _) in enumerate(wanted)) > 50


def test_what_is_near_by_exactly_four_fifths_follows():
    assert found([frozenset(range(5)), frozenset(range(4))]) == [(0, 1.0), (0, 0.8)]


def test_what_large_sets_are_looked_at_for_does_not_grow_with_their_size_squared():
    large = frozenset(range(30_000))
    assert found([large, large - {0}, frozenset(range(30_000, 50_000))]) == [
        (0, 1.0),
        (0, len(large - {0}) / len(large)),
        (2, 1.0),
    ]
