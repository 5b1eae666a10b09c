"""The lines of corrections and waivers as a release's batch saw them."""

from __future__ import annotations

import polars as pl

from warehouse.desk import corrections, waivers
from warehouse.release import Release

SCHEMA = {
    "file": pl.String, "line": pl.Int32, "status": pl.String, "county_code": pl.String, "document_id": pl.String,
    "project_id": pl.String, "indicator_id": pl.String, "finding_id": pl.String, "rule": pl.String,
    "field": pl.String, "old": pl.String, "new": pl.String, "found": pl.String, "reason": pl.String,
    "author": pl.String, "written_at": pl.String,
}  # fmt: skip


def recorded(release: Release) -> pl.DataFrame:
    """The lines as a release's batch saw them: columns of ``SCHEMA``, and ``entry`` for corrections."""
    ruled = release.scan("corrections_applied").with_columns(file=pl.lit(corrections.FILE))
    waived = (
        release.scan("waivers_applied").rename({"observed": "old"}).with_columns(file=pl.lit(waivers.FILE))
    )
    return pl.concat([ruled, waived], how="diagonal").select(*SCHEMA, "entry", "fiscal_year").collect()
