"""The data dictionary: what ``jixiao tables`` shows."""

from __future__ import annotations

import polars as pl

from warehouse.schema import TABLES

DICTIONARY_SCHEMA = pl.Schema({
    "table": pl.String, "column": pl.String, "type": pl.String, "nullable": pl.Boolean,
    "unit": pl.String, "key": pl.Boolean, "zh": pl.String, "en": pl.String,
})  # fmt: skip


def dictionary() -> pl.DataFrame:
    """One row a column of every table, in the order of ``schema.TABLE_NAMES``.

    Columns: table, column, type, nullable, unit (null where it has none), key, zh, en.
    """
    rows = [
        (
            table.name,
            column.name,
            column.type,
            column.nullable,
            column.unit,
            column.name in table.keys,
            column.zh,
            column.en,
        )
        for table in TABLES.values()
        for column in table.columns
    ]
    return pl.DataFrame(rows, schema=DICTIONARY_SCHEMA, orient="row")
