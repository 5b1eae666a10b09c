"""Department types: which departments of other counties do the same work (``department_types.toml``)."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import polars as pl

_FILE = Path(__file__).with_name("department_types.toml")


def department_types(documents: pl.DataFrame) -> pl.DataFrame:
    """Return department_name and its department_type, one row a distinct name; null for an unknown type."""
    names = documents.select(pl.col("department_name").drop_nulls().unique().sort())
    types = [type_of(name) for name in names["department_name"]]
    return names.with_columns(pl.Series("department_type", types, dtype=pl.String))


@cache
def type_of(department_name: str) -> str | None:
    """Return the type whose longest word stands in the name, or None."""
    name = "".join(unicodedata.normalize("NFKC", department_name).split())
    found = [(len(word), word) for word in _words() if word in name]
    return _words()[max(found)[1]] if found else None


@cache
def _words() -> dict[str, str]:
    types = tomllib.loads(_FILE.read_text(encoding="utf-8"))["types"]
    return {word: kind for kind, words in types.items() for word in words}
