"""R09: the plan is written per quarter where the department's others accumulate.

The department's others are those of the same draft.

Not caught: a plan that accumulates among others that go by quarter; plans too odd to tell (R08 sees most).
"""

from __future__ import annotations

import polars as pl
from pydantic import BaseModel

from expectations.rules.form_texts import plan_as_written
from expectations.rules.rule import data_of
from expectations.rules.tables import Tables


class _Data(BaseModel):
    fewest: int
    majority: float


_DATA = data_of(__name__, _Data)


def find(tables: Tables) -> pl.LazyFrame:
    """One row a project with a plan per quarter in a draft whose plans accumulate."""
    told = tables.projects.filter(pl.col("plan_convention").is_in(["cumulative", "quarterly"]))
    written = tables.spending_plan.group_by("project_id").agg(observed=plan_as_written())
    accumulates = (pl.col("plan_convention") == "cumulative").sum().over("document_id")
    others = pl.len().over("document_id") - 1
    return (
        told.with_columns(cumulative=accumulates, others=others)
        .filter(
            pl.col("plan_convention") == "quarterly",
            pl.col("cumulative") >= _DATA.fewest,
            pl.col("cumulative") > _DATA.majority * pl.col("others"),
        )
        .join(written, on="project_id", how="left")
        .with_columns(field=pl.lit("spending_plan"))
    )
