"""Excel workbooks since 2007 (.xlsx, .xlsm): sheets out of the package's XML, streamed and bounded.

Own code, because the libraries at hand either write out every cell of a merged range (openpyxl: a range over
the whole sheet never ends), or give no number formats and nothing that is hidden (calamine). Elements are
known by their local names: there are two namespaces, transitional and strict. Formulas are never evaluated,
links to other workbooks never followed, macros never looked at.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath

from lxml import etree

from extractors.errors import UnreadableDraft
from extractors.limits import CELLS, PART_BYTES, PARTS, SHEETS, UNPACKED_BYTES, hold
from extractors.workbook.sheet import Merge, Sheet
from extractors.workbook.shown import builtin_formats, show_number, show_text

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_COLUMNS = 16_384  # of a sheet
_TRUE = ("1", "true")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class _Styles:
    """By the number of a cell's style: its format code, and whether it has a border at a side."""

    codes: list[str] = field(default_factory=list)
    ruled: list[bool] = field(default_factory=list)

    def code(self, style: int) -> str:
        return self.codes[style] if style < len(self.codes) else "General"

    def is_ruled(self, style: int) -> bool:
        return style < len(self.ruled) and self.ruled[style]


def read_xlsx(path: Path) -> list[Sheet]:
    """Read every sheet with cells. Raises UnreadableDraft ``too_large`` or ``formula_without_value``."""
    with zipfile.ZipFile(path) as package:
        return _Package(package).sheets()


