"""The lines of corrections and waivers with what became of them, for people and programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from flows.desk import read_desk
from transforms.correct.tables import line_facts
from transforms.correct.waived import waiver_row
from warehouse.desk import corrections, waivers
from warehouse.release import Release

SCHEMA = {
    "file": pl.String, "line": pl.Int32, "status": pl.String, "county_code": pl.String, "document_id": pl.String,
    "project_id": pl.String, "indicator_id": pl.String, "finding_id": pl.String, "rule": pl.String,
    "field": pl.String, "old": pl.String, "new": pl.String, "found": pl.String, "reason": pl.String,
    "author": pl.String, "written_at": pl.String,
}  # fmt: skip
PENDING = "pending"


def list_lines(root: Path, release: Release) -> pl.DataFrame:
    """One row a line and draft (columns of ``SCHEMA``), in the order of the files as they are now.

    ``status`` is that of the release; ``pending`` for a line that no batch has seen yet. Raises DeskFileError.
    """
    desk = read_desk(root)
    ruled = recorded(release)
    done = {entry: rows for (entry,), rows in ruled.filter(file=corrections.FILE).group_by("entry")}
    rows: list[dict[str, Any]] = []
    for line in desk.corrections:
        said = line_facts(line)
        if line.entry in done:
            rows += [{**row, **said, "new": row["new"]} for row in done[line.entry].rows(named=True)]
        else:
            rows.append(said | {"document_id": line.document_id, "status": PENDING})
    before = {_waiver_key(row): row for row in ruled.filter(file=waivers.FILE).rows(named=True)}
    for waiver in desk.waivers:
        row = waiver_row(waiver, 0) | {"old": waiver.observed}
        rows.append(row | {"status": before.get(_waiver_key(row), {}).get("status", PENDING)})
    files = [corrections.FILE] * (len(rows) - len(desk.waivers)) + [waivers.FILE] * len(desk.waivers)
    told = [
        {name: row.get(name) for name in SCHEMA} | {"file": file}
        for row, file in zip(rows, files, strict=True)
    ]
    return pl.DataFrame(told, schema=SCHEMA, orient="row")


def recorded(release: Release) -> pl.DataFrame:
    """The lines as a release's batch saw them: columns of ``SCHEMA``, and ``entry`` for corrections."""
    ruled = release.scan("corrections_applied").with_columns(file=pl.lit(corrections.FILE))
    waived = (
        release.scan("waivers_applied").rename({"observed": "old"}).with_columns(file=pl.lit(waivers.FILE))
    )
    return pl.concat([ruled, waived], how="diagonal").select(*SCHEMA, "entry", "fiscal_year").collect()


def _waiver_key(row: dict[str, Any]) -> tuple[object, ...]:
    return tuple(row[name] for name in ("finding_id", "rule", "fiscal_year", "county_code", "field", "old"))
