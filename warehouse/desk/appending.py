"""Adding a line to a file that a person also edits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock

from warehouse.desk import corrections, waivers
from warehouse.desk.sheet import headings, read_sheet, write_sheet


def append_correction(root: Path, line: Mapping[str, str]) -> int:
    """Add a correction, text by column (columns.toml; what is not given is blank); return its row number.

    The file is written anew with all columns. Raises DeskFileError where the file has faults, or where the
    new line would be one; then nothing is written.
    """
    path = root / corrections.FILE
    with FileLock(root / ".desk.lock"):
        rows = [*read_sheet(path, "corrections"), (0, _whole(headings("corrections"), line))]
        corrections.parse_corrections(path, rows)
        write_sheet(path, "corrections", (row for _, row in rows))
    return len(rows) + 1


def append_waiver(root: Path, line: Mapping[str, str]) -> int:
    """Add a waiver, as ``append_correction`` does."""
    path = root / waivers.FILE
    with FileLock(root / ".desk.lock"):
        rows = [*read_sheet(path, "waivers"), (0, _whole(headings("waivers"), line))]
        waivers.parse_waivers(path, rows)
        write_sheet(path, "waivers", (row for _, row in rows))
    return len(rows) + 1


def _whole(columns: Mapping[str, str], line: Mapping[str, str]) -> dict[str, str]:
    return {column: line.get(column, "") for column in columns}
