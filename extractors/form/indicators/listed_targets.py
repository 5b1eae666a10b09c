"""Indicators of a list in one cell: with their targets behind them (``保洁面积≥269万平方米；公厕=35座``), or with those
counted alike in a cell of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from extractors.draft import Value
from extractors.form.column import LEVELS
from extractors.form.rows import Cell, value_of
from extractors.form.words.signs import EITHER, MARK, REACHES, WORD
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
_BEHIND_LEVEL2 = re.compile(r"(?P<level2>[^:：]{2,12})[:：]\s*(?P<rest>.+)", re.DOTALL)
_BARE_TARGET = re.compile(rf"{MARK}|{WORD}|{REACHES}|\d")
_BEFORE_TARGET = re.compile(rf"[:：]\s*(?:{EITHER})?|{EITHER}|{REACHES}")
_COLON_END = re.compile(r"(?<=[:：])\n")
_LINE_END = re.compile(r"\n")
_WHOLE_TARGET = re.compile(r"\d|\S\S")
_ANOTHER = re.compile(rf".[\u4e00-\u9fff]{{2,}}\s*(?:[:：]|{MARK})")
_LEVEL = "指标"

_FEWEST = 2  # lines
_FULL = 0.7  # of the longest line
_SHORTEST_NAME = 2
_SURE = re.compile(rf"(?:{MARK}|(?:{WORD}|{REACHES})+)\s*\d")  # a target in figures ends its line


class Listed(NamedTuple):
    """An indicator's name and its target, empty where the list says but one of them; and its level 2, where that is told."""

    name: Value
    target: Value
    level2: Value = Value()


def listed_in(cell: Cell, layout: Layout) -> list[Listed]:
    """The indicators of a cell in order; the places are the cell's. A level 2 before some (数量指标：…) is that of the next."""
    whole = value_of(cell.pieces)
    drawn = any(piece.box for piece in cell.pieces)
    items = chain(*(_items(lines, drawn=drawn) for lines in _by_level2(cell.pieces, layout, drawn=drawn)))
    said = (part for one in items for part in _NEXT.split(one))
    found: list[Listed] = []
    level2 = Value()
    for item in (_NUMBER.sub("", one.strip()).rstrip("。") for one in said):
        both = _level2_before(item, layout)
        if both:
            level2 = Value(text=both[0], cells=whole.cells)
        text = both[1] if both else item
        if text:
            found.append(_parted(text, whole.cells)._replace(level2=level2))
    return found


def told_with_target(told: Value) -> Listed:
    """An indicator's name and its target, where one column holds both (``药占比≤30%``, ``验收合格率100%``)."""
    return _parted(told.text, told.cells, _FIGURE)


def told_by_lines(pieces: Sequence[Piece]) -> list[Listed]:
    """The indicators of a cell that says one with its target in each line; none where a line may be the rest of another."""
    cells = value_of(list(pieces)).cells
    lines = _lines_of(pieces)
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


def may_hold_another(one: Listed) -> bool:
    """Tell whether an item may be two, in lines that do not tell where the second begins."""
    return _ANOTHER.search(one.target.text) is not None or re.search(MARK, one.name.text) is not None


def _by_level2(pieces: Sequence[Piece], layout: Layout, *, drawn: bool) -> list[list[str]]:
    """The lines of a cell, parted before each that begins with a level 2 (质量指标：…)."""
    groups: list[list[str]] = []
    for line in _lines_of(pieces):
        both = _level2_before(line, layout)
        if not groups or (both and (not drawn or both[0].endswith(_LEVEL))):
            groups.append([])
        groups[-1].append(line)
    return groups


def _items(lines: list[str], *, drawn: bool) -> list[str]:
    """The items of a list as its numbers tell them; or an item a line, if each says a name with its target.

    Where lines are drawn, any may be the rest of the one above: then each must end with a target in figures.
    """
    told = _COLON_END.sub("", "\n".join(lines)).split("\n")
    alone = all(_parted(line, ()).target.text and not _NEXT.search(line.rstrip("；;")) for line in told)
    if alone and not _FIRST.match(told[0]) and (not drawn or all(map(_SURE.search, told))):
        return told
    return _wrapped(lines) or _numbered_parts(join_lines(lines))


def _wrapped(lines: list[str]) -> list[str]:
    """Lines joined to items, if there is but one line's end between each target and the next name; else none."""
    text = "\n".join(lines)
    if _FIRST.match(text) or any(_NEXT.search(line.rstrip("；;")) for line in lines):
        return []
    full = _FULL * max(map(len, lines))
    begin = [0]
    for target, following in pairwise(_BEFORE_TARGET.finditer(text)):
        between = text[target.end() : following.start()]
        ends = [
            found.end()
            for found in _LINE_END.finditer(between)
            if _WHOLE_TARGET.search(between[: found.start()]) and _begins_name(between[found.end() :], full)
        ]
        if len(ends) != 1:
            return []
        begin.append(target.end() + ends[0])
    items = [join_lines([text[one:other]]) for one, other in pairwise([*begin, len(text)])]
    return items if len(items) >= _FEWEST else []


def _begins_name(text: str, full: float) -> bool:
    """Tell whether a name may begin with the first line of a text up to its target: it goes on to that, or fills the line."""
    line, goes_on, _ = text.strip().partition("\n")
    return len(line) >= full if goes_on else len(line) >= _SHORTEST_NAME


def _lines_of(pieces: Sequence[Piece]) -> list[str]:
    return [line.strip() for piece in pieces for line in piece.text.split("\n") if line.strip()]


def _level2_before(item: str, layout: Layout) -> tuple[str, str] | None:
    """Level 2 and the rest of an item that begins with it, or None: 群众满意度：较高 is a name with its target."""
    found = _BEHIND_LEVEL2.fullmatch(item)
    if not found or not layout.is_level2(found["level2"]):
        return None
    level2, rest = found["level2"].strip(), _NUMBER.sub("", found["rest"])
    named = level2.endswith(_LEVEL) or _parted(rest, ()).target.text
    return (level2, rest) if named and not _BARE_TARGET.match(rest) else None


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
