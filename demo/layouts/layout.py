"""A layout: how one kind of county lays its forms out on paper. Data, read from the ``.toml`` files beside this.

A text in a layout file may name alternatives, ``项目编码 | 项目代码``: a county keeps to one of them. Values are
patterns of the truth's fields, ``{project_code}``.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

Part = Literal["cover", "contents", "part_one"]
Align = Literal["title", "left", "right"]
# The layouts in the order in which counties take them up; the first is Hebei's of today.
KEYS = ("hebei", "columns", "application", "wide", "graded", "glued")


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FormCell(_Record):
    """A cell of a head row, over the columns ``at`` (from, to): a label (``text``), a ``value``, or neither:
    then it is merged with the cell above."""

    at: tuple[int, int]
    text: str = ""
    value: str = ""


class FormRow(_Record):
    """A head row. ``cut``: a page break may fall inside it; ``with_next``: none falls under it."""

    cells: tuple[FormCell, ...]
    cut: bool = False
    with_next: bool = False


class Column(_Record):
    """A column of the indicator table. ``merged``: its cells are merged down over rows of one level 1, of one
    level 2, of one project, or over the whole table with its heading."""

    at: tuple[int, int]
    heading: str
    value: str = ""
    merged: Literal["", "level1", "level2", "project", "table"] = ""


class Layout(_Record):
    """One county's layout.

    ``columns`` are the widths of the grid, ``head_columns`` other widths for the head rows of some drafts.
    ``above`` are the lines over a table: (where, pattern). ``title`` is the form's name, empty where it has
    none; ``numbered``: its number stands before it. ``heading`` is the draft's name where it has no cover.
    ``together``: the projects of a unit share one table. ``weights``: what the weights of a form add to.
    ``cost_apart``: costs stand under a level 1 of their own (成本指标); None: as each department likes.
    """

    key: str
    columns: tuple[float, ...]
    head_columns: tuple[tuple[float, ...], ...] = ()
    parts: tuple[Part, ...]
    heading: str = ""
    title: str = ""
    numbered: bool = False
    above: tuple[tuple[Align, str], ...]
    money_units: tuple[Literal["万元", "元", "亿元"], ...]
    together: bool = False
    weights: Literal[0, 90, 100] = 0
    cost_apart: bool | None = None
    head: tuple[FormRow, ...] = ()
    body: tuple[Column, ...]

    @property
    def head_shows(self) -> frozenset[str]:
        """The fields of the truth that the head rows put on paper."""
        return _named(cell.text + cell.value for row in self.head for cell in row.cells)

    @property
    def shows(self) -> frozenset[str]:
        """All fields of the truth that this layout puts on paper."""
        elsewhere = [pattern for _, pattern in self.above] + [column.value for column in self.body]
        return self.head_shows | _named(elsewhere) | ({"title"} if self.title else set())


@cache
def county_layout(key: str, county_code: str) -> Layout:
    """The layout ``key`` with the words that the county keeps to. Raises FileNotFoundError for an unknown key."""
    raw = tomllib.loads(files("demo.layouts").joinpath(f"{key}.toml").read_text(encoding="utf-8"))
    return Layout.model_validate(_chosen({"key": key} | raw, random.Random(f"{key}/{county_code}")))


def _named(patterns: Iterable[str]) -> frozenset[str]:
    return frozenset(re.findall(r"\{(\w+)", "".join(patterns)))


def _chosen(node: object, rng: random.Random) -> object:
    if isinstance(node, dict):
        return {name: _chosen(part, rng) for name, part in node.items()}
    if isinstance(node, list):
        return [_chosen(part, rng) for part in node]
    return rng.choice(node.split(" | ")) if isinstance(node, str) else node
