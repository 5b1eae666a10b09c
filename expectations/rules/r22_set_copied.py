"""R22: two projects of a draft share their whole indicator set, or all but the values.

Sets are compared by fingerprint, in any order: *whole* with level 2 and value, *all but the values* by name and
description alone.

Not caught: sets that share most indicators (mart template_families); a set shared with another department or
county, which a standard form may ask for (mart reuse).
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.peers import others_of
from expectations.rules.rule import data_of
from expectations.rules.tables import Tables


class _Data(BaseModel):
    fewest: int


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose set another project of its draft has."""
    sets = (
        tables.indicators.select("project_id", "fingerprint_full", "fingerprint_wording")
        .group_by("project_id")
        .agg(
            pl.len().alias("size"),
            pl.col("fingerprint_wording").null_count().alias("wordless"),
            pl.col("fingerprint_full").sort().str.join().hash().alias("whole"),
            pl.col("fingerprint_wording").sort().str.join().hash().alias("wording"),
        )
        .filter(pl.col("size") >= _DATA.fewest, pl.col("wordless") == 0)
    )
    projects = tables.projects.join(sets, on="project_id")
    whole = others_of(projects, ["document_id", "whole"]).with_columns(case=pl.lit("whole"))
    wording = others_of(projects, ["document_id", "wording"]).with_columns(case=pl.lit("values"))
    return pl.concat([whole, wording.join(whole, on="project_id", how="anti")]).with_columns(
        field=pl.lit("indicators")
    )
