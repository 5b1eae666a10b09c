"""R06: the check character of a project code departs from its peers (docs/values.md, "Codes").

The last character is ``A[(C - Σ 3^i·index(c_i)) mod 31]``; C is learned from all codes of the release that share
county, year and letter, and only where there are enough of them and nearly all agree.

Not caught: codes with few peers; prefixes that follow no constant; a misread prefix (R05 sees its county).
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables

_LENGTH = 21
_FACTOR = 3


class _Data(BaseModel):
    alphabet: str
    prefix: int
    fewest_peers: int
    majority: float


_DATA = data_of(__name__, _Data)
_MODULUS = len(_DATA.alphabet)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose code does not end as its peers' do."""
    codes = (
        tables.projects.filter(
            pl.col("project_code").str.contains(rf"^[0-9]{{8}}[A-Z][0-9A-Z]{{{_LENGTH - 9}}}$")
        )
        .with_columns(
            prefix=pl.col("project_code").str.slice(0, _DATA.prefix),
            weighted=pl.sum_horizontal(
                [_index(place) * pow(_FACTOR, place, _MODULUS) for place in range(_LENGTH - 1)],
                ignore_nulls=False,
            ),
            last=_index(_LENGTH - 1),
        )
        .with_columns(constant=(pl.col("weighted") + pl.col("last")) % _MODULUS)
        .collect()  # once: they are both taught from and judged
        .lazy()
    )
    letters = pl.Series(list(_DATA.alphabet)).implode()
    right = (pl.col("learned") - pl.col("weighted")) % _MODULUS
    return (
        codes.join(_learned(codes), on="prefix")
        .filter(pl.col("constant").is_null() | (pl.col("constant") != pl.col("learned")))
        .with_columns(
            case=pl.when(pl.col("constant").is_null()).then(pl.lit("foreign")).otherwise(pl.lit("departs")),
            field=pl.lit("project_code"),
            observed=pl.col("project_code"),
            expected=pl.lit(letters, dtype=pl.List(pl.String)).list.get(right).fill_null(_DATA.alphabet),
        )
    )


def _index(place: int) -> pl.Expr:
    """The place of a character in the alphabet; null for one that is not in it."""
    values = {letter: number for number, letter in enumerate(_DATA.alphabet)}
    return (
        pl.col("project_code").str.slice(place, 1).replace_strict(values, default=None, return_dtype=pl.Int64)
    )


def _learned(codes: pl.LazyFrame) -> pl.LazyFrame:
    """The constant that nearly all codes of a prefix follow, where there are enough of them."""
    votes = codes.drop_nulls("constant").group_by("prefix", "constant").agg(pl.len().alias("votes"))
    share = pl.col("votes") / pl.col("votes").sum().over("prefix")
    enough = pl.col("votes").sum().over("prefix") >= _DATA.fewest_peers
    return votes.filter(enough & (share >= _DATA.majority)).select("prefix", learned="constant")
