"""Where in a draft something stands, as its format has it: a page, or a workbook's sheet by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reports.words import Language, words

WORKBOOK = "xlsx"
_MOST = 12


def place(
    form: str | None, sheet_names: str | None, *pages: int | None, lang: Language, most: int = _MOST
) -> str:
    """Pages (numbers from 1) in a person's words; empty where there is none.

    ``form`` and ``sheet_names`` are those of table documents. A sheet whose name is not known is told by its number.
    """
    told = sorted(set(pages) - {None}, key=lambda page: page or 0)
    if not told:
        return ""
    text, shown = words("places", lang), told[:most]
    join = text("join")
    if form != WORKBOOK:
        return text("page" if len(told) <= most else "pages", pages=join.join(map(str, shown)))
    sheets = join.join(_sheet(text, (sheet_names or "").split("\n"), number) for number in shown if number)
    return sheets if len(told) <= most else text("sheets", sheets=sheets)


def place_of(row: Mapping[str, Any], lang: Language) -> str:
    """The place of a row of findings that also has ``format`` and ``sheet_names``."""
    return place(row["format"], row["sheet_names"], row["page"], lang=lang)


def _sheet(text: Callable[..., str], names: Sequence[str], number: int) -> str:
    name = names[number - 1] if number <= len(names) else ""
    return text("sheet", name=name) if name else text("sheet_number", number=number)
