"""The cells of a sheet of an Excel workbook: shown texts, borders, merged ranges, what is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extractors.errors import UnreadableDraft
from extractors.limits import CELLS, hold
from extractors.workbook.elements import children_of, integer, name_of
from extractors.workbook.sheet import Merge, Sheet
from extractors.workbook.shown import show_number, show_text

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_COLUMNS = 16_384  # of a sheet
TRUE = ("1", "true")
# A target typed with = before it (=100%, =3座), in a file that no spreadsheet has reckoned: nothing needs to be.
_CONSTANT = re.compile(
    r"\d[\d.,]*\s*[%％‰]?[\u4e00-\u9fff]{0,8}(?:[/／·][\u4e00-\u9fff]{1,6})*(?:[（(][\u4e00-\u9fff]{1,8}[）)])?"
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Styles:
    """By the number of a cell's style: its format code, and whether it has a border at a side."""

    codes: list[str] = field(default_factory=list)
    ruled: list[bool] = field(default_factory=list)

    def code(self, style: int) -> str:
        """The format code of a style."""
        return self.codes[style] if style < len(self.codes) else "General"

    def is_ruled(self, style: int) -> bool:
        """Tell whether a style draws a border at the left or right."""
        return style < len(self.ruled) and self.ruled[style]


class SheetReader:
    """Takes a sheet's elements one after the other."""

    def __init__(self, sheet: Sheet, styles: Styles, strings: list[str], *, from_1904: bool) -> None:
        """Take the sheet to fill, and what its cells lead to: styles, shared strings, the first day."""
        self._sheet, self._styles, self._strings, self._from_1904 = sheet, styles, strings, from_1904
        self._row = self._described = 0

    def see(self, element: etree._Element) -> None:
        """Take a ``col``, ``row`` or ``mergeCell``. Raises UnreadableDraft ``too_large``, ``formula_without_value``."""
        match name_of(element):
            case "col" if element.get("hidden") in TRUE:
                first = max(integer(element.get("min")), self._described + 1)  # no column is described twice
                self._described = min(integer(element.get("max")), _COLUMNS)
                self._sheet.hidden_columns.update(range(first, self._described + 1))
            case "row":
                self._see_row(element)
            case "mergeCell":
                hold("merged ranges", len(self._sheet.merges), CELLS, (self._sheet.number,))
                ends = _REFERENCE.findall(element.get("ref") or "")
                if len(ends) == 2:
                    (left, top), (right, bottom) = ends
                    self._sheet.merges.append(Merge(int(top), _column(left), int(bottom), _column(right)))

    def _see_row(self, element: etree._Element) -> None:
        self._row = integer(element.get("r")) or self._row + 1
        if element.get("hidden") in TRUE:
            self._sheet.hidden_rows.add(self._row)
        column = 0
        texts: dict[int, str] = {}
        ruled: set[int] = set()
        for cell in children_of(element, "c"):
            named = cell.get("r")
            place = _REFERENCE.match(named) if named else None
            column = _column(place[1]) if place else column + 1
            style = integer(cell.get("s"))
            if self._styles.is_ruled(style):
                ruled.add(column)
            if not len(cell):  # a formatted row has thousands of them
                continue
            text = self._text(cell, column, self._styles.code(style))
            if text:
                texts[column] = text
        self._sheet.add_row(self._row, texts, ruled)
        hold("written cells", len(self._sheet.texts), CELLS)

    def _text(self, cell: etree._Element, column: int, code: str) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return show_text("".join(rich_text(inline) for inline in children_of(cell, "is")), code)
        value = "".join(element.text or "" for element in children_of(cell, "v"))
        if not value and kind != "str" and (formula := next(children_of(cell, "f"), None)) is not None:
            if _CONSTANT.fullmatch(formula.text or ""):
                return show_text(f"={formula.text}", code)
            if self._shows(column):
                where = f"{self._sheet.name}!{cell.get('r') or ''}"
                raise UnreadableDraft("formula_without_value", where[:100], pages=(self._sheet.number,))
            return f"={formula.text or ''}"
        match kind:
            case "s":
                index = integer(value)
                return show_text(self._strings[index], code) if value and index < len(self._strings) else ""
            case "b":
                return ("TRUE" if value == "1" else "FALSE") if value else ""
            case "n":
                return show_number(value, code, from_1904=self._from_1904) if value else ""
        return show_text(_unescaped(value), code)

    def _shows(self, column: int) -> bool:
        sheet = self._sheet
        return not (sheet.hidden or self._row in sheet.hidden_rows or column in sheet.hidden_columns)


def rich_text(element: etree._Element) -> str:
    """Text of a string and its runs, without the reading aids over its characters."""
    parts = []
    for child in element:
        if name_of(child) == "t":
            parts.append(child.text or "")
        elif name_of(child) == "r":
            parts += [text.text or "" for text in children_of(child, "t")]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """Characters that XML cannot hold are written ``_x000D_``, those beyond 65,535 as two halves; line ends become one kind.

    A half alone is no character.
    """
    if "_x" in text:
        halves = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\x00", "")
        text = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
