"""R05: a project code that is absent or out of shape, or whose year or county is not the draft's.

Where no form of a draft has a code the layout has none: one finding, on the draft as a whole, and not one a form.

Not caught: a code of the right shape that belongs to another project (R06 sees most misreadings).
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables


class _Data(BaseModel):
    shape: str
    no_codes_from: int
    majority: float


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose code is not what a code of this draft should be."""
    code = pl.col("project_code").fill_null("").str.strip_chars()
    shaped = code.str.contains(_DATA.shape) & ~code.str.contains("\n")
    coded = tables.projects.with_columns(
        observed=code,
        code_county=pl.when(shaped).then(code.str.slice(0, 6)),
        code_year=pl.when(shaped).then(code.str.slice(6, 2)),
        length=code.str.len_chars(),
        forms=pl.len().over("document_id"),
        codes=(code != "").sum().over("document_id"),
    )
    return (
        coded.join(_peers(coded), on=["document_id", "code_county"], how="left")
        .with_columns(case=_case())
        .drop_nulls("case")
        .with_columns(
            field=pl.lit("project_code"),
            project_id=pl.when(pl.col("case") != "none").then("project_id"),
            known_by="project_id",  # the first form's: of a whole draft too, waivers of it name an id made of that
        )
    )


def _peers(coded: pl.LazyFrame) -> pl.LazyFrame:
    """For each county code in a draft, the county that more of the draft's other codes name, if there is one."""
    counts = (
        coded.drop_nulls("code_county").group_by("document_id", "code_county").agg(pl.len().alias("votes"))
    )
    most = pl.col("votes").max().over("document_id")
    leaders = (
        counts.filter(pl.col("votes") == most)
        .group_by("document_id")
        .agg(
            pl.col("code_county").first().alias("peers"),
            pl.len().alias("leaders"),
            pl.col("votes").first().alias("led_by"),
        )
    )
    total = pl.col("votes").sum().over("document_id") - 1
    return (
        counts.with_columns(others=total)
        .join(leaders.filter(leaders=1), on="document_id")
        .filter(
            pl.col("code_county") != pl.col("peers"), pl.col("led_by") > _DATA.majority * pl.col("others")
        )
        .select("document_id", "code_county", "peers")
    )


def _case() -> pl.Expr:
    year = pl.col("fiscal_year").cast(pl.String).str.slice(2, 2)
    no_layout = (pl.col("codes") == 0) & (pl.col("forms") >= _DATA.no_codes_from)
    return (
        pl.when(no_layout)
        .then(pl.when(pl.col("no") == pl.col("no").min().over("document_id")).then(pl.lit("none")))
        .when(pl.col("observed") == "")
        .then(pl.lit("absent"))
        .when(pl.col("code_year").is_null())
        .then(pl.lit("shape"))
        .when(pl.col("peers").is_not_null())
        .then(pl.lit("county"))
        .when(pl.col("code_year") != year)
        .then(pl.lit("year"))
    )
