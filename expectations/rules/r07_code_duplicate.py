"""R07: one project code on two projects of a draft.

Not caught: the same code in the drafts of two departments.
"""

from __future__ import annotations

import polars as pl

from expectations.rules.peers import others_of
from expectations.rules.tables import Tables


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project whose code another project of its draft has."""
    code = pl.col("project_code").str.strip_chars()
    coded = tables.projects.with_columns(observed=code).filter(pl.col("observed") != "")
    return others_of(coded, ["document_id", "observed"]).with_columns(field=pl.lit("project_code"))
