"""What a line is by its words alone: of the indicators, or the end of a form."""

from __future__ import annotations

import re

from extractors.form.column import LEVELS
from extractors.form.title.beside import counted_project
from extractors.form.words.title import is_annex, names_form
from extractors.form.words.years import is_year_line, without_date
from extractors.labelled.column_labels import labelled_columns
from extractors.labelled.counted import counted
from extractors.labelled.head_labels import head_labels
from extractors.labelled.level_names import LevelNames
from extractors.labelled.stretch import Stretch
from extractors.layouts.layout import Layout

_SIGNED = re.compile("[（(](?:签字|签章|盖章|签名)[)）]")
_TO_SIGN = re.compile(r"(?:[\u4e00-\u9fff（()）]{2,10}\s*[:：]\s*){2,6}")  # 局负责人：　　经办人：


def tells_indicators(line: Stretch, names: LevelNames) -> bool:
    """Tell whether a line can only be one of indicators: it begins with a level's name, or with a label of theirs."""
    if names.leading(line, below=True).names:
        return True
    said = counted(line).rest
    if any(one.field.startswith("indicators") for one in head_labels(said, names.layout)[:1]):
        return True
    columns = labelled_columns(said, names.layout)
    return bool(columns) and columns[0].field in LEVELS


def _is_signature(text: str, layout: Layout) -> bool:
    """Tell whether a line is an office's name, a date, or both."""
    if _SIGNED.search(text) or _TO_SIGN.fullmatch(text):
        return True
    office = without_date(text)
    return layout.is_office(office) or (not office and office != text)


def closes_form(text: str, layout: Layout) -> bool:
    """Tell whether a line behind a form's levels is none of it.

    So are a title, a part of the draft, an office, a year, a remark, and what a website says of itself.
    """
    words = text.split("：", 1)[0].split(":", 1)[0]
    return bool(
        layout.part(text)
        or layout.part_number(text)
        or is_annex(text)
        or counted_project(text) is not None
        or names_form(text, layout)
        or layout.is_other_table(text)
        or _is_signature(text, layout)
        or is_year_line(text)
        or (words != text and layout.is_note(words) and not layout.label(words))
        or (words != text and layout.is_imprint(words))
    )
