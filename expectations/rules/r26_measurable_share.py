"""R26: fewer than half of a project's indicators can be measured.

Not caught: numbers that measure nothing to the point.
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.rule import data_of
from expectations.rules.tables import Tables


class _Data(BaseModel):
    share: float


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project with too few measurable indicators."""
    return tables.projects.filter(
        pl.col("measurable_count") < _DATA.share * pl.col("indicator_count")
    ).with_columns(field=pl.lit("measurable_count"))
