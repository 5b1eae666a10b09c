"""Writing a correction of what a person points at in the current release."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from flows.errors import NothingToCorrect, UnknownId, fault_told
from flows.intake.desk import read_desk
from flows.judging.owners import with_owner
from flows.published.as_read import as_read
from flows.published.signing import signed
from flows.texts import say
from transforms.correct.outcomes import outcomes_of
from transforms.correct.reading import Place, Reading, reading_of, same
from warehouse.desk.appending import append_correction
from warehouse.desk.correctable import correctable, field_named, source_of
from warehouse.desk.corrections import FILE, parse_corrections
from warehouse.desk.errors import DeskFileError, Fault
from warehouse.desk.sheet import headings
from warehouse.release import Release
from warehouse.words import plain

_ID = re.compile(
    r"(?P<document>[0-9a-f]{12,64})(?:-(?P<project>\d{1,6})(?:-(?P<indicator>\d{1,6}))?)?", re.ASCII
)


@dataclass(frozen=True)
class WrittenLine:
    """A line that was added, and what to show a person: whose value, which field, from what to what, and by whom."""

    line: int
    name: str
    field: str
    old: str
    new: str
    author: str


def correct(
    root: Path, release: Release, wanted: str, field: str, new: str, reason: str, author: str | None
) -> WrittenLine:
    """Add a line to corrections.csv for a document, project or indicator id.

    The old value is what was read from the draft. A project of a published draft is named by its code, year
    and county where that is one project, also beside drafts in quarantine, so that the line still holds for the county's
    next version.
    Raises UnknownId, NothingToCorrect, DeskFileError.
    """
    column = _column(field)
    document, place = _document(release, wanted)
    reading = _reading(root, document)
    place = _place(place, column, wanted)
    if place not in reading.rows:
        raise UnknownId(wanted)
    old = reading.rows[place][column]
    line = {
        **_key(root, release, document, reading, place), "field": column, "old": old, "new": new, **signed(reason, author)
    }  # fmt: skip
    _check(root, line, reading, place)
    row = append_correction(root, line)
    return WrittenLine(row, _name(reading, place, document), column, old, new, line["author"])


def _column(field: str) -> str:
    column = field_named(field)
    if column is None:
        source = source_of(plain(field))
        code = "unknown_field" if source == plain(field) else "computed_field"
        raise NothingToCorrect(fault_told(Fault(code, None, {"field": field, "source": source})))
    return column


def _document(release: Release, wanted: str) -> tuple[Mapping[str, Any], Place]:
    match = _ID.fullmatch(wanted.strip().lower())
    if match is None:
        raise UnknownId(wanted)
    standing = release.scan("documents").filter(pl.col("status") != "superseded")
    found = standing.filter(pl.col("document_id").str.starts_with(match["document"])).collect()
    if found.height != 1:
        raise UnknownId(wanted)
    numbers = {name: int(match[name]) if match[name] else None for name in ("project", "indicator")}
    return found.row(0, named=True), Place(numbers["project"], numbers["indicator"])


def _reading(root: Path, document: Mapping[str, Any]) -> Reading:
    """What was read from the draft, before any correction, also of one that is quarantined."""
    found = as_read(root, document)
    if found is None:
        raise NothingToCorrect(say("desk.unreadable", file=document["file_name"]))
    return reading_of(*found)


def _place(pointed: Place, column: str, wanted: str) -> Place:
    """The row of the field's table that an id leads to: an indicator's id also names its project and draft."""
    table = correctable()[column].table
    if table == "documents":
        return Place()
    if pointed.project is None or (table == "indicators" and pointed.indicator is None):
        code = "wants_project" if pointed.project is None else "wants_indicator"
        raise NothingToCorrect(f"{wanted}: {fault_told(Fault(code, None, {'field': column}))}")
    return pointed if table == "indicators" else Place(pointed.project)


def _key(
    root: Path, release: Release, document: Mapping[str, Any], reading: Reading, place: Place
) -> dict[str, str]:
    if place.project is None:
        return {"document_id": document["document_id"]}
    code = reading.rows[Place(place.project)]["project_code"]
    year, county = reading.rows[Place()]["fiscal_year"], reading.rows[Place()]["county_code"]
    alike = release.scan("projects").filter(project_code=code).filter(pl.col("fiscal_year") == int(year or 0))
    projects = alike.select("project_id").collect()["project_id"].to_list()
    own = f"{document['document_id'][:12]}-{place.project}"
    if code and year and projects == [own] and not _is_held_elsewhere(root, release, document, code):
        key = {"project_code": code, "fiscal_year": year, "county_code": county}
    else:
        key = {"document_id": document["document_id"], "project": str(place.project)}
    if place.indicator is None:
        return key
    return key | {"indicator": str(place.indicator), "indicator_name": reading.rows[place]["level3"]}


def _is_held_elsewhere(root: Path, release: Release, document: Mapping[str, Any], code: str) -> bool:
    """Whether another department's draft of the county and year that is in quarantine has a project of this code."""
    documents = with_owner(release.scan("documents").collect())
    own = documents.row(by_predicate=pl.col("document_id") == document["document_id"], named=True)
    held = documents.filter(
        pl.col("county").eq_missing(own["county"]),
        ~pl.col("department").eq_missing(own["department"]),
        pl.col("project_count") > 0,  # else there is nothing to read
        status="quarantined",
        fiscal_year=own["fiscal_year"],
    )
    for one in held.iter_rows(named=True):
        try:
            rows = _reading(root, one).rows.values()
        except NothingToCorrect:  # it could be read once, and cannot now: nobody knows
            return True
        if any(row.get("project_code") == code for row in rows):
            return True
    return False


def _check(root: Path, line: dict[str, str], reading: Reading, place: Place) -> None:
    """Refuse what would be a fault in the file, or would contradict a line that is in it."""
    whole = dict.fromkeys(headings("corrections"), "") | line
    try:
        (wanted,) = parse_corrections(root / FILE, [(0, whole)])
    except DeskFileError as error:
        told = [fault.code for fault in error.faults]
        if told == ["nothing_changes"]:
            raise NothingToCorrect(say("desk.same_already", value=line["old"])) from error
        raise NothingToCorrect(
            "; ".join(fault_told(replace(fault, line=None)) for fault in error.faults)
        ) from error
    for outcome in outcomes_of(read_desk(root).corrections, reading):
        if (outcome.place, outcome.line.field) == (place, wanted.field) and same(
            outcome.found, outcome.line.old
        ):
            raise NothingToCorrect(
                say("desk.corrected_already", line=outcome.line.line, value=outcome.line.new)
            )


def _name(reading: Reading, place: Place, document: Mapping[str, Any]) -> str:
    names = [str(document["file_name"])]
    if place.project is not None:
        form = reading.rows[Place(place.project)]
        names.append(f"{place.project}. {form['project_name'] or form['title']}")
    if place.indicator is not None:
        names.append(reading.rows[place]["level3"] or str(place.indicator))
    return " / ".join(names)
