"""Where a table's rows lie inside a release: one file a table, or one a fiscal year and county."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

Partition = tuple[int | None, str | None]
"""Fiscal year and county code, None where a draft does not tell."""

FILE = "part.parquet"
UNKNOWN = "unknown"
_PARTITION = re.compile(r"year=(?P<year>\d+|unknown)/county=(?P<county>[^/]+)")


def table_path(table: str) -> PurePosixPath:
    """Path of an unpartitioned table's file, relative to its release."""
    return PurePosixPath(table, FILE)


def partition_path(table: str, year: int | None, county: str | None) -> PurePosixPath:
    """Path of a partition's file, relative to its release.

    A county code comes from a draft and may be anything: what could leave the folder is percent-encoded, as
    is usual in such folder names, and the word that stands for null is refused (ValueError).
    """
    if county in ("", UNKNOWN):
        raise ValueError(f"not a county code: {county!r}")
    written = UNKNOWN if county is None else quote(county, safe="")
    return PurePosixPath(table, f"year={UNKNOWN if year is None else year}", f"county={written}", FILE)


def partitions_in(folder: Path, table: str, *, several: bool = False) -> list[Partition]:
    """Partitions of ``table`` that have a file under the release folder, in the order of their paths.

    ``several``: files of any name count, as where a partition is still in pieces.
    """
    files = (folder / table).glob(f"year=*/county=*/{'*.parquet' if several else FILE}")
    places = sorted({path.parent for path in files})
    found = (partition_of(PurePosixPath(place.relative_to(folder).as_posix(), FILE)) for place in places)
    return [partition for partition in found if partition]


def partition_of(path: PurePosixPath) -> Partition | None:
    """The partition that ``partition_path`` gives this path; None for another path."""
    named = _PARTITION.fullmatch(PurePosixPath(*path.parts[1:-1]).as_posix())
    if named is None:
        return None
    year = None if named["year"] == UNKNOWN else int(named["year"])
    return year, None if named["county"] == UNKNOWN else unquote(named["county"])
