"""Looking up projects: whose they are, what they are called, and the ids that commands take."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from warehouse.names import documents_of_counties, projects_of_units, unknown_project
from warehouse.release import Release

_SEARCHED = (
    "project_name",
    "title",
    "project_code",
    "unit_name",
    "unit_code",
    "department_name",
    "department_code",
)
_ID_BEGUN = 6  # characters of an id that tell it: its digits and letters are chance, fewer are in many


@dataclass(frozen=True)
class WantedProjects:
    """What to keep; what is empty keeps everything. ``text``: part of a name, code, unit or department, or how an id begins."""

    text: str = ""
    county: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    year: int | None = None


def find_projects(release: Release, wanted: WantedProjects) -> pl.DataFrame:
    """One row a project, county by county, year by year and as in the draft: project_id, county_code, county_name,
    department_name, unit_code, unit_name, fiscal_year, project_code, project_name (else the form's title),
    budget_wanyuan (万元), indicator_count, file_name.

    Raises UnknownName for a county or unit that the release does not hold, or a text that no project answers to.
    """
    documents, projects = release.scan("documents"), release.scan("projects")
    if wanted.county:
        chosen = documents_of_counties(documents, wanted.county)
        projects = projects.filter(pl.col("document_id").is_in(chosen["document_id"].implode()))
    if wanted.unit:
        projects = projects.filter(
            pl.col("project_id").is_in(projects_of_units(projects, wanted.unit).implode())
        )
    if wanted.year is not None:
        projects = projects.filter(fiscal_year=wanted.year)
    own = documents.select(
        "document_id", "county_name", "file_name", department="department_name", of="department_code"
    )
    named = projects.join(own, on="document_id", how="left").with_columns(
        department_code=pl.coalesce("of", "department_code"),
        department_name=pl.coalesce("department", "department_name"),
    )
    found = named.filter(_says(wanted.text)) if wanted.text else named
    rows = (
        found.sort("county_code", "county_name", "department_code", "fiscal_year", "file_name", "sequence")
        .select(
            "project_id", "county_code", "county_name", "department_name", "unit_code", "unit_name",
            "fiscal_year", "project_code", pl.coalesce("project_name", "title").alias("project_name"),
            "budget_wanyuan", "indicator_count", "file_name",
        )
        .collect()
    )  # fmt: skip
    if rows.is_empty() and wanted.text and not named.limit(1).collect().is_empty():
        raise unknown_project(wanted.text, projects)
    return rows


def _says(text: str) -> pl.Expr:
    """Whether one of the columns has the text in it, in small letters or great ones, with blanks or without, or the
    id begins with it.
    """

    def plain(words: pl.Expr) -> pl.Expr:
        return words.str.replace_all(r"\s", "").str.to_lowercase()

    sought = "".join(text.split()).lower()
    own = pl.col("project_id")
    return pl.any_horizontal(
        own.str.starts_with(sought) if len(sought) >= _ID_BEGUN else own == sought,
        *(plain(pl.col(column)).str.contains(sought, literal=True).fill_null(False) for column in _SEARCHED),
    )
