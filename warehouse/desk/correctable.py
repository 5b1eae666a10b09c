"""Which columns a person may correct (``correctable.toml``), under which names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from warehouse.levels import Level
from warehouse.words import plain

Kind = Literal["text", "amount", "percent", "year", "county"]


class Correctable(BaseModel):
    """One column: whose row it belongs to, what it holds, and what people call it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: Level
    kind: Kind = "text"
    shown: tuple[str, ...]


class _Catalogue(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: Mapping[str, Correctable]
    computed: Mapping[str, str]


@cache
def _catalogue() -> _Catalogue:
    text = files("warehouse").joinpath("desk", "correctable.toml").read_text(encoding="utf-8")
    return _Catalogue.model_validate(tomllib.loads(text))


def correctable() -> Mapping[str, Correctable]:
    """The columns by name, in the order in which a person meets them."""
    return _catalogue().fields


def source_of(column: str) -> str:
    """The correctable column that ``column`` is computed from; any other column is its own source."""
    return _catalogue().computed.get(column, column)


def field_named(written: str) -> str | None:
    """The column that a person means: by its name or by what it is called in Chinese; None for no column."""
    return _names().get(plain(written))


def shown_name(column: str) -> str:
    """What people call a column in Chinese; the column's own name where it is none that can be corrected."""
    one = correctable().get(column)
    return one.shown[0] if one else column


@cache
def _names() -> dict[str, str]:
    names = {column: column for column in _catalogue().fields}
    return names | {plain(shown): name for name, one in correctable().items() for shown in one.shown}
