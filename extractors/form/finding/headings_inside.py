"""Rows of headings inside a form's head, and headings that projects' names stand under."""

from __future__ import annotations

from itertools import pairwise

from extractors.form.column import PROJECT_NAMES
from extractors.form.rows import Row
from extractors.form.words.head import HeadWords
from extractors.joining import as_label
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT

_ITEM = "项目"
_PAIRS = 4  # cells: two labels, each with its value
_HEADINGS = 3  # words, most of them side by side: labels have empty cells behind them


def is_of_headings(row: Row, layout: Layout) -> bool:
    """Tell whether a row is one of headings inside the head (项目 | 上年预算 | 本年申请), where 项目 has no value.

    All of them are words of the form, or the word behind such a label is.
    """
    words = HeadWords(layout)
    written = row.written()
    if len(written) < _HEADINGS:
        return False
    if all(words.is_word(cell.text) for cell in written):
        side_by_side = sum(bool(cell.text and after.text) for cell, after in pairwise(row.cells))
        if 2 * side_by_side > len(written) or written == row.cells:
            return True
    if len(written) == _PAIRS and words.label(written[2].text) and not words.is_word(written[3].text):
        return False  # 项目名称 | 上年结转资金 | 项目单位 | 某中心
    behind = [after for cell, after in pairwise(row.cells) if words.label(cell.text) in NAMES_PROJECT]
    return bool(behind) and all(words.label(cell.text) in (*HeadWords.AMOUNTS, "caption") for cell in behind)


def names_projects(row: Row, layout: Layout) -> bool:
    """Tell whether a heading says that projects' names stand under it; 项目 alone heads any budget's items."""
    return any(
        layout.label(cell.text) in PROJECT_NAMES and as_label(cell.text) != _ITEM for cell in row.written()
    )
