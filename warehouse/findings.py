"""Looking up findings: what is asked for is filtered while Parquet is read, and other counties' files stay shut."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from warehouse.names import documents_of_counties, projects_named, projects_of_units
from warehouse.release import Release
from warehouse.severity import gravity


@dataclass(frozen=True)
class Wanted:
    """What to keep; an empty tuple keeps everything. Counties, units and projects go by code, name or id."""

    severity: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()
    county: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    project: tuple[str, ...] = ()
    status: tuple[str, ...] = ()


def find(release: Release, wanted: Wanted) -> pl.LazyFrame:
    """Rows of table findings, gravest first, then county by county and draft by draft, with what they speak of:
    county_name, department_name, file_name, format, sheet_names, unit_code, unit_name, project_code and project_name.

    Raises UnknownName for a county, unit or project that the release does not hold.
    """
    findings, projects = release.scan("findings"), release.scan("projects")
    documents = release.scan("documents")
    if wanted.county:
        chosen = documents_of_counties(documents, wanted.county)
        places = set(chosen.select("fiscal_year", "county_code").rows())
        own = pl.col("document_id").is_in(chosen["document_id"].implode())
        findings = release.scan_partitions("findings", places).filter(own)
        projects = release.scan_partitions("projects", places).filter(own)
    findings = _filtered(findings, severity=wanted.severity, rule=wanted.rule, status=wanted.status)
    if wanted.unit:
        chosen_units = projects_of_units(projects, wanted.unit)
        findings = findings.filter(pl.col("project_id").is_in(chosen_units.implode()))
    if wanted.project:
        chosen_projects = projects_named(projects, wanted.project)
        findings = findings.filter(pl.col("project_id").is_in(chosen_projects.implode()))
    return _named(_sorted(findings), documents, projects)


def _filtered(findings: pl.LazyFrame, **kept: tuple[str, ...]) -> pl.LazyFrame:
    for column, values in kept.items():
        if values:
            findings = findings.filter(pl.col(column).is_in(values))
    return findings


def _sorted(findings: pl.LazyFrame) -> pl.LazyFrame:
    """Ids end in numbers without leading zeros, so shorter ones come first."""
    length = [pl.col(name).str.len_bytes() for name in ("project_id", "indicator_id")]
    return findings.sort(
        gravity(), "county_code", "fiscal_year", "document_id", length[0], "project_id", length[1],
        "indicator_id", "rule", "finding_id",
    )  # fmt: skip


def _named(findings: pl.LazyFrame, documents: pl.LazyFrame, projects: pl.LazyFrame) -> pl.LazyFrame:
    return findings.join(
        documents.select("document_id", "county_name", "department_name", "file_name", "format", "sheet_names"),
        on="document_id", how="left", maintain_order="left",
    ).join(
        projects.select("project_id", "unit_code", "unit_name", "project_code", "project_name"),
        on="project_id", how="left", maintain_order="left",
    )  # fmt: skip
