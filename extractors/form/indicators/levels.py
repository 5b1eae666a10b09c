"""Levels 1 and 2 of an indicator: written, merged over rows, left out, or cut by a page break."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from extractors.draft import Indicator, Value
from extractors.form.column import LEVELS
from extractors.form.rows import Cell, Row, value_of
from extractors.form.words.numbered import numbered
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.layouts.levels import level_name, without_brackets
from extractors.pieces import Piece

_NAME_ENDS = ("标", "指标", "目标")
_BOTH = re.compile(r"(?P<level1>[^-—－–/／:：]{2,8})[-—－–/／:：>→]{1,2}(?P<level2>.{2,16})")
_WITH_NAME = re.compile(r"(?P<level2>[\u4e00-\u9fff]{2,12})\s*[:：]\s*(?P<name>[^:：]+)", re.DOTALL)
# a template prints its counter (指标1：) before each name
_COUNTER = r"(?:指标\s*\d{1,2}\s*[:：]\s*)?"
_LEFT_BLANK = re.compile(rf"{_COUNTER}(?:…+|[.·。]{{3,}})?")
_NONE = re.compile(rf"{_COUNTER}(?:暂?无|不适用|不涉及|[/／—–-]{{1,3}})")
_SAME = re.compile(r"[（(]?同[上前][)）]?|[〃″]")


def split_levels(text: str, layout: Layout) -> tuple[str, str] | None:
    """Level 1 and 2 where one cell names both (``产出指标-数量指标``), or None."""
    found = _BOTH.fullmatch(text)
    if found and layout.is_level1(found["level1"]) and layout.is_level2(found["level2"]):
        return found["level1"].strip(), found["level2"].strip()
    return None


def split_name(text: str, layout: Layout) -> tuple[str, str] | None:
    """Level 2 and the indicator's name where one cell says both (``数量指标：培训人次``), or None."""
    found = _WITH_NAME.fullmatch(text)
    if found and layout.is_level2(found["level2"]) and found["level2"].strip() != found["name"].strip():
        return found["level2"].strip(), found["name"].strip()
    return None


def name_alone(value: Value, layout: Layout) -> Value:
    """An indicator's name without the level 2 before it in its cell."""
    both = split_name(value.text, layout)
    return value.model_copy(update={"text": both[1]}) if both else value


def level_named(pieces: dict[str, list[Piece]], name: str, layout: Layout) -> Value:
    """A level's name as written, be it in one cell with the other's."""
    value = value_of(pieces.get(name, []))
    if (inside := without_brackets(value.text)) != value.text and layout.is_level(inside):
        return value.model_copy(update={"text": inside})
    both = split_levels(value.text, layout)
    if both is None and name == "level2" and (with_name := split_name(value.text, layout)):
        return value.model_copy(update={"text": with_name[0]})
    return value.model_copy(update={"text": both[name == "level2"]}) if both else value


def level2_of(above: Value, pieces: dict[str, list[Piece]], level1: Value, layout: Layout) -> Value:
    """Level 2 as written; where its cell is empty and level 1 stays, as in the row above (a merged cell)."""
    named = level_named(pieces, "level1", layout).text
    if pieces.get("level2") or level_name(named) not in ("", level_name(level1.text)):
        return level_named(pieces, "level2", layout)
    return above


def level1_of(
    above: Value,
    row: Row,
    level2: Value,
    pieces: dict[str, list[Piece]],
    layout: Layout,
    *,
    open_column: bool,
) -> Value:
    """Level 1 as written in the row or over it; where none is written, the one that level 2 belongs to.

    So it is in the first row of a page, whose level 1 may be another than the last page's, and in one with an ``open_column``:
    it has no cell at all for level 1, as the one that it stands in begins on no page but the next.
    """
    if pieces.get("level1"):
        return level_named(pieces, "level1", layout)
    parent = layout.level1_of(level2.text, above.text)
    if not parent or (above.text and parent.startswith(above.text)):
        return above  # the same name, or the beginning of it: its end stands on the next page
    if row.opens_grid or not above.cells or open_column:
        return Value(text=parent)
    return above


