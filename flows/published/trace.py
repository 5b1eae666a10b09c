"""Where a value was read: from an id back to the file, and to the cells that each field was stitched from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from flows.errors import UnknownId
from flows.published.as_read import as_read
from flows.published.traced_cells import traced_cells
from warehouse.raw import raw_file
from warehouse.release import Release
from warehouse.schema import TABLES

_READ = ("cells", "indicators")


@dataclass(frozen=True)
class Trace:
    """What an id leads to. ``cells``: columns of table cells, in reading order, of the fields asked for.

    ``held``: its draft is quarantined; ``page``: the page that a finding names, if it does.
    """

    kind: str
    document: Mapping[str, Any]
    name: str
    raw: Path | None
    cells: pl.DataFrame
    held: bool = False
    page: int | None = None

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
    root = release.folder.parent.parent
    held = document["status"] == "quarantined"
    tables = _as_read(root, document) if held else _published(release, row["document_id"])
    name = row.get("level3") or row.get("project_name") or row.get("title") or row.get("message_zh") or ""
    cells = traced_cells(row, *tables)
    return Trace(kind, document, name, raw_file(root, row["document_id"]), cells, held, row.get("page"))


def _published(release: Release, document_id: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    own = pl.col("document_id") == document_id
    cells, indicators = (release.scan(table).filter(own).collect() for table in _READ)
    return cells, indicators


def _as_read(root: Path, document: Mapping[str, Any]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The tables of a draft that is held back, and so in no table of the release; empty where it cannot be read."""
    found = as_read(root, document)
    tables = (
        found[1] if found else {name: pl.DataFrame(schema=TABLES[name].polars_schema()) for name in _READ}
    )
    return tables["cells"], tables["indicators"]
