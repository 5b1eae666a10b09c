"""Mart ``near_duplicates``: wordings that differ, and yet are nearly the same (docs/comparisons.md, "near_duplicates").

A wording is level 3 and description, compared as its fingerprint is: NFKC, without white space, casefolded.
Two are near where the Jaccard likeness of their character 3-grams is at least 0.8; every pair is counted
exactly, and nothing is said of pairs of pairs (no chaining). Each distinct wording is compared once and stands
for all indicators that have it, by the first of their ids.
"""

from __future__ import annotations

import polars as pl

from transforms.compare.near_sets import near_pairs
from transforms.compare.token_sets import gram_sets

THRESHOLD = 0.8


def near_duplicates(indicators: pl.LazyFrame) -> pl.DataFrame:
    """The mart: one row a pair of wordings, sorted by its key.

    ``indicators`` needs indicator_id, fiscal_year, county_code, level3, description, fingerprint_wording.
    Columns: indicator_id_a, indicator_id_b, fiscal_year and county_code (null where the two indicators differ in
    them), jaccard, indicators_a, indicators_b (how many indicators have either wording).
    """
    wordings = _wordings(indicators).collect()
    a, b, jaccard = near_pairs(gram_sets(wordings["text"].to_list()), THRESHOLD)
    ones, others = wordings[a], wordings[b]
    swapped = ones["indicator_id"] > others["indicator_id"]
    pairs = pl.concat(
        [
            ones.select(pl.all().name.suffix("_1")),
            others.select(pl.all().name.suffix("_2")),
            pl.DataFrame({"jaccard": jaccard, "swapped": swapped}),
        ],
        how="horizontal",
    )
    return pairs.select(
        _in_order("indicator_id", "1", "2").alias("indicator_id_a"),
        _in_order("indicator_id", "2", "1").alias("indicator_id_b"),
        *[
            pl.when(pl.col(f"{name}_1") == pl.col(f"{name}_2")).then(f"{name}_1").alias(name)
            for name in ("fiscal_year", "county_code")
        ],
        "jaccard",
        _in_order("indicators", "1", "2").alias("indicators_a"),
        _in_order("indicators", "2", "1").alias("indicators_b"),
    ).sort("indicator_id_a", "indicator_id_b")


def _wordings(indicators: pl.LazyFrame) -> pl.LazyFrame:
    """One row a distinct wording, in the order of the text, so that what is alike mostly stands together."""
    written = pl.concat_str(pl.col("level3", "description").fill_null("")).str.normalize("NFKC")
    return (
        indicators.filter(pl.col("fingerprint_wording").is_not_null())
        .sort("indicator_id")
        .group_by("fingerprint_wording")
        .agg(
            pl.col("indicator_id", "fiscal_year", "county_code", "level3", "description").first(),
            pl.len().cast(pl.Int64).alias("indicators"),
        )
        .select(
            "indicator_id",
            "fiscal_year",
            "county_code",
            "indicators",
            written.str.replace_all(r"\s+", "").str.to_lowercase().alias("text"),
        )
        .filter(pl.col("text") != "")
        .sort("text", "indicator_id")
    )


def _in_order(name: str, one: str, other: str) -> pl.Expr:
    return pl.when("swapped").then(f"{name}_{other}").otherwise(f"{name}_{one}")
