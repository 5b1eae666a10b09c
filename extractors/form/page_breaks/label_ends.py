"""Words of the form that a page break cuts: does a cell hold the end of the label or heading above it?"""

from __future__ import annotations

import re

from extractors.form.rows import Cell
from extractors.joining import as_label, squeeze
from extractors.layouts.layout import Layout
from extractors.layouts.levels import level_name

_NUMBER = re.compile(r"[\d.,，．％%]+")
_AFTER_LABEL = re.compile(r"[^()（）]*[)）][:：]?|[:：]|[（(][^()（）]*[)）]?[:：]?")  # ``（%）`` or its end


def ends_label(above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell holds the end of the label above it (``其中：财政`` over ``资金``)."""
    whole = above.text + cell.text
    if not (above.text and cell.text and layout.is_label(whole)) or _NUMBER.fullmatch(squeeze(cell.text)):
        return False
    if layout.group(above.text) and not layout.group(whole):
        return False  # a label over several rows stays one
    if as_label(whole) == as_label(above.text):
        return bool(_AFTER_LABEL.fullmatch(squeeze(cell.text)))
    if as_label(whole) == as_label(cell.text):
        return squeeze(above.text).strip(":：") == "其中"
    return (
        not (layout.is_label(above.text) and layout.is_label(cell.text))
        or layout.label(cell.text) == "caption"
    )


def ends_merged_label(above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell the same of a label over several rows, beside which another row begins: a label is none of its end."""
    return ends_label(above, cell, layout) and not layout.is_label(cell.text)


def splits_label(above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether two labels may as well be one, cut (``年度`` over ``总体目标``)."""
    words = (above.text, cell.text, above.text + cell.text)
    return all(map(layout.is_label, words)) and not ends_label(above, cell, layout)


def names_its_own(above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether the upper of two labels that may be one adds nothing to the lower (``项目名称`` over ``项目单位``).

    Or the lower to the upper, though it names something else.
    """
    upper, lower = layout.label(above.text) or layout.group(above.text), layout.label(cell.text)
    whole = layout.label(above.text + cell.text)
    if lower and whole == upper != lower:
        return True
    adds = upper in (None, lower) and upper != "fact"
    return lower is not None and whole in (lower, "unit_or_project") and not adds


def ends_group(above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell holds the end of the label beside an indicator table (``绩效`` over ``指标``), or all of it."""
    return (layout.group(above.text + cell.text) or "").startswith("indicators")


def says_level_again(above: Cell, cell: Cell, layout: Layout) -> bool:
    """Tell whether a cell says the level name above it again, or its end."""
    known = layout.is_level1(above.text) or layout.is_level2(above.text)
    if known and squeeze(above.text).endswith(squeeze(cell.text)):
        return True
    return bool(above.text) and level_name(above.text) == level_name(cell.text)
