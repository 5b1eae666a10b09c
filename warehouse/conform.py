"""Bringing a frame to its table's columns without changing any value."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from polars.exceptions import PolarsError

from warehouse.column import ColumnSchema
from warehouse.errors import SchemaError


def conform_frame(frame: pl.DataFrame, table: str, columns: Sequence[ColumnSchema]) -> pl.DataFrame:
    """Return ``frame`` with exactly ``columns``, in their order and types.

    A missing nullable column is filled with null. Values are cast where they stay what they are: integers to
    wider integers, floats or decimals that hold them, decimals to another precision, times to UTC
    microseconds, categories to text. Float32 columns (points, confidences) take Float64 rounded to their
    precision: they are measurements. Raises SchemaError with every column that is unknown, missing or
    cannot be cast.
    """
    known = {column.name for column in columns}
    problems = [f"unknown column {name!r}" for name in frame.columns if name not in known]
    series: list[pl.Series] = []
    for column in columns:
        if column.name in frame.columns:
            try:
                series.append(_cast(frame[column.name], column.polars_type))
            except (PolarsError, ValueError) as error:
                problems.append(f"column {column.name!r}: {error}")
        elif column.nullable:
            nothing = pl.Series(column.name, [None] * frame.height, column.polars_type)
            series.append(nothing)
        else:
            problems.append(f"column {column.name!r} is missing")
    if problems:
        raise SchemaError(table, problems)
    return pl.DataFrame(series)


def _cast(series: pl.Series, target: pl.DataType) -> pl.Series:
    if series.dtype == target:
        return series
    if not _may_become(series.dtype, target):
        raise ValueError(f"{series.dtype} is not {target}")
    cast = series.cast(target)
    if _is_measurement(target):
        return cast
    if not cast.cast(series.dtype).eq_missing(series).all():
        raise ValueError(f"{series.dtype} to {target} would change values")
    return cast


def _may_become(source: pl.DataType, target: pl.DataType) -> bool:
    """Whether a cast between the two keeps meanings; whether it keeps values is seen on the values."""
    match target:
        case _ if isinstance(source, pl.Null):
            return True
        case pl.List():
            return isinstance(source, pl.List)  # Polars refuses a struct with other fields
        case pl.String():
            return isinstance(source, pl.Categorical | pl.Enum)
        case pl.Datetime():
            return isinstance(source, pl.Datetime) and source.time_zone is not None
    if source.is_integer():
        return target.is_numeric()
    return ((source.is_decimal() or source.is_float()) and target.is_float()) or (
        source.is_decimal() and target.is_decimal()
    )


def _is_measurement(target: pl.DataType) -> bool:
    return isinstance(target, pl.Float32 | pl.List)
