"""A small batch that satisfies every suite; tests break one thing in it."""

from decimal import Decimal

import polars as pl
import pytest

from warehouse.schema import TABLES

SOUND = {
    "documents": {
        "document_id": "d1",
        "fiscal_year": 2023,
        "county_code": "130821",
        "file_name": "某县.pdf",
        "department_name": "人社局",
        "stage": "草案",
        "toc_project_count": 2,
        "project_count": 2,
        "indicator_count": 2,
        "cell_count": 400,
        "leftover_cell_count": 0,
    },
    "projects": {
        "project_id": "d1-1",
        "document_id": "d1",
        "fiscal_year": 2023,
        "county_code": "130821",
        "sequence": 1,
        "project_name": "服装费",
        "project_code": "13082123P00007910001D",
        "unit_code": "323001",
        "budget_written": "3.12",
        "budget_wanyuan": Decimal("3.12"),
        "fiscal_wanyuan": Decimal("3.12"),
        "other_wanyuan": None,
        "plan_convention": "cumulative",
        "indicator_count": 1,
        "measurable_count": 1,
        "page_first": 7,
    },
    "indicators": {
        "indicator_id": "d1-1-1",
        "project_id": "d1-1",
        "document_id": "d1",
        "fiscal_year": 2023,
        "county_code": "130821",
        "level1": "产出指标",
        "level2": "数量指标",
        "level3": "结案数",
        "value_text": "≥90%",
        "value_number": 90.0,
        "value_upper": None,
        "value_kind": "quantitative",
        "page": 8,
    },
}


def sound(table, **changed):
    return SOUND[table] | changed


def frame(table, rows):
    return pl.DataFrame(
        rows,
        schema={name: dtype for name, dtype in TABLES[table].polars_schema().items() if name in SOUND[table]},
    )


class Batch:
    """Rows of the three tables, to be changed before ``frames``."""

    def __init__(self):
        self.documents = [sound("documents")]
        self.projects = [
            sound("projects"),
            sound("projects", project_id="d1-2", sequence=2, project_code="13082123P00008010001H"),
        ]
        self.indicators = [
            sound("indicators"),
            sound("indicators", indicator_id="d1-2-1", project_id="d1-2"),
        ]

    def frames(self):
        return (
            frame("documents", self.documents),
            frame("projects", self.projects).lazy(),
            frame("indicators", self.indicators).lazy(),
        )


@pytest.fixture
def batch():
    return Batch()
