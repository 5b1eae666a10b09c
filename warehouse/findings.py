"""Looking up findings: what is asked for is filtered while Parquet is read, and other counties' files stay shut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import polars as pl
from rapidfuzz import process

from warehouse.errors import WarehouseError
from warehouse.release import Release
from warehouse.severity import gravity

Kind = Literal["county", "unit", "project", "rule"]
_ALIKE = 60  # of 100: with fewer letters in common a name was hardly meant
_MOST_NEAR = 5


@dataclass(frozen=True)
class Wanted:
    """What to keep; an empty tuple keeps everything. Counties, units and projects go by code, name or id."""

    severity: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()
    county: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    project: tuple[str, ...] = ()
    status: tuple[str, ...] = ()


class UnknownName(WarehouseError):
    """There is no county, unit, project or rule of that name. ``near``: those whose names are much like it."""

    def __init__(self, kind: Kind, name: str, known: Iterable[str | None]) -> None:
        """Keep both beside the message; ``known`` are all the names that there are."""
        super().__init__(f"no {kind} {name!r}")
        self.kind, self.name = kind, name
        alike = process.extract(name, sorted(filter(None, known)), score_cutoff=_ALIKE, limit=_MOST_NEAR)
        self.near = [text for text, _, _ in alike]


def find(release: Release, wanted: Wanted) -> pl.LazyFrame:
    """Rows of table findings, gravest first, then county by county and draft by draft, with what they speak of:
    county_name, department_name, file_name, unit_code, unit_name, project_code and project_name.

    Raises UnknownName for a county, unit or project that the release does not hold.
    """
    findings, projects = release.scan("findings"), release.scan("projects")
    documents = release.scan("documents")
    if wanted.county:
        chosen = _documents(documents, wanted.county)
        places = set(chosen.select("fiscal_year", "county_code").rows())
        own = pl.col("document_id").is_in(chosen["document_id"].implode())
        findings = release.scan_partitions("findings", places).filter(own)
        projects = release.scan_partitions("projects", places).filter(own)
    findings = _filtered(findings, severity=wanted.severity, rule=wanted.rule, status=wanted.status)
    if wanted.unit:
        chosen_units = _projects(projects, "unit", wanted.unit, ("unit_code", "unit_name"))
        findings = findings.filter(pl.col("project_id").is_in(chosen_units.implode()))
    if wanted.project:
        names = ("project_id", "project_code", "project_name")
        chosen_projects = _projects(projects, "project", wanted.project, names)
        findings = findings.filter(pl.col("project_id").is_in(chosen_projects.implode()))
    return _named(_sorted(findings), documents, projects)


def _filtered(findings: pl.LazyFrame, **kept: tuple[str, ...]) -> pl.LazyFrame:
    for column, values in kept.items():
        if values:
            findings = findings.filter(pl.col(column).is_in(values))
    return findings


def _documents(documents: pl.LazyFrame, counties: tuple[str, ...]) -> pl.DataFrame:
    columns = ("county_code", "county_name")
    found = documents.filter(_is_one_of(columns, counties)).collect()
    _all_there(found, documents, "county", counties, columns)
    return found


def _projects(
    projects: pl.LazyFrame, kind: Kind, names: tuple[str, ...], columns: tuple[str, ...]
) -> pl.Series:
    found = projects.filter(_is_one_of(columns, names)).select({"project_id", *columns}).collect()
    _all_there(found, projects, kind, names, columns)
    return found["project_id"]


def _is_one_of(columns: tuple[str, ...], names: tuple[str, ...]) -> pl.Expr:
    return pl.any_horizontal(pl.col(column).is_in(names) for column in columns)


def _all_there(
    found: pl.DataFrame, rows: pl.LazyFrame, kind: Kind, names: tuple[str, ...], columns: tuple[str, ...]
) -> None:
    there = {value for column in columns for value in found[column]}
    for name in names:
        if name not in there:
            known = rows.select(columns).unique().collect()
            raise UnknownName(kind, name, {value for column in columns for value in known[column]})


def _sorted(findings: pl.LazyFrame) -> pl.LazyFrame:
    """Ids end in numbers without leading zeros, so shorter ones come first."""
    length = [pl.col(name).str.len_bytes() for name in ("project_id", "indicator_id")]
    return findings.sort(
        gravity(), "county_code", "fiscal_year", "document_id", length[0], "project_id", length[1],
        "indicator_id", "rule", "finding_id",
    )  # fmt: skip


def _named(findings: pl.LazyFrame, documents: pl.LazyFrame, projects: pl.LazyFrame) -> pl.LazyFrame:
    return findings.join(
        documents.select("document_id", "county_name", "department_name", "file_name"),
        on="document_id", how="left", maintain_order="left",
    ).join(
        projects.select("project_id", "unit_code", "unit_name", "project_code", "project_name"),
        on="project_id", how="left", maintain_order="left",
    )  # fmt: skip
