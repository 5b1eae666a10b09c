"""Writing a waiver for a finding of the current release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from flows.errors import NothingToCorrect, UnknownId
from flows.intake.desk import read_desk
from flows.published.signing import signed
from flows.texts import say
from warehouse.desk.appending import append_waiver
from warehouse.release import Release


@dataclass(frozen=True)
class WrittenWaiver:
    """A line that was added, by whom, and the finding that it waives."""

    line: int
    author: str
    finding: Mapping[str, Any]


def waive(root: Path, release: Release, finding_id: str, reason: str, author: str | None) -> WrittenWaiver:
    """Add a line to waivers.csv for a finding.

    Raises UnknownId, NothingToCorrect, DeskFileError.
    """
    found = release.scan("findings").filter(finding_id=finding_id).collect()
    if found.is_empty():
        raise UnknownId(finding_id)
    finding = found.row(0, named=True)
    lines = [waiver for waiver in read_desk(root).waivers if waiver.finding_id == finding_id]
    if lines:
        raise NothingToCorrect(say("desk.waived_already", line=lines[0].line))
    document = _row(release, "documents", "document_id", finding["document_id"])
    project = _row(release, "projects", "project_id", finding["project_id"])
    words: dict[str, Any] = {
        name: finding[name] for name in ("rule", "fiscal_year", "county_code", "field", "observed")
    }
    words |= {
        "finding_id": finding_id,
        "department_name": document.get("department_name"),
        "project": project.get("project_code") or project.get("project_name"),
        "indicator_name": _row(release, "indicators", "indicator_id", finding["indicator_id"]).get("level3"),
    }
    line = {name: "" if word is None else str(word) for name, word in words.items()} | signed(reason, author)
    return WrittenWaiver(append_waiver(root, line), line["author"], finding)


def _row(release: Release, table: str, key: str, value: str | None) -> Mapping[str, Any]:
    if value is None:
        return {}
    found = release.scan(table).filter(pl.col(key) == value).collect()
    return found.row(0, named=True) if found.height else {}
