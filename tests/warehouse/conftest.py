"""Rows for any table, and a warehouse with a release in it."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from warehouse.column import ColumnSchema
from warehouse.publishing import publish
from warehouse.release import Release
from warehouse.schema import TABLES
from warehouse.staging import stage_release, write_partition, write_table
from warehouse.store import Warehouse

EXAMPLES: dict[str, Any] = {
    "string": "x",
    "int16": 2023,
    "int32": 1,
    "int64": 1,
    "float32": 0.5,
    "float64": 1.5,
    "decimal(18,6)": Decimal("1.5"),
    "decimal(38,6)": Decimal("1.5"),
    "bool": True,
    "timestamp_utc": datetime(2026, 1, 2, tzinfo=UTC),
    "box_list": [],
}


def _example(column: ColumnSchema) -> Any:
    if column.nullable:
        return None
    return column.values[0] if column.values else EXAMPLES[column.type]


def frame_of(table: str, *rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of ``table`` that name only what matters; the rest is the plainest allowed value."""
    plain = {column.name: _example(column) for column in TABLES[table].columns}
    return pl.DataFrame([plain | row for row in rows], schema=TABLES[table].polars_schema(), orient="row")


@pytest.fixture(scope="session")
def rows() -> Callable[..., pl.DataFrame]:
    return frame_of


def goals(county: str, *texts: str, year: int = 2023) -> pl.DataFrame:
    return frame_of(
        "goals",
        *(
            {
                "project_id": f"p{county}",
                "sequence": n,
                "text": text,
                "fiscal_year": year,
                "county_code": county,
            }
            for n, text in enumerate(texts, 1)
        ),
    )


def publish_goals(warehouse: Warehouse, batch_id: str, **counties: tuple[str, ...]) -> Release:
    """One batch that replaces the goals of some counties (named c<code>) and one unpartitioned table."""
    with warehouse.lock():
        warehouse.clean_unfinished()
        staged = stage_release(warehouse)
        for name, texts in counties.items():
            county = name.removeprefix("c")
            write_partition(staged, "goals", 2023, county, goals(county, *texts))
        write_table(staged, "batches", frame_of("batches", {"batch_id": batch_id}))
        return publish(staged, warehouse, batch_id, "0.1.0")


@pytest.fixture(scope="session")
def batch() -> Callable[..., Release]:
    return publish_goals


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse")


@pytest.fixture
def first(warehouse: Warehouse) -> Release:
    """A release with the goals of two counties."""
    return publish_goals(warehouse, "b1", c013082=("一", "二"), c130822=("三",))