class _Package:
    """The parts of a workbook's package that say what its sheets show."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        parts = package.infolist()
        hold("parts of the file", len(parts), PARTS)
        hold("bytes unpacked", sum(part.file_size for part in parts), UNPACKED_BYTES)
        self._package = package
        self._parts = {part.filename.lstrip("/").lower(): part for part in parts}

    def sheets(self) -> list[Sheet]:
        main = next((target for kind, target in self._targets("").values() if kind == "officeDocument"), "")
        if main.lower() not in self._parts:
            raise UnreadableDraft("damaged", "the package leads to no workbook")
        targets = self._targets(main)
        kinds = dict(targets.values())
        styles = self._styles(kinds.get("styles", ""))
        strings = list(self._strings(kinds.get("sharedStrings", "")))
        from_1904 = False
        found: list[tuple[Sheet, str]] = []
        for element in self._elements(main, "workbookPr", "sheet"):
            if _name(element) == "workbookPr":
                from_1904 = element.get("date1904") in _TRUE
                continue
            number = len(found) + 1
            hold("sheets", number, SHEETS)
            sheet = Sheet(element.get("name") or "", number, element.get("state", "visible") != "visible")
            link = next((value for key, value in element.attrib.items() if str(key).endswith("}id")), "")
            kind, target = targets.get(str(link), ("", ""))
            found.append((sheet, target if kind == "worksheet" else ""))
        for sheet, target in found:
            reader = _SheetReader(sheet, styles, strings, from_1904=from_1904)
            for element in self._elements(target, "sheetFormatPr", "col", "row", "mergeCell"):
                reader.see(element)
        return [sheet for sheet, _ in found]

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """By id: kind and path of the parts that a part leads to; what lies outside of the file is left out."""
        folder = dirname(part)
        links = join(folder, "_rels", f"{part.removeprefix(folder).lstrip('/')}.rels")
        targets = {}
        for element in self._elements(links, "Relationship"):
            target = element.get("Target") or ""
            if element.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                targets[element.get("Id") or ""] = ((element.get("Type") or "").rpartition("/")[2], path)
        return targets

    def _styles(self, part: str) -> _Styles:
        codes = dict(builtin_formats())
        borders: list[bool] = []
        styles = _Styles()
        for element in self._elements(part, "numFmt", "borders", "cellXfs"):
            match _name(element):
                case "numFmt":
                    codes[_integer(element.get("numFmtId"))] = element.get("formatCode") or "General"
                case "borders":
                    borders = [_has_side(border) for border in _children(element, "border")]
                case _:
                    for style in _children(element, "xf"):
                        border = _integer(style.get("borderId"))
                        code = codes.get(_integer(style.get("numFmtId")), "General")
                        styles.codes.append(code)
                        styles.ruled.append(border < len(borders) and borders[border])
        return styles

    def _strings(self, part: str) -> Iterator[str]:
        return (_rich_text(element) for element in self._elements(part, "si"))

    def _elements(self, part: str, *names: str) -> Iterator[etree._Element]:
        """Elements of a part by local name, each let go once the caller has seen it; none of a missing part."""
        info = self._parts.get(part.lower())
        if info is None:
            return
        hold(f"bytes of {info.filename[:100]}", info.file_size, PART_BYTES)
        with self._package.open(info) as content:
            events = etree.iterparse(
                content, tag=[f"{{*}}{name}" for name in names], resolve_entities=False, no_network=True
            )
            for _, element in events:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


class _SheetReader:
    """Takes a sheet's elements one after the other."""

    def __init__(self, sheet: Sheet, styles: _Styles, strings: list[str], *, from_1904: bool) -> None:
        self._sheet, self._styles, self._strings, self._from_1904 = sheet, styles, strings, from_1904
        self._row = self._described = 0

    def see(self, element: etree._Element) -> None:
        match _name(element):
            case "col" if element.get("hidden") in _TRUE:
                first = max(_integer(element.get("min")), self._described + 1)  # no column is described twice
                self._described = min(_integer(element.get("max")), _COLUMNS)
                self._sheet.hidden_columns.update(range(first, self._described + 1))
            case "row":
                self._see_row(element)
            case "mergeCell":
                hold(f"merged ranges of sheet {self._sheet.number}", len(self._sheet.merges), CELLS)
                ends = _REFERENCE.findall(element.get("ref") or "")
                if len(ends) == 2:
                    (left, top), (right, bottom) = ends
                    self._sheet.merges.append(Merge(int(top), _column(left), int(bottom), _column(right)))

    def _see_row(self, element: etree._Element) -> None:
        self._row = _integer(element.get("r")) or self._row + 1
        if element.get("hidden") in _TRUE:
            self._sheet.hidden_rows.add(self._row)
        column = 0
        texts: dict[int, str] = {}
        ruled: set[int] = set()
        for cell in _children(element, "c"):
            place = _REFERENCE.match(cell.get("r") or "")
            column = _column(place[1]) if place else column + 1
            style = _integer(cell.get("s"))
            if self._styles.is_ruled(style):
                ruled.add(column)
            text = self._text(cell, column, self._styles.code(style))
            if text:
                texts[column] = text
        self._sheet.add_row(self._row, texts, ruled)
        hold("written cells", len(self._sheet.texts), CELLS)

    def _text(self, cell: etree._Element, column: int, code: str) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return show_text("".join(_rich_text(inline) for inline in _children(cell, "is")), code)
        value = "".join(element.text or "" for element in _children(cell, "v"))
        if not value and kind != "str" and (formula := next(_children(cell, "f"), None)) is not None:
            if self._shows(column):
                where = f"{self._sheet.name}!{cell.get('r') or ''}"
                raise UnreadableDraft("formula_without_value", where[:100], pages=(self._sheet.number,))
            return f"={formula.text or ''}"
        match kind:
            case "s":
                index = _integer(value)
                return show_text(self._strings[index], code) if value and index < len(self._strings) else ""
            case "b":
                return ("TRUE" if value == "1" else "FALSE") if value else ""
            case "n":
                return show_number(value, code, from_1904=self._from_1904) if value else ""
        return show_text(_unescaped(value), code)

    def _shows(self, column: int) -> bool:
        sheet = self._sheet
        return not (sheet.hidden or self._row in sheet.hidden_rows or column in sheet.hidden_columns)


def _rich_text(element: etree._Element) -> str:
    """Text of a string and its runs, without the reading aids over its characters."""
    parts = []
    for child in element:
        if _name(child) == "t":
            parts.append(child.text or "")
        elif _name(child) == "r":
            parts += [text.text or "" for text in _children(child, "t")]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """Characters that XML cannot hold are written ``_x000D_``; line ends become one kind."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _has_side(border: etree._Element) -> bool:
    sides = (child for child in border if _name(child) in ("left", "right", "start", "end"))
    return any(side.get("style", "none") != "none" for side in sides)


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _name(child) == name)


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _integer(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
