"""The likest pairs of two lists, against comparing each with each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

import transforms.compare.candidates
from transforms.compare.candidates import Texts, candidates

pairs = st.lists(st.tuples(st.text("甲乙丙", min_size=1, max_size=5), st.integers(0, 1)), max_size=9)


def texts(rows):
    names = [text for text, _ in rows]
    return Texts([text[:3] for text in names], np.array([unit for _, unit in rows], dtype=np.int64), names)


def slow(one, other, most):
    """(place, other place) of the best of each row."""
    for at, (mine, unit) in enumerate(one):
        near = [
            (-(ratio(mine[:3], text[:3]) + 25 * (unit == theirs)), -round(ratio(mine, text), 3), place)
            for place, (text, theirs) in enumerate(other)
            if ratio(mine[:3], text[:3]) >= 60
        ]
        yield from ((at, place) for *_, place in sorted(near)[:most])


@given(one=pairs, other=pairs)
def test_each_text_is_looked_at_with_its_best(one, other):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transforms.compare.candidates, "MOST", 2)
        patch.setattr(transforms.compare.candidates, "_PAIRS_AT_A_TIME", 7)
        found = candidates(texts(one), texts(other), 60, 25)
    chosen = list(zip(found.one.tolist(), found.other.tolist(), strict=True))
    assert chosen == sorted(slow(one, other, 2))
    for at, place, percent in zip(*found, strict=True):
        assert percent == ratio(one[at][0][:3], other[place][0][:3])


def test_thousands_of_like_texts_have_no_more_pairs_than_a_hundred_each():
    names = [f"农村饮水安全巩固提升工程维修养护{number:04}" for number in range(1500)]
    both = Texts(names, np.zeros(len(names), np.int64), names)
    found = candidates(both, both, 75, 0)
    assert len(found.one) == 100 * len(names)
    assert set(found.one[found.one == found.other]) == set(range(len(names)))
