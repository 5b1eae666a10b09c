"""A csv file as people keep it in Excel: whatever encoding and separator it was saved with, rows of named cells."""

from __future__ import annotations

import codecs
import csv
import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from warehouse.atomic import write_bytes
from warehouse.desk.errors import DeskFileError, Fault
from warehouse.desk.spreadsheet_cell import as_cell, from_cell
from warehouse.words import plain

SheetName = Literal["corrections", "waivers"]
Row = dict[str, str]
LARGEST = 16 * 1024 * 1024
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = ",\t;"


def read_sheet(path: Path, name: SheetName) -> Iterator[tuple[int, Row]]:
    """Yield (row number, cells by column) of each row that is not blank; none where there is no file.

    Reads UTF-8 and UTF-16 with their marks, UTF-8 without one, and GB18030; commas, tabs or semicolons. Rows
    count as in a spreadsheet, the headings being 1. Cells lose the white space around them and the apostrophe
    that ``as_cell`` adds. A column that the file lacks is "". Raises DeskFileError with every fault of form.
    """
    if not path.exists():
        return
    rows = _rows(path)
    columns = _columns(path, name, rows[0] if rows else [])
    faults = [
        Fault("ragged", number)
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row[len(columns) :])
    ]
    if faults:
        raise DeskFileError(path, faults)
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            cells = {column: from_cell(cell.strip()) for column, cell in zip(columns, row, strict=False)}
            yield number, {column: cells.get(column, "") for column in headings(name)}


def write_sheet(path: Path, name: SheetName, rows: Iterable[Mapping[str, str]]) -> None:
    """Replace the file in one step: Chinese headings, UTF-8 with its mark, nothing that Excel would run."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings(name).values())
    for row in rows:
        writer.writerow(as_cell(row[column].strip()) for column in headings(name))
    write_bytes(path, text.getvalue().encode("utf-8-sig"))


def headings(name: SheetName) -> dict[str, str]:
    """Chinese heading by column."""
    return {column: str(names["zh"]) for column, names in _declared()[name].items()}


def _rows(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    if len(data) > LARGEST:
        raise DeskFileError(path, [Fault("too_large")])
    text = _decode(path, data)
    first_line = text.lstrip().partition("\n")[0]
    separator = max(_SEPARATORS, key=first_line.count)
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise DeskFileError(path, [Fault("bad_quotes", len(rows) + 1, {"detail": str(error)})]) from error
    return rows


def _decode(path: Path, data: bytes) -> str:
    marked = [encoding for mark, encoding in _BOMS if data.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise DeskFileError(path, [Fault("bad_encoding")])


def _columns(path: Path, name: SheetName, first: Sequence[str]) -> list[str]:
    """The columns that the first row names; blank headings at its end belong to no column."""
    written = list(first)
    while written and not written[-1].strip():
        written.pop()
    if not written:
        raise DeskFileError(path, [Fault("no_heading", 1)])
    known = {plain(alias): column for column, aliases in _aliases(name).items() for alias in aliases}
    columns = [known.get(plain(heading), "") for heading in written]
    faults = [
        Fault("unknown_column", 1, {"column": heading.strip(), "known": tuple(headings(name).values())})
        for heading, column in zip(written, columns, strict=True)
        if not column
    ]
    faults += [
        Fault("repeated_column", 1, {"column": headings(name)[column]})
        for column in sorted(set(filter(None, columns)))
        if columns.count(column) > 1
    ]
    if "reason" not in columns and not faults:
        faults.append(Fault("missing_column", 1, {"column": headings(name)["reason"]}))
    if faults:
        raise DeskFileError(path, faults)
    return columns


def _aliases(name: SheetName) -> dict[str, list[str]]:
    return {column: [column, str(names["zh"]), *names["also"]] for column, names in _declared()[name].items()}


@cache
def _declared() -> dict[str, dict[str, dict[str, str | list[str]]]]:
    return tomllib.loads(files("warehouse").joinpath("desk", "columns.toml").read_text(encoding="utf-8"))
