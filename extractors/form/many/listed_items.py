"""Indicators with their targets, told in a list in one cell: what parts them, and a level 2 that stands before some."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise

from extractors.draft import Value
from extractors.form.indicators.listed_targets import (
    FIRST,
    NUMBER,
    SURE,
    Listed,
    lines_of,
    numbered_parts,
    parted,
)
from extractors.form.rows import Cell, value_of
from extractors.form.words.signs import EITHER, MARK, REACHES, WORD
from extractors.joining import join_lines
from extractors.layouts.layout import Layout
from extractors.layouts.levels import without_brackets
from extractors.pieces import Piece

_NEXT = re.compile(r"[；;]|。(?=.)|(?<=[^\s:：])\s*(?=[①-⑳])")
_BEHIND_LEVEL2 = re.compile(r"(?P<level2>[^:：]{2,12})[:：]\s*(?P<rest>.+)", re.DOTALL)
# 产出指标-数量指标-补助幼儿园：≥32所
_BEHIND_BOTH = re.compile(
    r"[【\[（(]?(?P<level1>[^-—–－/／·:：]{2,8})[-—–－/／·]{1,2}(?P<level2>[^-—–－/／·:：】\]）)]{2,12})(?:[-—–－/／·:：]{1,2}|[】\]）)])\s*(?P<rest>.+)",
    re.DOTALL,
)
_BARE_TARGET = re.compile(rf"{MARK}|{WORD}|{REACHES}|\d")
_BEFORE_TARGET = re.compile(rf"[:：]\s*(?:{EITHER})?|\s*(?:{EITHER}|{REACHES})")
_COLON_END = re.compile(r"(?<=[:：])\n")
_COUNTED_LINE = re.compile(r"\d{1,2}[.．、](?!\d)")
_MAY_GO_ON = re.compile(r"\d\s*[千万亿]?$|[，,、（(][^，,、（(）)]{0,6}$")
_ANOTHER = re.compile(rf".[\u4e00-\u9fff]{{2,}}\s*(?:[:：]|{MARK})")
# a date, or a judgement behind a blank, ends an item without a sign (完工时间8月25日前, 群众法治意识 逐步增强)
_DATED = re.compile(
    r"(?P<name>\D{3,}?)\s*(?P<target>(?:20\d\d\s*年\s*)?\d{1,2}\s*月[\d月日、底末\s]{0,10}(?:之?前|以前)(?:全部)?(?:完成)?)"
)
_APART = re.compile(r"(?P<name>[^\s\d]{3,})\s+(?P<target>[\u4e00-\u9fff]{2,8})")
_LEVEL = "指标"
_FULL = 0.7  # of the longest line
_SHORTEST_NAME = 2
_FEWEST = 2  # lines


def listed_in(cell: Cell, layout: Layout) -> list[Listed]:
    """The indicators of a cell in order; the places are the cell's. A level 2 before some (数量指标：…) is that of the next."""
    whole = value_of(cell.pieces)
    drawn = any(piece.box for piece in cell.pieces)
    groups = _by_level2(cell.pieces, layout, drawn=drawn)
    items = chain(*(_items(lines, _named_first(lines[0], layout), drawn=drawn) for lines in groups))
    said = ((part, sure) for one, sure in items for part in _NEXT.split(one))
    found: list[Listed] = []
    level2 = Value()
    for item, sure in ((NUMBER.sub("", one.strip()).rstrip("。"), sure) for one, sure in said):
        both = _level2_before(item, layout)
        if both:
            level2 = Value(text=both[0], cells=whole.cells)
        text = both[1] if both else item
        if text:
            told = parted(text, whole.cells, _DATED, _APART)
            found.append(told._replace(level2=level2, sure=sure and not _may_be_two(told)))
    return found


def _level2_before(item: str, layout: Layout) -> tuple[str, str] | None:
    """Level 2 and the rest of an item that begins with it, or None: 群众满意度：较高 is a name with its target."""
    if both := _both_levels_before(item, layout):
        return both["level2"].strip(), both["rest"]
    found = _BEHIND_LEVEL2.fullmatch(item)
    if not found or not (layout.is_level2(found["level2"]) or _is_named_level(found["level2"], layout)):
        return None
    level2, rest = found["level2"].strip(), NUMBER.sub("", found["rest"])
    named = level2.endswith(_LEVEL) or parted(rest, ()).target.text
    return (level2, rest) if named and not _BARE_TARGET.match(rest) else None


def _both_levels_before(item: str, layout: Layout) -> re.Match[str] | None:
    both = _BEHIND_BOTH.fullmatch(item)
    known = both and layout.is_level1(both["level1"]) and layout.is_level2(both["level2"])
    return both if known else None


