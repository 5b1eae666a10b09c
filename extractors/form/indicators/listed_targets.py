"""Indicators of a list in one cell: with their targets behind them (``保洁面积≥269万平方米；公厕=35座``), or with those
counted alike in a cell of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.draft import Value
from extractors.form.column import LEVELS
from extractors.form.indicators.levels import split_name
from extractors.form.rows import Cell, value_of
from extractors.form.words.signs import MARK, REACHES, WORD
from extractors.joining import join_lines
from extractors.layouts.layout import Layout
from extractors.pieces import Piece

_NEXT = re.compile(r"[；;]|。(?=.)|(?<=\S)\s*(?=[①-⑳])")
_NUMBER = re.compile(r"^(?:\d{1,2}[.．、]|[①-⑳]|[（(]\d{1,2}[)）])\s*")
_FIRST = re.compile(r"\s*1[.．、]")
_COUNTED = re.compile(r"\s*(\d{1,2})[.．、]\s*\S")
_DECIMAL = re.compile(r"\s*\d{1,2}[.．](?!20\d\d年)\d")
_SAID = re.compile(r"(?P<name>[^:：]{2,})[:：]\s*(?P<target>.+)")
_TARGET = re.compile(rf"(?P<name>.{{2,}}?)\s*(?P<target>(?:{MARK}|(?:{WORD}|{REACHES})+).+)")
# a name and the one figure that ends it (验收合格率100%); dates and what is counted so (3级, 2期) are of names
_FIGURE = re.compile(
    r"(?P<name>[^\d，,。；;]{2,}[\u4e00-\u9fff）)])(?P<target>\d[\d.,]*(?:[%％‰](?:以上|以内|以下)?|[^\d\s，,。；;年月日号季级期]{1,4}(?:以上|以内|以下)?))"
)

_FEWEST = 2  # lines
_SURE = re.compile(rf"(?:{MARK}|(?:{WORD}|{REACHES})+)\s*\d")  # a target in figures ends its line


class Listed(NamedTuple):
    """An indicator's name and its target, empty where the list says but one of them; and its level 2, where that is told."""

    name: Value
    target: Value
    level2: Value = Value()


def listed_in(cell: Cell, layout: Layout) -> list[Listed]:
    """The indicators of a cell in order; the places are the cell's. A level 2 before some (数量指标：…) is that of the next."""
    whole = value_of(cell.pieces)
    said = (part for one in _numbered_parts(join_lines([whole.text])) for part in _NEXT.split(one))
    found: list[Listed] = []
    level2 = Value()
    for item in (_NUMBER.sub("", one.strip()).rstrip("。") for one in said):
        both = split_name(item, layout)
        if both:
            level2 = Value(text=both[0], cells=whole.cells)
        text = _NUMBER.sub("", both[1]) if both else item
        if text:
            found.append(_parted(text, whole.cells)._replace(level2=level2))
    return found


def told_with_target(told: Value) -> Listed:
    """An indicator's name and its target, where one column holds both (``药占比≤30%``, ``验收合格率100%``)."""
    return _parted(told.text, told.cells, _FIGURE)


def told_by_lines(pieces: Sequence[Piece]) -> list[Listed]:
    """The indicators of a cell that says one with its target in each line; none where a line may be the rest of another."""
    cells = value_of(list(pieces)).cells
    lines = [line.strip() for piece in pieces for line in piece.text.split("\n") if line.strip()]
    if len(lines) < _FEWEST or not all(map(_SURE.search, lines)):
        return []
    return [_parted(_NUMBER.sub("", line).rstrip("；;"), cells) for line in lines]


def counted_alike(told: dict[str, Value]) -> list[dict[str, Value]]:
    """The indicators of a row whose names and targets are counted, a list each (``1.…2.…``): what ``told`` says of each.

    Other texts of the row that are counted alike are parted too, all else is said of each. The marks are none of the texts.
    """
    parts = {name: _numbered_parts(value.text) for name, value in told.items() if name not in LEVELS[:2]}
    marks = {
        name: (found[1], len(parts[name])) for name in parts if (found := _COUNTED.match(told[name].text))
    }
    mark = marks.get("level3")
    if mark is None or marks.get("value") != mark or (mark[1] == 1 and _DECIMAL.match(told["value"].text)):
        return [told]  # 1.5 is no list
    own = [name for name in marks if marks[name] == mark]
    return [
        told | {name: told[name].model_copy(update={"text": _bare(parts[name][at])}) for name in own}
        for at in range(mark[1])
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


def _parted(text: str, cells: tuple[int, ...], *others: re.Pattern[str]) -> Listed:
    patterns = (_SAID, _TARGET, *others)
    found = next((match for pattern in patterns if (match := pattern.fullmatch(text))), None)
    if not found:
        return Listed(Value(text=text, cells=cells), Value())
    name, target = found["name"].strip(), found["target"].strip()
    return Listed(Value(text=name, cells=cells), Value(text=target, cells=cells))
