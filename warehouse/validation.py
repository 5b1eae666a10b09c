"""What a conformed frame must satisfy before it may enter a release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from warehouse.column import ColumnSchema
from warehouse.errors import SchemaError

EXAMPLES = 3


def validate_frame(
    frame: pl.DataFrame, table: str, columns: Sequence[ColumnSchema], keys: Sequence[str], unique: bool
) -> None:
    """Check nulls in columns that take none, values outside a column's set, and keys that repeat.

    Null counts as a value of a key. Raises SchemaError with counts and up to three examples of each.
    """
    wanted = {column.name: column.polars_type for column in columns}
    if dict(frame.schema) != wanted:
        raise SchemaError(table, ["columns or types are not the table's: conform the frame first"])
    problems = [*_nulls(frame, columns), *_outsiders(frame, columns)]
    if unique:
        problems += _repeats(frame, keys)
    if problems:
        raise SchemaError(table, problems)


def _nulls(frame: pl.DataFrame, columns: Sequence[ColumnSchema]) -> Iterator[str]:
    for column in columns:
        count = frame[column.name].null_count()
        if count and not column.nullable:
            yield f"column {column.name!r}: {count} null(s)"


def _outsiders(frame: pl.DataFrame, columns: Sequence[ColumnSchema]) -> Iterator[str]:
    for column in columns:
        if column.values is None:
            continue
        present = frame[column.name].drop_nulls()
        outside = present.filter(~present.is_in(list(column.values)))
        if len(outside):
            examples = outside.unique(maintain_order=True).head(EXAMPLES).to_list()
            allowed = list(column.values)
            yield f"column {column.name!r}: {len(outside)} value(s) outside {allowed}, such as {examples}"


def _repeats(frame: pl.DataFrame, keys: Sequence[str]) -> Iterator[str]:
    repeated = frame.select(keys).filter(pl.struct(keys).is_duplicated())
    if repeated.height:
        examples = repeated.unique(maintain_order=True).head(EXAMPLES).rows()
        yield f"key {tuple(keys)}: {repeated.height} row(s) share a key, such as {examples}"
