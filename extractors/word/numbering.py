"""Automatic numbers of Word paragraphs (``1.``, ``一、``): no part of the text, but what a reader sees."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from extractors.word.styles import Styles

_DIGITS = "零一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
_DECIMAL = {"decimal", "decimalFullWidth", "decimalHalfWidth", "decimalZero"}


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    pattern: str
    start: int


class Numbering:
    """Counts a document's numbered paragraphs. Ask for each paragraph once, in the order of the document."""

    def __init__(self, document: Document, styles: Styles) -> None:
        """Read the numbering definitions; ``styles`` use them too."""
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._restarts: dict[
            tuple[str, int], int
        ] = {}  # by list and depth: where its first paragraph begins anew
        related = (
            relation for relation in document.part.rels.values() if relation.reltype.endswith("/numbering")
        )
        for relation in related:
            self._define(relation.target_part.element)

    def label(self, paragraph: BaseOxmlElement) -> str:
        """The number that Word writes before a paragraph, or an empty text (bullets included)."""
        number, depth = self._number_of(paragraph)
        name, levels = self._lists.get(number, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts[name]
        if (start := self._restarts.pop((number, depth), None)) is not None:
            counts[depth] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.kind not in _DECIMAL | _CHINESE:
            return ""
        return re.sub(r"%(\d)", lambda match: self._written(int(match[1]) - 1, counts, levels), level.pattern)

    def _define(self, numbering: BaseOxmlElement) -> None:
        abstract = {
            element.get(qn("w:abstractNumId")): _levels(element)
            for element in numbering.findall(qn("w:abstractNum"))
        }
        for element in numbering.findall(qn("w:num")):
            name = _value(element, "w:abstractNumId")
            number = element.get(qn("w:numId")) or ""
            levels = dict(abstract.get(name, {}))
            for override in element.findall(qn("w:lvlOverride")):
                levels |= _levels(override)
                if start := _value(override, "w:startOverride"):
                    self._restarts[number, int(override.get(qn("w:ilvl")) or 0)] = int(start)
            self._lists[number] = name, levels

    def _number_of(self, paragraph: BaseOxmlElement) -> tuple[str, int]:
        """(id of the list, depth in it)."""
        own = self._styles.property_of(paragraph, "w:numPr")
        return ("", 0) if own is None else (_value(own, "w:numId"), int(_value(own, "w:ilvl") or 0))

    def _written(self, depth: int, counts: dict[int, int], levels: dict[int, _Level]) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        count = counts.get(depth, level.start)
        return _chinese(count) if level.kind in _CHINESE else str(count)


def _levels(holder: BaseOxmlElement) -> dict[int, _Level]:
    return {
        int(level.get(qn("w:ilvl")) or 0): _Level(
            _value(level, "w:numFmt") or "decimal",
            _value(level, "w:lvlText"),
            int(_value(level, "w:start") or 1),
        )
        for level in holder.findall(qn("w:lvl"))
    }


def _value(element: BaseOxmlElement, tag: str) -> str:
    child = element.find(qn(tag))
    return "" if child is None else child.get(qn("w:val")) or ""


def _chinese(number: int) -> str:
    """A number below 100 in Chinese; larger ones, which no list of a draft reaches, in digits."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")
