"""The lines of corrections and waivers with what became of them, for people and programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from flows.intake.desk import read_desk
from flows.releasing.desk_record import SCHEMA, recorded
from transforms.correct.tables import line_facts
from transforms.correct.waived import waiver_row
from warehouse.desk import corrections, waivers
from warehouse.release import Release

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


def _waiver_key(row: dict[str, Any]) -> tuple[object, ...]:
    return tuple(row[name] for name in ("finding_id", "rule", "fiscal_year", "county_code", "field", "old"))
