"""The marts that rules across drafts read, computed before the gate decides."""

from __future__ import annotations

import polars as pl

from transforms.compare.budget_per_indicator import budget_per_indicator
from transforms.compare.continued import continued_projects
from warehouse.schema import TABLES


def marts_for_rules(projects: pl.LazyFrame, documents: pl.LazyFrame) -> dict[str, pl.DataFrame]:
    """The marts that rules read, by name. Floats are the same in the last digit whatever order the rows come in."""
    in_order = projects.sort("project_id").collect().lazy()
    marts = {
        "budget_per_indicator": budget_per_indicator(in_order, documents),
        "continued_projects": continued_projects(in_order, documents),
    }
    return {name: TABLES[name].conform(mart) for name, mart in marts.items()}
