"""Why a file could not be read: codes that the gate turns into sentences a person can act on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

UnreadableCode = Literal[
    "empty_file",
    "not_a_document",
    "unsupported_format",
    "encrypted",
    "damaged",
    "broken_text",
    "no_text_layer",
    "no_form",
    "untold_projects",
    "unruled_tables",
    "unruled_text",
    "spilled_columns",
    "too_large",
    "formula_without_value",
    "no_converter",
    "conversion_failed",
    "no_ocr",
    "poor_picture",
]


class UnreadableDraft(Exception):
    """The file holds no draft that can be read.

    ``code`` names the reason, ``detail`` adds what was seen, ``pages`` (from 1; a workbook's sheets) where.
    ``facts`` are what the reason's sentences tell besides.
    """

    def __init__(
        self,
        code: UnreadableCode,
        detail: str = "",
        pages: tuple[int, ...] = (),
        facts: Mapping[str, str | int] | None = None,
    ) -> None:
        """Keep all as the exception's arguments, so that it travels between processes whole."""
        super().__init__(code, detail, pages, facts)
        self.code = code
        self.detail = detail
        self.pages = pages
        self.facts = facts or {}


def spans(numbers: Iterable[int]) -> str:
    """Page numbers as people write them: 3, 5-7."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1] = [found[-1][0], number]
        else:
            found.append([number])
    return ", ".join("-".join(map(str, span)) for span in found)
