"""One draft to its rows in the core tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import polars as pl

from extractors.draft import Cell, Draft
from transforms.normalise.document_facts import DocumentFacts, document_row
from transforms.normalise.indicator_rows import indicator_rows
from transforms.normalise.part_one_rows import narrative_rows, overall_target_row
from transforms.normalise.project_rows import goal_rows, plan_rows, project_row
from transforms.normalise.rows import Row, indicator_id, project_id
from warehouse.schema import TABLES


def normalise(draft: Draft, facts: DocumentFacts) -> dict[str, pl.DataFrame]:
    """The frames of the tables one draft fills, each with its table's columns and types (``warehouse.schema``).

    Tables: documents (one row), projects, goals, spending_plan, indicators, overall_targets, narrative_targets,
    cells. Where the draft tells no fiscal year or no county code, these columns are null in every row: such a draft
    is for the gate to stop. Never raises on what a draft says.
    """
    key, projects = facts.document_id, draft.projects
    document = document_row(draft, facts)
    pages = _pages_by_project(draft.cells)
    rows: dict[str, Iterable[Row]] = {
        "documents": [document],
        "projects": [project_row(project, key, pages[project.sequence]) for project in projects],
        "goals": [row for project in projects for row in goal_rows(project, key)],
        "spending_plan": [row for project in projects for row in plan_rows(project, key)],
        "indicators": [row for project in projects for row in indicator_rows(project, draft.cells, key)],
        "overall_targets": [overall_target_row(target, key) for target in draft.overall_targets],
        "narrative_targets": narrative_rows(draft.overall_targets, key),
        "cells": [_cell_row(cell, key) for cell in draft.cells],
    }
    place = {"fiscal_year": document["fiscal_year"], "county_code": document["county_code"]}
    return {table: _frame(table, part, place) for table, part in rows.items()}


def _frame(table: str, rows: Iterable[Row], place: Row) -> pl.DataFrame:
    return pl.DataFrame([row | place for row in rows], schema=TABLES[table].polars_schema())


def _cell_row(cell: Cell, document_id: str) -> Row:
    is_indicators = cell.project is not None and cell.indicator is not None
    return {
        **cell.model_dump(exclude={"project", "indicator"}),
        "document_id": document_id,
        "project_id": None if cell.project is None else project_id(document_id, cell.project),
        "indicator_id": indicator_id(document_id, cell.project, cell.indicator) if is_indicators else None,
    }


def _pages_by_project(cells: Iterable[Cell]) -> defaultdict[int, set[int]]:
    pages: defaultdict[int, set[int]] = defaultdict(set)
    for cell in cells:
        if cell.project is not None and cell.page is not None:
            pages[cell.project].add(cell.page)
    return pages
