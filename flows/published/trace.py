"""Where a value was read: from an id back to the file, and to the cells that each field was stitched from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from flows.errors import UnknownId
from warehouse.raw import raw_file
from warehouse.release import Release


@dataclass(frozen=True)
class Trace:
    """What an id leads to. ``cells``: columns of table cells, in reading order, of the fields asked for."""

    kind: str
    document: Mapping[str, Any]
    name: str
    raw: Path | None
    cells: pl.DataFrame

    @property
    def numbers(self) -> dict[str | None, int]:
        """A number from 1 for each field, as table and picture show it; None is what no field took."""
        return {
            field: number
            for number, field in enumerate(dict.fromkeys(self.cells["field"].to_list()), start=1)
        }


def trace(release: Release, wanted: str) -> Trace:
    """Look up a project, an indicator or a finding. Raises UnknownId."""
    for kind, table, key in (
        ("project", "projects", "project_id"),
        ("indicator", "indicators", "indicator_id"),
        ("finding", "findings", "finding_id"),
    ):
        found = release.scan(table).filter(pl.col(key) == wanted).collect()
        if found.height:
            return _trace(release, kind, found.row(0, named=True))
    raise UnknownId(wanted)


def _trace(release: Release, kind: str, row: dict[str, Any]) -> Trace:
    document = release.scan("documents").filter(document_id=row["document_id"]).collect().row(0, named=True)
    cells = release.scan("cells").filter(pl.col("document_id") == row["document_id"])
    if row.get("indicator_id"):
        # a merged cell (level 1, say) belongs to the row where it begins, and counts for those below
        cells = cells.filter(indicator_id=row["indicator_id"])
    elif row.get("project_id"):
        cells = cells.filter(pl.col("indicator_id").is_null(), project_id=row["project_id"])
        cells = cells.filter(~pl.col("field").is_in(["label", "heading"]) | pl.col("field").is_null())
    else:
        cells = cells.filter(pl.col("in_form") & pl.col("field").is_null())
    name = row.get("level3") or row.get("project_name") or row.get("title") or row.get("message_zh") or ""
    raw = raw_file(release.folder.parent.parent, row["document_id"])
    return Trace(kind, document, name, raw, cells.collect())
