"""Which forms a person wants to see side by side: two projects, or a template family and its members."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from flows.errors import OneProjectAlone, UnknownId
from flows.texts import Language
from reports.diff_page import write_diff_page
from transforms.compare.side_by_side import Form, Line, compare_forms, counts
from warehouse.release import Release


@dataclass(frozen=True)
class Side:
    """Which form stands on a side: id, name, unit, county, year and file."""

    project_id: str
    name: str
    unit: str
    county: str
    year: int | None
    file: str


@dataclass(frozen=True)
class Comparison:
    """Two forms and every field of both."""

    left: Side
    right: Side
    lines: list[Line]


def compare_projects(release: Release, one: str, other: str | None) -> list[Comparison]:
    """Compare two projects, the one of the earlier year on the left; or, given a family's id alone, its representative
    with each other member.

    Raises UnknownId, and OneProjectAlone for a project's id alone.
    """
    if other is not None:
        return [_compare(release, one, other, by_year=True)]
    families = release.scan("template_families").filter(family_id=one).collect()
    if families.is_empty():
        if not release.scan("projects").filter(project_id=one).collect().is_empty():
            raise OneProjectAlone(one)
        raise UnknownId(one)
    representative = families["representative_project_id"][0]
    members = release.scan("template_members").filter(family_id=one).collect()["project_id"].sort()
    return [_compare(release, representative, member) for member in members if member != representative]


def write_diff(target: Path, comparisons: list[Comparison], language: Language) -> Path:
    """Write the page that shows the comparisons; return its path."""
    shown = [{**asdict(one), "counts": counts(one.lines)} for one in comparisons]
    return write_diff_page(target, shown, language)


def _compare(release: Release, one: str, other: str, *, by_year: bool = False) -> Comparison:
    sides = [_form(release, wanted) for wanted in (one, other)]
    if by_year:  # two of one year, or without one, stay as they were named
        sides.sort(key=lambda side: side[0].year or 0)
    (left, left_form), (right, right_form) = sides
    return Comparison(left, right, compare_forms(left_form, right_form))


def _form(release: Release, project_id: str) -> tuple[Side, Form]:
    def rows(table: str) -> pl.DataFrame:
        return release.scan(table).filter(project_id=project_id).collect()

    projects = rows("projects")
    if projects.is_empty():
        raise UnknownId(project_id)
    project = projects.row(0, named=True)
    document = (
        release.scan("documents").filter(document_id=project["document_id"]).collect().row(0, named=True)
    )
    plan = rows("spending_plan").sort("milestone")
    side = Side(
        project_id,
        project["project_name"] or project["title"] or "",
        project["unit_name"] or "",
        document["county_name"] or document["county_code"] or "",
        project["fiscal_year"],
        document["file_name"],
    )
    return side, Form(
        project,
        rows("goals").sort("sequence")["text"].to_list(),
        {month: f"{percent:g}%" for month, percent in _percents(plan)},
        rows("indicators").sort("sequence").rows(named=True),
    )


def _percents(plan: pl.DataFrame) -> list[tuple[str, float]]:
    return plan.select("milestone", "percent_written").drop_nulls().rows()
