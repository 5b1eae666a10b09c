"""Department types: which departments of other counties do the same work (``department_types.toml``)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

_FILE = Path(__file__).with_name("department_types.toml")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")


def department_types(documents: pl.DataFrame) -> pl.DataFrame:
    """Return department_name and its department_type, one row a distinct name; null for an unknown type."""
    names = documents.select(pl.col("department_name").drop_nulls().unique().sort())
    types = [type_of(name) for name in names["department_name"]]
    return names.with_columns(pl.Series("department_type", types, dtype=pl.String))


@cache
def type_of(department_name: str) -> str | None:
    """Return the type whose longest word stands in the name, or None."""
    name = "".join(unicodedata.normalize("NFKC", department_name).split())
    return _type_of(_BRACKETS.sub("", name)) or _type_of(name)


def _type_of(name: str) -> str | None:
    for behind in _data()["behind"]:
        name = name.removesuffix(behind)
    found = [(len(word.rstrip("$")), word) for word in _words() if _stands_in(word, name)]
    return _words()[max(found)[1]] if found else None


def _stands_in(word: str, name: str) -> bool:
    return name.endswith(word[:-1]) if word.endswith("$") else word in name


@cache
def _words() -> dict[str, str]:
    return {word: kind for kind, words in _data()["types"].items() for word in words}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
