"""Marts ``measures`` and ``measure_targets``: who asks for 98 %, who for 80 % of the same thing.

A *measure* is one wording (level 3 and description, by fingerprint) with one unit; its targets are those of one
fiscal year that carry a number. A range counts by its lower end. Only measures that at least two counties set
have a row. ``outlier`` is judged as for budgets, on the numbers as they are (a target may be 0, and a rate has no
use for a logarithm): |0.6745·(x − median)/MAD| > 3.5 over at least 8 targets; where more than half of them are
the same (MAD 0), nothing is called an outlier.
"""

from __future__ import annotations

import polars as pl

from transforms.compare.budget_per_indicator import FEWEST_PEERS, NORMAL_MAD, OUTLIER_Z
from transforms.compare.counties import counties

FEWEST_COUNTIES = 2
_MEASURE = ["fiscal_year", "fingerprint_wording", "value_unit"]


def measures(indicators: pl.LazyFrame, documents: pl.LazyFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The two marts, each sorted by its key.

    ``indicators`` needs indicator_id, document_id, fiscal_year, level3, description, comparator, value_number,
    value_unit and fingerprint_wording; ``documents`` document_id, county_code, county_name. Measures: measure_id
    (fingerprint and unit), fiscal_year, level3, description, value_unit, counties, indicators, lowest, p25, median,
    p75, highest, outliers. Targets: measure_id, indicator_id, fiscal_year, county_code (the name, where no code is
    known), comparator, value_number, distance (from the median), outlier (null where it cannot be judged).
    """
    targets = _targets(indicators, documents).collect()
    told = [
        "measure_id", "indicator_id", "fiscal_year", "county_code", "comparator", "value_number", "distance", "outlier",
    ]  # fmt: skip
    return (
        _summary(targets).sort("fiscal_year", "measure_id"),
        targets.select(told).sort("measure_id", "indicator_id"),
    )


def _targets(indicators: pl.LazyFrame, documents: pl.LazyFrame) -> pl.LazyFrame:
    """The indicators that set a number to a measure of enough counties, each with its distance from the median."""
    number, unit = pl.col("value_number"), pl.col("value_unit").fill_null("")
    distance = number - number.median().over(_MEASURE)
    mad = distance.abs().median().over(_MEASURE)
    enough = (pl.len().over(_MEASURE) >= FEWEST_PEERS) & (mad > 0)
    measure_id = pl.concat_str("fingerprint_wording", "value_unit", separator="-").str.strip_chars_end("-")
    return (
        indicators.filter(pl.col("fingerprint_wording").is_not_null() & number.is_finite())
        .drop("county_code", strict=False)
        .join(counties(documents).drop_nulls().rename({"county": "county_code"}), on="document_id")
        .with_columns(value_unit=unit)
        .filter(pl.col("county_code").n_unique().over(_MEASURE) >= FEWEST_COUNTIES)
        .with_columns(
            measure_id=measure_id,
            distance=distance,
            outlier=pl.when(enough).then((NORMAL_MAD * distance / mad).abs() > OUTLIER_Z),
        )
    )


def _summary(targets: pl.DataFrame) -> pl.DataFrame:
    number = pl.col("value_number")
    quantiles = {"p25": 0.25, "median": 0.5, "p75": 0.75}
    return targets.group_by("measure_id", "fiscal_year", "value_unit").agg(
        pl.col("level3", "description").sort_by("indicator_id").first(),
        pl.col("county_code").n_unique().cast(pl.Int64).alias("counties"),
        pl.len().cast(pl.Int64).alias("indicators"),
        number.min().alias("lowest"),
        *[number.quantile(q, "linear").alias(name) for name, q in quantiles.items()],
        number.max().alias("highest"),
        pl.col("outlier").sum().cast(pl.Int64).alias("outliers"),
    )
