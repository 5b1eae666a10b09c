"""Indicators of a list in one cell: with their targets behind them (``保洁面积≥269万平方米；公厕=35座``), or with those
counted alike in a cell of their own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.draft import Value
from extractors.form.column import LEVELS
from extractors.form.rows import Cell, value_of
from extractors.form.words.signs import MARK, REACHES, WORD
from extractors.joining import join_lines

_NEXT = re.compile(r"[；;]|。(?=.)|(?<=\S)\s*(?=[①-⑳])")
_NUMBER = re.compile(r"^(?:\d{1,2}[.．、]|[①-⑳]|[（(]\d{1,2}[)）])\s*")
_FIRST = re.compile(r"\s*1[.．、]")
_COUNTED = re.compile(r"\s*1[.．、]\s*\S")
_DECIMAL = re.compile(r"\s*1[.．](?!20\d\d年)\d")
_SAID = re.compile(r"(?P<name>[^:：]{2,})[:：]\s*(?P<target>.+)")
_TARGET = re.compile(rf"(?P<name>.{{2,}}?)\s*(?P<target>(?:{MARK}|(?:{WORD}|{REACHES})+).+)")


class Listed(NamedTuple):
    """An indicator's name and its target; empty where the list says but one of them."""

    name: Value
    target: Value


def listed_in(cell: Cell) -> list[Listed]:
    """The indicators of a cell in order; the places are the cell's."""
    whole = value_of(cell.pieces)
    said = (part for one in _numbered_parts(join_lines([whole.text])) for part in _NEXT.split(one))
    items = (_NUMBER.sub("", one.strip()).rstrip("。") for one in said)
    return [_parted(one, whole.cells) for one in items if one]


def told_with_target(told: Value) -> Listed:
    """An indicator's name and its target, where one column holds both (``药占比≤30%``)."""
    return _parted(told.text, told.cells)


def counted_alike(told: dict[str, Value]) -> list[dict[str, Value]]:
    """The indicators of a row whose names and targets are counted, a list each (``1.…2.…``): what ``told`` says of each.

    Other texts of the row that are counted alike are parted too, all else is said of each. The marks are none of the texts.
    """
    parts = {name: _numbered_parts(value.text) for name, value in told.items() if name not in LEVELS[:2]}
    counts = {name: len(said) for name, said in parts.items() if _COUNTED.match(told[name].text)}
    if "level3" not in counts or counts.get("value") != counts["level3"]:
        return [told]
    if counts["level3"] == 1 and _DECIMAL.match(told["value"].text):
        return [told]  # 1.5 is no list
    own = [name for name, count in counts.items() if count == counts["level3"]]
    return [
        told | {name: told[name].model_copy(update={"text": _bare(parts[name][at])}) for name in own}
        for at in range(counts["level3"])
    ]


def _bare(text: str) -> str:
    return _NUMBER.sub("", text.strip()).rstrip("；; ")


def _numbered_parts(text: str) -> list[str]:
    """A list parted before each next number (``1.…≥90%2.7岁以下…``); a number behind a sign is a target's (≥2.5)."""
    if not _FIRST.match(text):
        return [text]
    parts: list[str] = []
    number = 2
    while found := re.search(rf"(?<=[^\d≥≤≧≦＞＜><=＝:：]){number}[.．、]", text):
        parts.append(text[: found.start()])
        text, number = text[found.start() :], number + 1
    return [*parts, text]


def _parted(text: str, cells: tuple[int, ...]) -> Listed:
    found = _SAID.fullmatch(text) or _TARGET.fullmatch(text)
    if not found:
        return Listed(Value(text=text, cells=cells), Value())
    name, target = found["name"].strip(), found["target"].strip()
    return Listed(Value(text=name, cells=cells), Value(text=target, cells=cells))
