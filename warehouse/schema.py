"""The tables of the warehouse, declared once in ``schemas/<table>.toml``.

From here come the Parquet schema, the field metadata, the dictionary and the checks.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Self

import polars as pl
import pyarrow as pa
from pydantic import ConfigDict, TypeAdapter, model_validator
from pydantic.dataclasses import dataclass

from warehouse.column import ColumnSchema
from warehouse.conform import conform_frame
from warehouse.validation import validate_frame

YEAR, COUNTY = "fiscal_year", "county_code"

# In the order in which they are shown: core tables, tables per batch, marts.
TABLE_NAMES: Final = (
    "documents",
    "contents",
    "projects",
    "goals",
    "spending_plan",
    "indicators",
    "details",
    "overall_targets",
    "narrative_targets",
    "cells",
    "findings",
    "missing_projects",
    "corrections_applied",
    "waivers_applied",
    "expectation_results",
    "batches",
    "reuse",
    "template_families",
    "template_members",
    "near_duplicates",
    "sharing",
    "peers",
    "measures",
    "measure_targets",
    "continued_projects",
    "budget_per_indicator",
    "year_changes",
)


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class TableSchema:
    """One table. Rows are sorted by ``keys``, which no two share unless ``unique`` is false."""

    name: str
    zh: str
    en: str
    keys: tuple[str, ...]
    partitioned: bool
    columns: tuple[ColumnSchema, ...]
    unique: bool = True

    @model_validator(mode="after")
    def _names_agree(self) -> Self:
        names = [column.name for column in self.columns]
        needed = {*self.keys, *((YEAR, COUNTY) if self.partitioned else ())}
        if len(set(names)) < len(names) or not needed <= set(names):
            raise ValueError(f"{self.name}: repeated columns, or keys that are no columns")
        return self

    def polars_schema(self) -> pl.Schema:
        """Names and Polars types of the columns, in order."""
        return pl.Schema({column.name: column.polars_type for column in self.columns})

    def arrow_schema(self) -> pa.Schema:
        """The Parquet schema; field metadata holds ``description_zh``, ``description_en`` and ``unit``."""
        return pa.schema([column.arrow_field() for column in self.columns])

    def values_of(self, column: str) -> tuple[str, ...]:
        """The values that a column may hold, as declared; empty where it may hold any."""
        return next(one.values or () for one in self.columns if one.name == column)

    def conform(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return ``frame`` with exactly this table's columns; see ``conform_frame``. Raises SchemaError."""
        return conform_frame(frame, self.name, self.columns)

    def validate(self, frame: pl.DataFrame) -> None:
        """Check nulls, sets and keys of a conformed frame; see ``validate_frame``. Raises SchemaError."""
        validate_frame(frame, self.name, self.columns, self.keys, self.unique)


def _load(name: str) -> TableSchema:
    text = files("warehouse").joinpath("schemas", f"{name}.toml").read_text(encoding="utf-8")
    return TypeAdapter(TableSchema).validate_python(tomllib.loads(text))


TABLES: Final[Mapping[str, TableSchema]] = MappingProxyType({name: _load(name) for name in TABLE_NAMES})


def _version() -> str:
    shape = [
        (table.name, table.keys, [(c.name, c.type, c.nullable) for c in table.columns])
        for table in TABLES.values()
    ]
    return hashlib.sha256(repr(shape).encode()).hexdigest()[:12]


SCHEMA_VERSION: Final = _version()
"""Changes whenever a table, key, column or type does; not with descriptions."""
