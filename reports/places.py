"""Where in a draft something stands, as its format has it: a page, or a workbook's sheet by its name."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

WORKBOOK = "xlsx"
_MOST = 12


def place(form: str | None, sheet_names: str | None, *pages: int | None, lang: str, most: int = _MOST) -> str:
    """Pages (numbers from 1) in a person's words; empty where there is none.

    ``form`` and ``sheet_names`` are those of table documents. A sheet whose name is not known is told by its number.
    """
    told = sorted(set(pages) - {None}, key=lambda page: page or 0)
    if not told:
        return ""
    text, shown = _texts(lang), told[:most]
    join = text["join"]
    if form != WORKBOOK:
        return text["page" if len(told) <= most else "pages"].format(pages=join.join(map(str, shown)))
    sheets = join.join(_sheet(text, (sheet_names or "").split("\n"), number) for number in shown if number)
    return sheets if len(told) <= most else text["sheets"].format(sheets=sheets)


def place_of(row: dict[str, Any], lang: str) -> str:
    """The place of a row of findings that also has ``format`` and ``sheet_names``."""
    return place(row["format"], row["sheet_names"], row["page"], lang=lang)


def _sheet(text: dict[str, str], names: Sequence[str], number: int) -> str:
    name = names[number - 1] if number <= len(names) else ""
    return text["sheet"].format(name=name) if name else text["sheet_number"].format(number=number)


@cache
def _texts(lang: str) -> dict[str, str]:
    texts = tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))
    return {key: text[lang] for key, text in texts.items()}
