"""What a line says that it is, by its words: a form's title, the line of its unit, its unit of money."""

from __future__ import annotations

from extractors.joining import squeeze
from extractors.layouts.layout import Layout


def is_title_line(text: str, layout: Layout) -> bool:
    """Tell whether a text says of itself that it is a form's title, its unit line or its money unit."""
    if layout.label(text) or layout.group(text) or layout.column(text):
        return False
    return names_form(text, layout) or is_unit_line(text, layout)


def names_form(text: str, layout: Layout) -> bool:
    """Tell whether a text holds what forms are called (绩效目标表)."""
    words = squeeze(text)
    return any(mark in words for mark in layout.title_marks if mark.endswith("表"))


def is_unit_line(text: str, layout: Layout) -> bool:
    """Tell whether a text names the budget unit or the money unit by itself."""
    unit = any(pattern.match(text) for pattern in layout.unit_lines)
    return unit or layout.money_unit(text) is not None
