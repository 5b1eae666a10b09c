"""Counties, units and projects by the names that a person gives: code, name or id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import polars as pl
from rapidfuzz import process

from warehouse.errors import WarehouseError

Kind = Literal["county", "unit", "project", "rule", "table"]
_ALIKE = 60  # of 100: with fewer letters in common a name was hardly meant
_MOST_NEAR = 5


class UnknownName(WarehouseError):
    """There is no county, unit, project, rule or table of that name.

    ``near``: those whose names are much like it; ``ids``: the ids of what is called so, for projects.
    """

    def __init__(
        self,
        kind: Kind,
        name: str,
        known: Iterable[str | None],
        ids: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Keep them beside the message; ``known`` are all the names that there are."""
        super().__init__(f"no {kind} {name!r}")
        self.kind, self.name = kind, name
        alike = process.extract(name, sorted(filter(None, known)), score_cutoff=_ALIKE, limit=_MOST_NEAR)
        self.near = [text for text, _, _ in alike]
        self.ids = {text: tuple((ids or {}).get(text, ())) for text in self.near}


def documents_of_counties(documents: pl.LazyFrame, counties: tuple[str, ...]) -> pl.DataFrame:
    """The drafts of counties, by code or name. Raises UnknownName for one that there is none of."""
    columns = ("county_code", "county_name")
    found = documents.filter(_is_one_of(columns, counties)).collect()
    _all_there(found, documents, "county", counties, columns)
    return found


def projects_of_units(projects: pl.LazyFrame, units: tuple[str, ...]) -> pl.Series:
    """The ids of the projects of units, by code or name. Raises UnknownName for one that there is none of."""
    return _projects(projects, "unit", units, ("unit_code", "unit_name"))


def projects_named(projects: pl.LazyFrame, names: tuple[str, ...]) -> pl.Series:
    """The ids of projects, by id, code or name. Raises UnknownName for one that there is none of."""
    return _projects(projects, "project", names, ("project_id", "project_code", "project_name"))


def unknown_project(name: str, projects: pl.LazyFrame) -> UnknownName:
    """That there is no such project, with those that are called much like it, and their ids."""
    known = projects.select("project_id", "project_code", "project_name").collect()
    ids: dict[str, list[str]] = {}
    for project_id, *called in known.iter_rows():
        for text in filter(None, called):
            ids.setdefault(text, []).append(project_id)
    return UnknownName("project", name, {*known["project_id"], *ids}, ids)


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
        if name in there:
            continue
        if kind == "project":
            raise unknown_project(name, rows)
        known = rows.select(columns).unique().collect()
        raise UnknownName(kind, name, {value for column in columns for value in known[column]})