class LevelOver(NamedTuple):
    """The name of a level that stands in a row of its own, over those of its indicators; level 1 may have level 2 beside it."""

    level: Literal["level1", "level2"]
    name: Value
    style: str = ""  # how it is counted
    below: Value = Value()


def level_over(cell: Cell, layout: Layout, styles: Mapping[str, str]) -> LevelOver | None:
    """The level that a cell names, be it counted or behind its heading (产出指标, 一、产出指标, 一级指标：产出指标), or None.

    A name of either (成本指标) is of the level whose last one was counted alike, by ``styles``.
    """
    label, _, behind = cell.text.replace("：", ":").partition(":")
    name = behind.strip() if layout.column(label) in LEVELS[:2] else cell.text
    found = numbered(name)
    style = found.style if found and found.chinese else ""
    name = found.rest if found and style else name
    value = value_of(cell.pieces).model_copy(update={"text": name})
    second = layout.is_level2(name)
    if both := split_levels(name, layout):
        level1, level2 = (value.model_copy(update={"text": one}) for one in both)
        return LevelOver("level1", level1, style, level2)
    if layout.is_level1(name) and not (second and style and style == styles.get("level2")):
        return LevelOver("level1", value, style)
    return LevelOver("level2", value, style) if second else None


def is_blank(text: str) -> bool:
    """Tell whether a template's cell was left as it was: empty, but for its counter (指标1：), or dots for more of the like."""
    return _LEFT_BLANK.fullmatch(text.strip()) is not None


def says_none(text: str) -> bool:
    """Tell whether a cell was left as it was, or says that there is nothing to say (无, 不适用, a stroke)."""
    return is_blank(text) or _NONE.fullmatch(text.strip()) is not None


def says_same(text: str) -> bool:
    """Tell whether a cell says no more than that it says what the one above it does (同上)."""
    return _SAME.fullmatch(text.strip()) is not None


def names_levels(pieces: dict[str, list[Piece]], layout: Layout) -> bool:
    """Tell an empty line of the template, which names its levels and sets nothing, from a remark.

    A level 2 may be called what its level 1 is (满意度指标).
    """
    known: dict[str, Callable[[str], bool]] = {"level1": layout.is_level1, "level2": layout.is_level}
    named = [(name, value_of(found).text) for name, found in pieces.items()]
    return all(name in known for name, _ in named) and any(known[name](text) for name, text in named)


def mend_cut_level1(indicators: list[Indicator], layout: Layout) -> list[Indicator]:
    """Join a level 1 label that a page break cut between two rows (``产出`` over, ``指标`` under it)."""
    mended = list(indicators)
    for at in range(1, len(mended)):
        before, now = mended[at - 1].level1, mended[at].level1
        whole = Value(text=before.text + now.text, cells=before.cells + now.cells)
        if now.cells == before.cells or layout.is_level1(now.text) or not layout.is_level1(whole.text):
            continue
        for other, indicator in enumerate(mended):
            if indicator.level1.cells in (before.cells, now.cells):
                mended[other] = indicator.model_copy(update={"level1": whole})
    return mended


def ends_level(above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell holds the end of the level 1 or 2 name above it (``社会效益指`` over ``标``)."""
    if is_blank(above.text) or is_blank(cell.text):
        return False
    whole = above.text + cell.text
    known = (layout.is_level1, layout.is_level2)
    # 经济 over 成本指标, which is a name as well
    ends = any(is_known(whole) and not (is_known(above.text) and is_known(cell.text)) for is_known in known)
    return ends or bool(split_levels(whole, layout)) or ends_name(squeeze(above.text), squeeze(cell.text))


def ends_name(above: str, end: str) -> bool:
    """Tell whether a text is but the end of any level's name: (指)标 or (目)标."""
    return end in _NAME_ENDS and (above + end).endswith(("指标", "目标")) and not above.endswith("标")
