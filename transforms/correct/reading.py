"""A draft as its tables tell it: what a correction's old value is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from extractors.draft import Draft
from warehouse.desk.correctable import correctable
from warehouse.desk.corrections import plain_number
from warehouse.words import plain

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """One row that a line may point at: the draft itself, a form or an indicator (sequence numbers from 1)."""

    project: int | None = None
    indicator: int | None = None


@dataclass(frozen=True)
class Reading:
    """Rows of one draft by their place, each with the columns that can be corrected, as text."""

    document_id: str
    rows: Mapping[Place, Mapping[str, str]]

    def forms(self) -> list[Place]:
        """The places of its forms, in order."""
        return [place for place in self.rows if place.project is not None and place.indicator is None]

    def indicators(self, project: int) -> list[Place]:
        """The places of a form's indicators, in order."""
        return [place for place in self.rows if place.project == project and place.indicator is not None]


def reading_of(draft: Draft, tables: Mapping[str, pl.DataFrame]) -> Reading:
    """``tables``: what ``normalise`` makes of ``draft``. Numbers come without trailing zeros, null as ""."""
    document = tables["documents"].row(0, named=True)
    rows = {Place(): _texts("documents", document)}
    number = {row["project_id"]: row["sequence"] for row in tables["projects"].iter_rows(named=True)}
    goals = {project.sequence: project.goals.text for project in draft.projects}
    plan = {
        (number[row["project_id"]], f"percent_written_{row['milestone']}"): row["percent_written"]
        for row in tables["spending_plan"].iter_rows(named=True)
    }
    for row in tables["projects"].iter_rows(named=True):
        own = row["sequence"]
        months = {name: value for (project, name), value in plan.items() if project == own}
        rows[Place(own)] = _texts("projects", {**row, "goals": goals[own], **months})
    for row in tables["indicators"].iter_rows(named=True):
        rows[Place(number[row["project_id"]], row["sequence"])] = _texts("indicators", row)
    return Reading(document["document_id"], rows)


def _texts(table: str, row: Record) -> dict[str, str]:
    return {name: as_text(row.get(name)) for name, one in correctable().items() if one.table == table}


def as_text(value: object) -> str:
    """A value as a line of corrections writes it."""
    if value is None:
        return ""
    if isinstance(value, Decimal | float):
        return plain_number(Decimal(str(value)))
    return str(value)


def same(found: str, given: str) -> bool:
    """Whether two values are one, however spaced or typed, and whatever zeros Excel took from a code."""
    one, other = plain(found), plain(given)
    if one == other:
        return True
    digits = one.isascii() and one.isdigit() and other.isascii() and other.isdigit()
    return digits and len(other) < len(one) and one.lstrip("0") == other.lstrip("0")
