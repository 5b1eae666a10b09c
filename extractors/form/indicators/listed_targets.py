"""Indicators of a list in one cell: with their targets behind them (``保洁面积≥269万平方米；公厕=35座``), or with those
counted alike in a cell of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.draft import Value
from extractors.form.column import LEVELS
from extractors.form.rows import value_of
from extractors.form.words.signs import MARK, REACHES, WORD
from extractors.pieces import Piece

NUMBER = re.compile(r"^(?:\d{1,2}[.．、]|[①-⑳]|[（(]\d{1,2}[)）])\s*")
FIRST = re.compile(r"\s*1[.．、]")
_COUNTED = re.compile(r"\s*(\d{1,2})[.．、]\s*\S")
_DECIMAL = re.compile(r"\s*\d{1,2}[.．](?!20\d\d\s*年)\d")
_SAID = re.compile(r"(?P<name>[^:：]{2,})[:：]\s*(?P<target>.+)")
_TARGET = re.compile(rf"(?P<name>.{{2,}}?)\s*(?P<target>(?:{MARK}|(?:{WORD}|{REACHES})+).+)")
# a name and the one figure that ends it (验收合格率100%); dates and what is counted so (3级, 2期) are of names
_FIGURE = re.compile(
    r"(?P<name>[^\d，,。；;]{2,}[\u4e00-\u9fff）)])(?P<target>\d[\d.,]*(?:[%％‰](?:以上|以内|以下)?|[^\d\s，,。；;年月日号季级期]{1,4}(?:以上|以内|以下)?))"
)

SURE = re.compile(rf"(?:{MARK}|(?:{WORD}|{REACHES})+)\s*\d")  # a target in figures ends its line
_FEWEST = 2  # lines
_WHOLE_NAME = 4  # characters of a line
_WHOLE_TARGET = re.compile(
    rf"(?:(?:{MARK}|{WORD}|{REACHES})\s*)?\d[\d.,]*\s*(?:[%％‰]|[^\d\s，,、年月日]{{1,8}})[；;。]?"
)
_AT_LEAST, _AT_MOST = re.compile("[≥≧＞>]|不少于|不低于|大于"), re.compile("[≤≦＜<]|不超过|不高于|小于")


class Listed(NamedTuple):
    """An indicator's name and its target, empty where the list says but one of them; and its level 2, where that is told.

    Not ``sure``: where it ends is not.
    """

    name: Value
    target: Value
    level2: Value = Value()
    sure: bool = True


def told_with_target(told: Value) -> Listed:
    """An indicator's name and its target, where one column holds both (``药占比≤30%``, ``验收合格率100%``)."""
    return parted(told.text, told.cells, _FIGURE)


def told_by_lines(pieces: Sequence[Piece]) -> list[Listed]:
    """The indicators of a cell that says one with its target in each line; none where a line may be the rest of another."""
    cells = value_of(list(pieces)).cells
    lines = lines_of(pieces)
    if len(lines) < _FEWEST or not all(map(SURE.search, lines)):
        return []
    return [parted(NUMBER.sub("", line).rstrip("；;"), cells) for line in lines]


def lines_alike(told: dict[str, Value], pieces: Mapping[str, Sequence[Piece]]) -> list[dict[str, Value]]:
    """The indicators of a row whose name and target have as many lines, a whole name and target each; none otherwise.

    Where lines are drawn any may be the rest of the one above, and a range (≥90% over ≤100%) is one target.
    """
    names, targets = (lines_of(pieces.get(name, ())) for name in ("level3", "value"))
    drawn = any(piece.box for name in ("level3", "value") for piece in pieces.get(name, ()))
    range_ = len(targets) == _FEWEST and _AT_LEAST.match(targets[0]) and _AT_MOST.match(targets[1])
    whole = (
        all(_WHOLE_TARGET.fullmatch(one) for one in targets)
        and min(map(len, names), default=0) >= _WHOLE_NAME
    )
    if drawn or range_ or not whole or not _FEWEST <= len(names) == len(targets):
        return []
    return [
        told
        | {
            "level3": told["level3"].model_copy(update={"text": _bare(name)}),
            "value": told["value"].model_copy(update={"text": _bare(target)}),
        }
        for name, target in zip(names, targets, strict=True)
    ]


def counted_alike(told: dict[str, Value]) -> list[dict[str, Value]]:
    """The indicators of a row whose names and targets are counted, a list each (``1.…2.…``): what ``told`` says of each.

    Other texts of the row that are counted alike are parted too, all else is said of each. The marks are none of the texts.
    """
    parts = {name: numbered_parts(value.text) for name, value in told.items() if name not in LEVELS[:2]}
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


def lines_of(pieces: Sequence[Piece]) -> list[str]:
    """The lines of a cell that say something."""
    return [line.strip() for piece in pieces for line in piece.text.split("\n") if line.strip()]


def _bare(text: str) -> str:
    return NUMBER.sub("", text.strip()).rstrip("；; ")


def numbered_parts(text: str) -> list[str]:
    """A list parted before each next number (``1.…≥90%2.7岁以下…``); a number behind a sign is a target's (≥2.5)."""
    if not FIRST.match(text):
        return [text]
    parts: list[str] = []
    number = 2
    while found := re.search(rf"(?<=[^\d≥≤≧≦＞＜><=＝:：]){number}[.．、]", text):
        parts.append(text[: found.start()])
        text, number = text[found.start() :], number + 1
    return [*parts, text]


def parted(text: str, cells: tuple[int, ...], *others: re.Pattern[str]) -> Listed:
    """A name and its target where a text says both, behind a colon or from a sign on; else the text as the name."""
    patterns = (_SAID, _TARGET, *others)
    found = next((match for pattern in patterns if (match := pattern.fullmatch(text))), None)
    if not found:
        return Listed(Value(text=text, cells=cells), Value())
    name, target = found["name"].strip(), found["target"].strip()
    return Listed(Value(text=name, cells=cells), Value(text=target, cells=cells))
