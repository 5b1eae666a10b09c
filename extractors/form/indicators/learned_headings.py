"""Headings in words that no layout has, learned from what stands under them: levels' names, targets, weights.

An indicator table is known by the names of levels in its rows; the row above the first of them is its heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from extractors.form.column import LEVELS
from extractors.form.rows import Cell, Row
from extractors.form.words.head import looks_like_label
from extractors.form.words.learned import Learned
from extractors.form.words.signs import EITHER, MARK
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid

_FEWEST = 3  # columns, and rows below them
_OVER = 3  # rows above the first with names of levels, among which the heading is
_MOST_OF = 0.6  # of a column's cells
_LEAST_SUM, _MOST_SUM = 80, 110  # of weights: the execution of the budget has ten or twenty of its own
_SIGN = re.compile(rf"(?:{MARK}){{1,2}}")
_TARGET = re.compile(rf"(?:{EITHER})+\s*\d.*|\d[\d.,]*\s*\D{{0,8}}")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?\s*[%％分]?")
_UNIT = re.compile(r"[^\d\s≥≤]{1,5}")


def learn_headings(blocks: Iterable[Block], layout: Layout) -> Learned:
    """The headings of indicator tables whose names or targets no known word heads."""
    learned = Learned()
    for block in blocks:
        if isinstance(block, Grid):
            _learn([Row.drawn(cells) for cells in block.rows], layout, learned)
    return learned


def _learn(rows: list[Row], layout: Layout, learned: Learned) -> None:
    """Learn from each stretch of rows with names of levels, and the row above it."""
    named = [_names_levels(row, layout) for row in rows]
    for at in range(1, len(rows)):
        if not named[at] or named[at - 1]:
            continue
        above = (row for row in reversed(rows[max(0, at - _OVER) : at]) if len(row.written()) >= _FEWEST)
        heading = next(above, None)  # a unit with its sum may stand below it
        if heading is None or not all(looks_like_label(one.text) for one in heading.written()):
            continue
        end = next((one for one in range(at, len(rows)) if not named[one]), len(rows))
        if end - at >= _FEWEST:
            _name_columns(heading, rows[at:end], layout, learned)


def _names_levels(row: Row, layout: Layout) -> bool:
    """Tell whether a row stands under names of both levels, its own or merged ones."""
    texts = [cell.text for cell in row.cells]
    return any(map(layout.is_level1, texts)) and any(map(layout.is_level2, texts))


def _name_columns(heading: Row, rows: list[Row], layout: Layout, learned: Learned) -> None:
    first = heading.cells[0]  # 绩效指标 beside the table
    cells = [cell for cell in heading.written() if cell is not first or layout.group(cell.text) is None]
    known = {layout.column(cell.text) for cell in cells}
    columns = [(cell, [row.nearest(cell).text for row in rows]) for cell in cells]
    if known & {"value", "grade"} and known & {"level3", "level3_or_description"}:
        if "sign" not in known:
            _learn_sign(columns, layout, learned)
        _learn_levels(columns, known, layout, learned)
        return
    fields = [_field(cell.text, texts, layout) for cell, texts in columns]
    if any(
        name in ("level1", "level2") and layout.is_level(cell.text)
        for cell, name in zip(cells, fields, strict=True)
    ):
        return  # the rest of a row of its own, below a page's end
    behind = max((at for at, name in enumerate(fields) if name in ("level1", "level2")), default=-1)
    unknown = [at for at in range(behind + 1, len(fields)) if fields[at] is None]
    if "level3" not in fields and unknown:
        fields[unknown.pop(0)] = "level3"
    for at in unknown:
        if _most_of(_UNIT.fullmatch, columns[at][1]):
            fields[at] = "unit"
    if len(cells) < _FEWEST or not {"level1", "level3", "value"} <= set(fields):
        return
    for (cell, _), name in zip(columns, fields, strict=True):
        if name and fields.count(name) == 1 and layout.column(cell.text) != name:
            learned.add("columns", name, cell.pieces[0])


def _learn_levels(
    columns: list[tuple[Cell, list[str]]], known: set[str | None], layout: Layout, learned: Learned
) -> None:
    """Of a table that is known besides, learn the only columns of names of levels (级别, 类别)."""
    held = [(cell, held_in(texts, layout)) for cell, texts in columns]
    for level in LEVELS[:2]:
        cells = [cell for cell, name in held if name == level]
        if level in known or len(cells) != 1 or layout.is_label(cells[0].text):
            continue
        if layout.column(cells[0].text) in (None, "fact"):
            learned.add("columns", level, cells[0].pieces[0])


def _learn_sign(columns: list[tuple[Cell, list[str]]], layout: Layout, learned: Learned) -> None:
    """Of a table that is known besides, learn the only column of signs (指标值类型, over ≥ and ＝)."""
    signs = [cell for cell, texts in columns if _field(cell.text, texts, layout) == "sign"]
    if len(signs) == 1:
        learned.add("columns", "sign", signs[0].pieces[0])


def _field(heading: str, texts: list[str], layout: Layout) -> str | None:
    """What a column holds: by its heading, or else by most of what is written under it."""
    held = held_in(texts, layout)
    if held in LEVELS:
        return held
    named = layout.column(heading) or layout.column_ending(heading)
    return named if named not in (None, "fact") else held or named


def held_in(texts: list[str], layout: Layout) -> str | None:
    """What most of the cells of a column are: names of a level, signs, weights, targets; None where they tell nothing."""
    for name, known in (("level1", layout.is_level1), ("level2", layout.is_level2)):
        if _most_of(known, texts):
            return name
    if _most_of(_SIGN.fullmatch, texts):
        return "sign"
    if _most_of(_NUMBER.fullmatch, texts) and _adds_up(texts):
        return "weight"
    return "value" if _most_of(_TARGET.fullmatch, texts) else None


def _most_of(is_one: Callable[[str], object], texts: list[str]) -> bool:
    """Tell whether most of the written cells are of a kind."""
    said = [text for text in texts if text]
    return bool(said) and sum(1 for text in said if is_one(text)) >= _MOST_OF * len(said)


def _adds_up(texts: list[str]) -> bool:
    """Tell whether numbers are weights: they add up to about a hundred."""
    total = sum(float(found[0]) for text in texts if (found := re.match(r"\d+(?:\.\d+)?", text)))
    return _LEAST_SUM <= total <= _MOST_SUM
