"""Mart ``sharing``: who shares wordings with whom, county by county and department by department.

Two groups of one fiscal year share a wording (level 3 and description, by fingerprint) where both have it.
Counties are compared with every county; departments with the others of their county, as pairs over counties
would be the square of ten thousand: across counties their reuse is in ``reuse`` and ``peers``. Pairs that share
nothing have no row. Each pair stands in two rows, one from either side, so that one filter gives a group's own
list; ``share`` is of the distinct wordings of the first.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csr_matrix

from transforms.compare.counties import counties
from transforms.compare.groups import UNKNOWN, UNKNOWN_NAME

_Numbers = npt.NDArray[np.int64]
KEY = ["fiscal_year", "group_by", "county_code", "group_code", "other_county_code", "other_code"]


def sharing(indicators: pl.LazyFrame, documents: pl.LazyFrame) -> pl.DataFrame:
    """The mart: one row an ordered pair of groups that share a wording, sorted by its key.

    ``indicators`` needs document_id, fiscal_year, fingerprint_wording; ``documents`` document_id,
    department_code, department_name, county_code, county_name. Columns: fiscal_year, group_by (county,
    department), county_code, group_code, group_name, other_county_code, other_code, other_name, wordings and
    other_wordings (distinct, of either), shared (distinct, in both), share (shared / wordings, 0 to 1),
    indicators and indicators_shared (of the first group: all, and those with a shared wording).
    """
    placed = _place(indicators, documents).collect()
    of_counties = placed.with_columns(
        group_by=pl.lit("county"),
        group_code=pl.col("county_code"),
        group_name=pl.col("county_name"),
        among=pl.lit(""),
    )
    departments = placed.with_columns(
        group_by=pl.lit("department"),
        group_code=pl.coalesce("department_code", "department_name").fill_null(UNKNOWN),
        group_name=pl.col("department_name"),
        among=pl.col("county_code"),
    )
    parts = [
        _pairs(part)
        for rows in (of_counties, departments)
        for part in rows.partition_by("fiscal_year", "among")
    ]
    return pl.concat(parts).sort(KEY) if parts else _pairs(of_counties)


def _place(indicators: pl.LazyFrame, documents: pl.LazyFrame) -> pl.LazyFrame:
    names = documents.select("document_id", "department_code", "department_name", "county_name")
    known = counties(documents).select("document_id", county_code=pl.col("county").fill_null(UNKNOWN))
    return (
        indicators.select("document_id", "fiscal_year", "fingerprint_wording")
        .join(names, on="document_id", how="left")
        .join(known, on="document_id", how="left")
    )


def _pairs(rows: pl.DataFrame) -> pl.DataFrame:
    """Ordered pairs among groups that are compared with one another."""
    groups = _groups(rows)
    counts = (
        rows.filter(pl.col("fingerprint_wording").is_not_null())
        .join(groups.select("county_code", "group_code", "group"), on=["county_code", "group_code"])
        .with_columns(pl.col("fingerprint_wording").rank("dense").alias("wording") - 1)
        .group_by("group", "wording")
        .len()
    )
    a, b, shared, indicators_shared = _shared(counts, groups.height)
    ones = groups[a].drop("group")
    others = groups[b].select(
        pl.col("county_code").alias("other_county_code"),
        pl.col("group_code").alias("other_code"),
        pl.col("group_name").alias("other_name"),
        pl.col("wordings").alias("other_wordings"),
    )
    found = pl.DataFrame({"shared": shared, "indicators_shared": indicators_shared})
    return pl.concat([ones, others, found], how="horizontal").select(
        "fiscal_year",
        "group_by",
        "county_code",
        "group_code",
        "group_name",
        "other_county_code",
        "other_code",
        "other_name",
        "wordings",
        "other_wordings",
        "shared",
        (pl.col("shared") / pl.col("wordings")).alias("share"),
        "indicators",
        "indicators_shared",
    )


def _groups(rows: pl.DataFrame) -> pl.DataFrame:
    """The groups, numbered (``group``), with how many indicators and wordings they have."""
    return (
        rows.group_by("fiscal_year", "group_by", "county_code", "group_code")
        .agg(
            pl.col("group_name").min().fill_null(UNKNOWN_NAME),
            pl.len().cast(pl.Int64).alias("indicators"),
            pl.col("fingerprint_wording").drop_nulls().n_unique().cast(pl.Int64).alias("wordings"),
        )
        .sort("county_code", "group_code")
        .with_row_index("group")
    )


def _shared(counts: pl.DataFrame, groups: int) -> tuple[_Numbers, _Numbers, _Numbers, _Numbers]:
    """For each ordered pair with a wording in common: the pair, its wordings, the first one's indicators."""
    place = (counts["group"].to_numpy(), counts["wording"].to_numpy())
    shape = (groups, int(place[1].max()) + 1 if len(place[1]) else 1)
    has = csr_matrix((np.ones(counts.height, dtype=np.int64), place), shape=shape)
    times = csr_matrix((counts["len"].to_numpy().astype(np.int64), place), shape=shape)
    wordings, indicators = (has @ has.T).tocsr(), (times @ has.T).tocsr()
    wordings.sort_indices()  # the two products have numbers in the same places
    indicators.sort_indices()
    pairs = wordings.tocoo()
    other = pairs.row != pairs.col
    return pairs.row[other], pairs.col[other], pairs.data[other], indicators.data[other]
