"""Excel workbooks since 2007 (.xlsx, .xlsm): sheets out of the package's XML, streamed and bounded.

Own code, because the libraries at hand either write out every cell of a merged range (openpyxl: a range over
the whole sheet never ends), or give no number formats and nothing that is hidden (calamine). Formulas are never evaluated,
links to other workbooks never followed, macros never looked at.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath

from lxml import etree

from extractors.errors import UnreadableDraft
from extractors.limits import DESCRIBED_CELLS, PART_BYTES, PARTS, SHEETS, UNPACKED_BYTES, hold
from extractors.workbook.cells import TRUE, SheetReader, Styles, rich_text
from extractors.workbook.elements import children_of, integer, name_of
from extractors.workbook.sheet import Sheet
from extractors.workbook.shown import builtin_formats


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
            if name_of(element) == "workbookPr":
                from_1904 = element.get("date1904") in TRUE
                continue
            number = len(found) + 1
            hold("sheets", number, SHEETS)
            sheet = Sheet(element.get("name") or "", number, element.get("state", "visible") != "visible")
            link = next((value for key, value in element.attrib.items() if str(key).endswith("}id")), "")
            kind, target = targets.get(str(link), ("", ""))
            found.append((sheet, target if kind == "worksheet" else ""))
        described = 0
        for sheet, target in found:
            reader = SheetReader(sheet, styles, strings, from_1904=from_1904)
            for element in self._elements(target, "col", "row", "mergeCell"):
                described += len(element)
                hold("described cells", described, DESCRIBED_CELLS)
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

    def _styles(self, part: str) -> Styles:
        codes = dict(builtin_formats())
        borders: list[bool] = []
        styles = Styles()
        for element in self._elements(part, "numFmt", "borders", "cellXfs"):
            match name_of(element):
                case "numFmt":
                    codes[integer(element.get("numFmtId"))] = element.get("formatCode") or "General"
                case "borders":
                    borders = [_has_side(border) for border in children_of(element, "border")]
                case _:
                    for style in children_of(element, "xf"):
                        border = integer(style.get("borderId"))
                        code = codes.get(integer(style.get("numFmtId")), "General")
                        styles.codes.append(code)
                        styles.ruled.append(border < len(borders) and borders[border])
        return styles

    def _strings(self, part: str) -> Iterator[str]:
        return (rich_text(element) for element in self._elements(part, "si"))

    def _elements(self, part: str, *names: str) -> Iterator[etree._Element]:
        """Elements of a part by local name, each let go once the caller has seen it; none of a missing part."""
        info = self._parts.get(part.lower())
        if info is None:
            return
        hold("bytes of part {at}", info.file_size, PART_BYTES, at=info.filename[:100])
        with self._package.open(info) as content:
            events = etree.iterparse(
                content, tag=[f"{{*}}{name}" for name in names], resolve_entities=False, no_network=True
            )
            for _, element in events:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


def _has_side(border: etree._Element) -> bool:
    sides = (child for child in border if name_of(child) in ("left", "right", "start", "end"))
    return any(side.get("style", "none") != "none" for side in sides)
