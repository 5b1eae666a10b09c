"""Which county's department a draft speaks for: what rival drafts, open cases, letters and the summary go by."""

from __future__ import annotations

import polars as pl

from transforms.compare.counties import counties
from transforms.normalise.county import is_shared


def with_owner(documents: pl.DataFrame) -> pl.DataFrame:
    """Add ``county`` and ``department`` to rows of documents: the code, else the name; null where neither is known.

    The county is the one that comparisons count the draft under. Only a name that several places have (桥西区) is not
    taken for the one whose code other drafts give: what replaces a draft must be surer than what counts it.
    """
    told = counties(documents.lazy()).collect().select("document_id", told="county")
    shared = [name for name in documents["county_name"].drop_nulls().unique() if is_shared(name)]
    by_others = pl.when(~pl.col("county_name").is_in(shared)).then("told")
    return (
        documents.join(told, on="document_id", how="left", maintain_order="left")
        .with_columns(
            county=pl.coalesce("county_code", by_others, "county_name"),
            department=pl.coalesce("department_code", "department_name"),
        )
        .drop("told")
    )
