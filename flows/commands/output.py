"""Rows on stdout, in the format asked for: a table to read, or csv, json or parquet for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import Literal

import polars as pl
import pyarrow as pa
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.rule import Rule
from rich.table import Table

from flows.commands.folding import Folded, widest_word
from warehouse.desk.spreadsheet_cell import as_cells

Format = Literal["table", "csv", "json", "parquet"]
FORMATS: tuple[Format, ...] = ("table", "csv", "json", "parquet")

_ROWS_AT_A_TIME = 10_000
_NOT_A_TERMINAL = 200  # columns, where the width is not known
_WIDEST_WORD = 24  # cells; a column is as wide as its longest word or id, but no wider than this for its sake


def write_rows(rows: pa.Table, form: Format) -> None:
    """Write all rows; decimals keep their digits. In csv nested values are JSON, and an apostrophe goes before
    text that a spreadsheet would run as a formula.

    Raises ValueError for parquet on a terminal.
    """
    if form == "table":
        _write_table(rows)
        return
    rows = rows.rename_columns(_told_apart(rows.column_names))
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


def _told_apart(names: Sequence[str]) -> list[str]:
    """Names of columns, each once: where a query gives one twice (a.id, b.id), the second becomes id_2."""
    told: list[str] = []
    for name in names:
        same = (f"{name}_{number}" for number in count(2))
        told.append(name if name not in told else next(one for one in same if one not in {*names, *told}))
    return told


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
    """A row a line where the columns have room, else each row by itself, a column a line."""
    out = console()
    columns = [[_shown(value) for value in column.to_pylist()] for column in rows.columns]
    numeric = [_is_number(field.type) for field in rows.schema]
    cells = [[name, *values] for name, values in zip(rows.column_names, columns, strict=True)]
    wanted = [max(map(cell_len, texts)) for texts in cells]
    needed = [
        width if is_number else min(_WIDEST_WORD, max(map(widest_word, texts)))
        for texts, width, is_number in zip(cells, wanted, numeric, strict=True)
    ]
    roomy = sum(wanted) + 3 * len(wanted) < out.width
    widths = wanted if roomy else _shared_out(out.width - 2 * len(wanted) - 1, needed, wanted)
    if widths is None:
        _write_records(out, rows.column_names, columns)
        return
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1) if roomy else (0, 1, 0, 0))
    for name, is_number, width in zip(rows.column_names, numeric, widths, strict=True):
        table.add_column(Folded(name), justify="right" if is_number else "left", width=width)
    for values in zip(*columns, strict=True):
        table.add_row(*map(Folded, values))
    out.print(table)


def _shared_out(room: int, needed: Sequence[int], wanted: Sequence[int]) -> list[int] | None:
    """Widths that fill ``room``: what each column needs, the rest to the narrowest that want more. None if too little."""
    widths = list(needed)
    if sum(widths) > room:
        return None
    for _ in range(min(room, sum(wanted)) - sum(widths)):
        narrowest = min((at for at in range(len(widths)) if widths[at] < wanted[at]), key=widths.__getitem__)
        widths[narrowest] += 1
    return widths


def _write_records(out: Console, names: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
    for number, values in enumerate(zip(*columns, strict=True), start=1):
        record = Table.grid(padding=(0, 2))
        record.add_column(style="dim", no_wrap=True)
        for name, value in zip(names, values, strict=True):
            record.add_row(Folded(name), Folded(value))
        out.print(Rule(str(number), style="dim", align="left"))
        out.print(record)


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def console() -> Console:
    """Where results are printed: as wide as the terminal, or wide enough for a file."""
    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else _NOT_A_TERMINAL, highlight=False)


def _shown(value: object) -> str:
    """A value as people write it: without the zeros of a number's scale, a time to the second."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} {value:%Z}".strip()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
