"""Rows on stdout, in the format asked for: a table to read, or csv, json or parquet for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Literal

import polars as pl
import pyarrow as pa
from rich import box
from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from warehouse.desk.spreadsheet_cell import as_cells

Format = Literal["table", "csv", "json", "parquet"]
FORMATS: tuple[Format, ...] = ("table", "csv", "json", "parquet")

_ROWS_AT_A_TIME = 10_000
_NOT_A_TERMINAL = 200  # columns, where the width is not known


def write_rows(rows: pa.Table, form: Format) -> None:
    """Write all rows; decimals keep their digits. In csv nested values are JSON, and an apostrophe goes before
    text that a spreadsheet would run as a formula.

    Raises ValueError for parquet on a terminal.
    """
    if form == "table":
        _write_table(rows)
        return
    frame = pl.DataFrame(rows)
    if form == "parquet":
        if sys.stdout.isatty():
            raise ValueError("parquet is binary")
        frame.write_parquet(sys.stdout.buffer)
    elif form == "json":
        _write_json(rows)
    else:
        nested = [name for name, kind in frame.schema.items() if kind.is_nested()]
        as_text = {
            name: pl.Series(
                [json.dumps(value, ensure_ascii=False, default=str) for value in frame[name].to_list()]
            )
            for name in nested
        }
        # a spreadsheet program takes UTF-8 for what it is only with the mark at its start
        flat = as_cells(frame.with_columns(**as_text))
        sys.stdout.write(flat.write_csv(include_bom=sys.stdout.isatty() is False))


def _write_json(rows: pa.Table) -> None:
    """One array, a part at a time: as Python objects a province's rows would take many times their size."""
    sys.stdout.write("[")
    between = "\n "
    for part in rows.to_batches(max_chunksize=_ROWS_AT_A_TIME):
        for row in part.to_pylist():
            told = json.dumps(row, ensure_ascii=False, default=str, indent=1)
            sys.stdout.write(between + told.replace("\n", "\n "))
            between = ",\n "
    sys.stdout.write("\n]\n")


def _write_table(rows: pa.Table) -> None:
    table = Table(box=box.SIMPLE_HEAD)
    for field in rows.schema:
        numeric = (
            pa.types.is_integer(field.type)
            or pa.types.is_floating(field.type)
            or pa.types.is_decimal(field.type)
        )
        table.add_column(Text(field.name), justify="right" if numeric else "left", overflow="fold")
    columns = [column.to_pylist() for column in rows.columns]
    for values in zip(*columns, strict=True):
        table.add_row(*(Text(_shown(value)) for value in values))
    console().print(table)


def console() -> Console:
    """Where results are printed: as wide as the terminal, or wide enough for a file."""
    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else _NOT_A_TERMINAL, highlight=False)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return printable(str(value))


def printable(text: str) -> str:
    """Text without the characters that would steer a terminal or turn its writing round."""
    return "".join(character if character.isprintable() else " " for character in text)


class Unbroken:
    """Chinese paragraphs, which break anywhere: at a space, as Rich does it, half of a line would stay empty."""

    def __init__(self, *paragraphs: str) -> None:
        """Take the paragraphs as they came."""
        self._paragraphs = [printable(text) for text in paragraphs]

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From one character to the longest paragraph."""
        return Measurement(2, max(2, *map(cell_len, self._paragraphs)))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Full lines."""
        for paragraph in self._paragraphs:
            yield from map(Text, chop_cells(paragraph, options.max_width) or [""])
