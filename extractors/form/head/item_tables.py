"""Labels of the head with a small table beside them that no layout names: headings in the first row, items below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from extractors.form.rows import Cell, Row
from extractors.form.words.head import HeadWords, inline_names, looks_like_label
from extractors.form.words.years import YEAR

_FEWEST_HEADINGS = 3
_FEWEST_ITEMS = 2
_OF_A_TABLE = frozenset((*HeadWords.AMOUNTS, "caption", "fact", None))  # what its headings may name
_WORD = re.compile(r"[\u4e00-\u9fff]")


def over_items(rows: list[Row], words: HeadWords) -> set[int]:
    """The labels (by id of their pieces) that stand beside such a table (成本构成 | 金额 | 测算依据, an item a row)."""
    return {id(label.pieces) for label in _labels(rows, words)}


def over_own_items(rows: list[Row], words: HeadWords) -> set[int]:
    """The labels (by id of their pieces) that are the first heading of such a table: 年度主要任务 | 对应项目 | 预算资金情况."""
    found: set[int] = set()
    for at, row in enumerate(rows):
        headings = row.written()
        if row.is_heading or len(headings) < _FEWEST_HEADINGS or headings[0] is not row.cells[0]:
            continue
        label = headings[0]
        first = next((one for one in rows[at + 1 :] if not _divides(label, one, words)), None)
        items = first.written() if first and not first.goes_on(label) else []
        named = all(words.is_word(cell.text) and not inline_names(cell, words) for cell in headings)
        if named and items and items[0].stands_under(label) and _is_item(items, words):
            found.add(id(label.pieces))
    return found


def _divides(label: Cell, row: Row, words: HeadWords) -> bool:
    """Tell whether a row below headings only divides some of them (总额 | 财政拨款 under 预算金额)."""
    return row.goes_on(label) and all(words.is_word(cell.text) for cell in row.written())


def _labels(rows: list[Row], words: HeadWords) -> Iterator[Cell]:
    for at, row in enumerate(rows):
        label, *headings = row.written() or row.cells
        if row.is_heading or not _is_first(label, row) or len(headings) < _FEWEST_HEADINGS:
            continue
        if not all(_is_heading(cell, words) for cell in headings):
            continue
        below = [_beside(label, one) for one in takewhile(partial(_goes_on, label), rows[at + 1 :])]
        items = [cells for cells in below if cells and not words.layout.is_total(cells[0].text)]
        if len(items) < _FEWEST_ITEMS or not all(_is_item(cells, words) for cells in items):
            continue
        # 支出项目名称 is a heading where every row below is full; else a label with its values under it
        if all(len(cells) == len(headings) for cells in items) or all(
            words.label(cell.text) in _OF_A_TABLE for cell in headings
        ):
            yield label


def _is_first(label: Cell, row: Row) -> bool:
    """Tell whether a label is its row's first cell, but for those of labels that go on beside it."""
    return label is next((cell for cell in row.cells if not cell.spanned), None)


def _goes_on(label: Cell, row: Row) -> bool:
    """Tell whether a label goes on beside a row; text has an empty cell there."""
    return not row.is_heading and (row.goes_on(label) or not row.cells[0].text)


def _beside(label: Cell, row: Row) -> list[Cell]:
    return [cell for cell in row.written() if cell.left >= label.right]


def _is_heading(cell: Cell, words: HeadWords) -> bool:
    named = words.is_word(cell.text) or looks_like_label(cell.text)
    return named and not words.layout.milestone(cell.text) and not inline_names(cell, words)


def _is_item(cells: list[Cell], words: HeadWords) -> bool:
    """Tell whether a row begins with the draft's own words, and says something of them."""
    first = cells[0].text
    of_form = YEAR.match(first) or words.is_word(first) or words.is_money_line(cells[0])
    own = _WORD.search(first) and not of_form
    return bool(own) and len(cells) > 1 and not any(inline_names(cell, words) for cell in cells)
