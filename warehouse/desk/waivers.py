"""``waivers.csv``: findings that a person has looked at and lets stand, each with the reason.

A line names a finding by its id, and describes it in words too: the id changes with the bytes of a draft, the
words let the waiver hold for the next version of the draft as long as that says the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from warehouse.desk import written
from warehouse.desk.errors import DeskFileError, Fault
from warehouse.desk.reading import Cells, said
from warehouse.desk.sheet import Row, read_sheet

FILE = "waivers.csv"
WORDS = (
    "rule", "fiscal_year", "county_code", "department_name", "project", "indicator_name", "field", "observed",
)  # fmt: skip
"""What describes a finding; ``project`` is its project's code, or its name where it has no code."""


class Waiver(BaseModel):
    """One line. Where ``rule`` is None the id alone counts; else a blank word means that there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int
    finding_id: str | None
    rule: str | None
    fiscal_year: int | None
    county_code: str | None
    department_name: str | None
    project: str | None
    indicator_name: str | None
    field: str | None
    observed: str | None
    reason: str
    author: str | None
    written_at: date | None
    note: str | None


def read_waivers(root: Path) -> tuple[Waiver, ...]:
    """All lines of the warehouse's file, in order; none where there is no file.

    Raises DeskFileError with every fault of every line.
    """
    return parse_waivers(root / FILE, read_sheet(root / FILE, "waivers"))


def parse_waivers(path: Path, rows: Iterable[tuple[int, Row]]) -> tuple[Waiver, ...]:
    """The rows of ``read_sheet`` as waivers. Raises DeskFileError as ``read_waivers`` does."""
    found: list[Waiver] = []
    faults: list[Fault] = []
    for line, row in rows:
        cells = Cells(line, row)
        facts = _facts(cells)
        if cells.faults:
            faults += cells.faults
        else:
            found.append(Waiver(line=line, **facts))
    if faults:
        raise DeskFileError(path, faults)
    return tuple(found)


def _facts(cells: Cells) -> dict[str, Any]:
    finding_id = cells.take("finding_id", written.code)
    rule = cells.take("rule", written.code)
    if not finding_id and not rule:
        cells.fault("no_finding")
    elif not finding_id and not (cells["observed"] and cells["project"]):
        cells.fault("wants_words")  # a rule alone would let pass what nobody has looked at
    return {
        "finding_id": finding_id.lower() if finding_id else None,
        "rule": rule.upper() if rule else None,
        "fiscal_year": cells.take("fiscal_year", written.year),
        "county_code": cells.take("county_code", written.county),
        **{
            name: cells[name] or None
            for name in ("department_name", "project", "indicator_name", "field", "observed")
        },
        **said(cells),
    }
