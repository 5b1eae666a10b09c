"""Which open cases a batch closed."""

from __future__ import annotations

import polars as pl

from flows.intake.manifest import Work
from flows.judging.cases import closed_cases
from warehouse.release import Release
from warehouse.store import Warehouse


def closed_now(work: Work, release: Release, documents: pl.DataFrame) -> pl.DataFrame:
    """Rows of the release's ``documents``: the cases that were open in the release before and are not any more."""
    parent = release.manifest.parent
    if parent is None:
        return documents.clear()
    return closed_cases(Warehouse(work.warehouse).release(parent).scan("documents").collect(), documents)
