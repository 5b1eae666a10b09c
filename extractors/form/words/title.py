"""What a line says that it is, by its words: a form's title, the line of its unit, its unit of money."""

from __future__ import annotations

import re

from extractors.joining import squeeze
from extractors.layouts.layout import Layout

_ANNEX = re.compile(
    r"(?:附\s*[表件]\s*[\d一二三四五六七八九十-]*|(?:部门|单位|财政|预算|信息|公开)*\s*(?:表\s*[\d一二三四五六七八九十-]+|[\d-]+\s*表))\s*[:：]?"
)

GOES_ON = r"续表?|[续接]上[页表]"  # what a page says over the rest of a table
UNIT_CODE = re.compile(r"\d{6}|\d{9}")  # in a cell of its own, beside the unit's name
_CALLED_TABLE = re.compile(r"表(?:[（(][^（）()]*[)）])?$")  # 绩效目标评审申报表（2024年）
_LONGEST_NAME = 40  # characters; a sentence that ends so is longer


def is_title_line(text: str, layout: Layout) -> bool:
    """Tell whether a text says of itself that it is a form's title, its unit line or its money unit."""
    if layout.label(text) or layout.group(text) or layout.column(text):
        return False
    return names_form(text, layout) or is_unit_line(text, layout)


def names_form(text: str, layout: Layout) -> bool:
    """Tell whether a text holds what forms are called (绩效目标表)."""
    words = squeeze(text)
    called = _CALLED_TABLE.search(words) is not None and len(words) <= _LONGEST_NAME
    return any(mark in words for mark in layout.title_marks if called or mark.endswith("表"))


def is_annex(text: str) -> bool:
    """Tell whether a line says no more than which annex the form is (附件3, 公开表23)."""
    return _ANNEX.fullmatch(text.strip()) is not None


def is_unit_line(text: str, layout: Layout) -> bool:
    """Tell whether a text names the budget unit or the money unit by itself."""
    unit = any(pattern.match(text) for pattern in layout.unit_lines)
    return unit or layout.money_unit(text) is not None