def _named_first(line: str, layout: Layout) -> int:
    """The length of the level 2 that a line begins with, its colon counted; 0 without one."""
    if _is_named_level(line.rstrip(":："), layout):
        return len(line)
    if both := _both_levels_before(line, layout):
        return both.start("rest")
    found = _BEHIND_LEVEL2.fullmatch(line)
    return found.start("rest") if found and _level2_before(line, layout) else 0


def _may_be_two(one: Listed) -> bool:
    """Tell whether an item may be two, in lines that do not tell where the second begins."""
    return _ANOTHER.search(one.target.text) is not None or re.search(MARK, one.name.text) is not None


def _by_level2(pieces: Sequence[Piece], layout: Layout, *, drawn: bool) -> list[list[str]]:
    """The lines of a cell, parted before each that begins with a level 2 (质量指标：…)."""
    groups: list[list[str]] = []
    for line in _names_whole(lines_of(pieces), layout):
        both = _level2_before(line, layout)
        alone = _is_named_level(line.rstrip(":："), layout)
        if not groups or alone or (both and (not drawn or both[0].endswith(_LEVEL))):
            groups.append([])
        groups[-1].append(line)
    return groups


def _names_whole(lines: list[str], layout: Layout) -> list[str]:
    """The lines, those joined that a level 2 begins in one and ends in the next (服务对象满意度指 over 标：…).

    One that has a line, or two, for itself gets its colon.
    """
    whole: list[str] = []
    for line in lines:
        both = (whole[-1] if whole else "") + line
        if (
            whole
            and not _named_first(whole[-1], layout)
            and (_named_first(both, layout) or _is_named_level(both, layout))
        ):
            whole[-1] = both
        else:
            whole.append(line)
    behind = [*whole, ""][1:]
    return [
        f"{without_brackets(line)}：" if _is_named_level(line, layout) else line
        for line, following in zip(whole, behind, strict=True)
        if not (
            layout.is_level1(line.rstrip("：:")) and _named_first(following, layout)
        )  # 产出指标, over 数量指标：…
    ]


def _is_named_level(text: str, layout: Layout) -> bool:
    """Tell whether a text is a level's name in full, in brackets or not; the only level that a list tells may be of level 1
    (满意度指标).
    """
    text = without_brackets(text)
    return text.endswith(_LEVEL) and layout.is_level(text)


def _items(lines: list[str], named: int, *, drawn: bool) -> list[tuple[str, bool]]:
    """The items of a list as its numbers tell them; or an item a line, if each says a name with its target.

    The first ``named`` characters name the level 2 of all.

    Where lines are drawn, any may be the rest of the one above. Then each must end with a target in figures; and what ends
    with a number, or in the middle of a phrase, is not sure to end there.
    """
    told = _COLON_END.sub("", "\n".join(lines)).split("\n")
    said = [told[0][named:], *told[1:]]
    alone = all(parted(line, ()).target.text and not _NEXT.search(line.rstrip("；;")) for line in said)
    if not alone or FIRST.match(told[0]) or (drawn and not all(map(SURE.search, told))):
        told = _wrapped(lines, named)
    if not told:
        first = int(named == len(lines[0]))  # below the level 2 of all
        counted = (
            f"；{line}" if at > first and _COUNTED_LINE.match(line) else line for at, line in enumerate(lines)
        )
        return [(part, True) for part in numbered_parts(join_lines(counted))]
    return [*((one, not (drawn and _MAY_GO_ON.search(one))) for one in told[:-1]), (told[-1], True)]


def _wrapped(lines: list[str], named: int) -> list[str]:
    """Lines joined to items, if there is but one line that each may begin with behind the one before; else none.

    The colon behind a level 2, the first ``named`` characters, is before no target.

    Where an item goes on to the next line, it fills its own.
    """
    text = "\n".join(lines)
    if FIRST.match(text) or any(_NEXT.search(line.rstrip("；;")) for line in lines):
        return []
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    full = {at for at, line in enumerate(lines) if len(line) >= _FULL * max(map(len, lines))}
    begin = [0]
    for target, following in pairwise(_BEFORE_TARGET.finditer(text, named)):
        first, last = (bisect_right(starts, at) - 1 for at in (target.end(), following.start()))
        found = [
            at
            for at in range(first + 1, last + 1)
            if full.issuperset((*range(first, at - 1), *range(at, last)))
            and following.start() - starts[at] >= _SHORTEST_NAME
        ]
        if len(found) != 1:
            return []
        begin += found
    items = [join_lines(lines[one:other]) for one, other in pairwise([*begin, len(lines)])]
    return items if len(items) >= _FEWEST else []
