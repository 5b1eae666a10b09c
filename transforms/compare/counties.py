"""Which county a draft is from, also where its forms have no project codes to tell the county's code."""

from __future__ import annotations

import polars as pl


def counties(documents: pl.LazyFrame) -> pl.LazyFrame:
    """Return document_id and county, one row a draft; null where the county is not known.

    The draft's county_code; else the code that other drafts with the same county_name have; else, where none has
    one, the name. A name that goes with several codes (桥西区 is a district of two cities) tells nothing.
    ``documents`` needs document_id, county_code, county_name.
    """
    code, name = pl.col("county_code"), pl.col("county_name")
    lowest, highest = code.min().over(name), code.max().over(name)
    by_name = pl.when(lowest.is_null()).then(name).when(lowest == highest).then(lowest)
    return documents.select(
        "document_id", pl.coalesce(code, pl.when(name.is_not_null()).then(by_name)).alias("county")
    )
