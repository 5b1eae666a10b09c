"""Near reuse against a slow, obvious count of every pair."""

from __future__ import annotations

import random
import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.compare import near_sets
from transforms.compare.near_duplicates import near_duplicates
from transforms.compare.near_sets import near_pairs
from transforms.compare.token_sets import gram_sets
from transforms.normalise.fingerprint import wording
from warehouse.schema import TABLES

TEXTS = st.lists(st.text(alphabet="补贴发放人数率ab", max_size=14), max_size=12)


def grams(text):
    return {text[at : at + 3] for at in range(len(text) - 2)} or {text}


def jaccard(one, other):
    return len(one & other) / len(one | other)


def every_near_pair(texts):
    sets = [grams(text) for text in texts]
    return {
        (a, b): jaccard(sets[a], sets[b])
        for b in range(len(sets))
        for a in range(b)
        if jaccard(sets[a], sets[b]) >= 0.8
    }


@given(TEXTS)
def test_grams_are_those_of_the_text(texts):
    sets = gram_sets(texts)
    assert list(sets.sizes) == [len(grams(text)) for text in texts]


@given(TEXTS)
def test_nothing_below_the_threshold_and_every_likeness_exact(texts):
    a, b, likeness = near_pairs(gram_sets(texts), 0.8)
    found = dict(zip(zip(a.tolist(), b.tolist(), strict=True), likeness.tolist(), strict=True))
    wanted = every_near_pair(texts)
    assert found.items() <= wanted.items()
    assert {pair for pair, value in wanted.items() if value == 1} <= found.keys()


def reworded(count, seed):
    """Distinct wordings, many of them another with a few characters changed."""
    rnd = random.Random(seed)
    letters = [chr(0x4E00 + at) for at in range(900)]
    base = ["".join(rnd.choices(letters, k=rnd.randrange(8, 40))) for _ in range(count // 4)]
    texts = set()
    while len(texts) < count:
        text = list(rnd.choice(base))
        for _ in range(rnd.randrange(4)):
            text[rnd.randrange(len(text))] = rnd.choice(letters)
        texts.add("".join(text))
    return sorted(texts)


def test_nearly_every_pair_is_found():
    texts = reworded(1200, seed=5)
    wanted = every_near_pair(texts)
    a, b, _ = near_pairs(gram_sets(texts), 0.8)
    found = set(zip(a.tolist(), b.tolist(), strict=True))
    assert len(wanted) > 100
    assert len(found & wanted.keys()) >= 0.99 * len(wanted)


def test_a_bucket_of_thousands_still_meets_its_first_and_its_neighbours(monkeypatch):
    monkeypatch.setattr(near_sets, "_NEIGHBOURS", 5)
    texts = [
        f"按照规定的标准及时足额发放城乡居民基本养老保险待遇确保老有所养{chr(0x4E00 + at)}"
        for at in range(300)
    ]
    a, b, _ = near_pairs(gram_sets(texts), 0.8)
    found = set(zip(a.tolist(), b.tolist(), strict=True))
    assert {(0, at) for at in range(1, 300)} <= found
    assert {(at, at + 1) for at in range(299)} <= found
    assert len(found) < 300 * 20  # of 44,850 pairs


@pytest.mark.parametrize("tokens", [1, 200, 10_000])
def test_likeness_is_the_same_however_few_pairs_are_compared_together(tokens, monkeypatch):
    texts = ["及时足额发放城乡居民基本养老保险待遇" * n + sign for n in range(1, 5) for sign in "甲乙丙丁"]
    wanted = near_pairs(gram_sets(texts), 0.8)
    monkeypatch.setattr(near_sets, "_TOKENS_AT_A_TIME", tokens)
    found = near_pairs(gram_sets(texts), 0.8)
    assert [one.tolist() for one in found] == [one.tolist() for one in wanted]


def indicator(number, year, county, level3, description):
    return f"i{number}", year, county, level3, description, wording(level3, description)


def test_the_mart_counts_wordings_and_says_where_both_are_from():
    columns = ["indicator_id", "fiscal_year", "county_code", "level3", "description", "fingerprint_wording"]
    schema = dict.fromkeys(columns, pl.String) | {"fiscal_year": pl.Int16}
    text = "反映享受养老保险待遇人员按时足额领取待遇的情况"
    rows = [
        indicator(5, 2023, "130821", "待遇发放率", text),
        indicator(2, 2023, "130821", "待遇发放率", text + "。"),
        indicator(3, 2024, "130822", "待遇 发放率", unicodedata.normalize("NFKD", text + "。")),
        indicator(4, 2023, "130821", "招聘会场次", "反映全年举办招聘会的次数"),
    ]
    found = near_duplicates(pl.LazyFrame(rows, schema=schema, orient="row"))
    assert TABLES["near_duplicates"].conform(found).rows(named=True) == [
        {
            "indicator_id_a": "i2",
            "indicator_id_b": "i5",
            "fiscal_year": 2023,
            "county_code": "130821",
            "jaccard": jaccard(grams("待遇发放率" + text), grams("待遇发放率" + text + "。")),
            "indicators_a": 2,
            "indicators_b": 1,
        }
    ]


def test_no_wording_no_pair():
    columns = ["indicator_id", "fiscal_year", "county_code", "level3", "description", "fingerprint_wording"]
    schema = dict.fromkeys(columns, pl.String) | {"fiscal_year": pl.Int16}
    assert near_duplicates(pl.LazyFrame([], schema=schema)).is_empty()
