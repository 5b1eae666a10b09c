"""The groups that marts are counted over: unit, department, county, level 2, funding level and
document, province.

One definition for every mart, so that their rows join on (``group_by``, ``fiscal_year``, ``county_code``,
``group_code``). Codes are only unique within a county (department 323 exists in every one), so county_code
belongs to the key of units and departments; group_code stays the plain code. Groups that span counties
(level2, funding_level, funding_document, province) have no county_code. Where the draft gives no code the name stands in for
it, the county's too (``counties``), and where it gives neither, ``unknown``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

import polars as pl

UNKNOWN = "unknown"
DEPARTMENT = ["department_code", "department_name"]
_NAMES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
UNKNOWN_NAME: str = _NAMES["unknown"]


class Group(NamedTuple):
    """How rows are grouped: expressions for the code and name, and whether a group lies inside one county."""

    code: pl.Expr
    name: pl.Expr
    in_county: bool


GROUPS: dict[str, Group] = {
    "project": Group(pl.col("project_id"), pl.col("project_name"), in_county=True),
    "unit": Group(pl.coalesce("unit_code", "unit_name"), pl.col("unit_name"), in_county=True),
    "department": Group(
        pl.coalesce("department_code", "department_name"), pl.col("department_name"), in_county=True
    ),
    "county": Group(pl.col("county"), pl.col("county_name"), in_county=True),
    "level2": Group(pl.col("level2_name"), pl.col("level2_name"), in_county=False),
    "funding_level": Group(
        pl.col("funding_level"),
        pl.col("funding_level").replace_strict(
            _NAMES["funding_levels"], default=None, return_dtype=pl.String
        ),
        in_county=False,
    ),
    "funding_document": Group(pl.col("funding_document"), pl.col("funding_document"), in_county=False),
    "province": Group(pl.lit("province"), pl.lit(_NAMES["province"]), in_county=False),
}


def aggregate(rows: pl.LazyFrame, group_by: str, aggregations: list[pl.Expr]) -> pl.LazyFrame:
    """``rows``, with what the group needs and ``county``, counted per group and fiscal year.

    Returns fiscal_year, county_code, group_by, group_code, group_name, then the aggregations. A group written
    under several names goes by the first of them in code-point order, so that every run says the same.
    """
    group = GROUPS[group_by]
    county = pl.col("county") if group.in_county else pl.lit(None, dtype=pl.String)
    return (
        rows.group_by(
            "fiscal_year",
            county.alias("county_code"),
            group.code.fill_null(UNKNOWN).alias("group_code"),
        )
        .agg(group.name.min().fill_null(UNKNOWN_NAME).alias("group_name"), *aggregations)
        .with_columns(pl.lit(group_by).alias("group_by"))
        .select(
            "fiscal_year",
            "county_code",
            "group_by",
            "group_code",
            "group_name",
            *[expression.meta.output_name() for expression in aggregations],
        )
    )
