"""Indicators written as a list in one cell, each with its target behind it (``保洁面积≥269万平方米；公厕=35座``)."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.draft import Value
from extractors.form.rows import Cell, value_of
from extractors.joining import join_lines

_NEXT = re.compile(r"[；;]|。(?=.)|(?<=\S)\s*(?=(?:\d{1,2}[.．、](?!\d)|[①-⑳]))")
_NUMBER = re.compile(r"^(?:\d{1,2}[.．、](?!\d)|[①-⑳]|[（(]\d{1,2}[)）])\s*")
_SAID = re.compile(r"(?P<name>[^:：]{2,})[:：]\s*(?P<target>.+)")
_TARGET = re.compile(
    r"(?P<name>.{2,}?)\s*(?P<target>(?:[≥≤≧≦＞＜><=＝]|(?:不少于|不低于|不高于|不超过|大于|小于|等于|达到|控制在)+).+)"
)


class Listed(NamedTuple):
    """An indicator's name and its target; empty where the list says but one of them."""

    name: Value
    target: Value


def listed_in(cell: Cell) -> list[Listed]:
    """The indicators of a cell in order; the places are the cell's."""
    whole = value_of(cell.pieces)
    said = (_NUMBER.sub("", one.strip()).rstrip("。") for one in _NEXT.split(join_lines([whole.text])))
    return [_parted(one, whole.cells) for one in said if one]


def _parted(text: str, cells: tuple[int, ...]) -> Listed:
    found = _SAID.fullmatch(text) or _TARGET.fullmatch(text)
    if not found:
        return Listed(Value(text=text, cells=cells), Value())
    name, target = found["name"].strip(), found["target"].strip()
    return Listed(Value(text=name, cells=cells), Value(text=target, cells=cells))
