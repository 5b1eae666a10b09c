"""Lines of text as typed: their words, each with the places that it takes up in its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from unicodedata import east_asian_width

from extractors.limits import ROW_CELLS
from extractors.pieces import Line
from extractors.unruled.parts import Unclear

Widths = Mapping[str, int]  # by east_asian_width; others take one place

_DRAWN = re.compile(r"[^\w\s]{3,}|[-—–－]+\s*\d{1,4}\s*[-—–－]+")
_BLANKS = re.compile(r"\s+")
GAP = re.compile(r"\s{2}|\u3000")  # without one, blanks part nothing
# One blank stands inside a text; more part it from the next, and one that is as wide as a Chinese character may do so.
PARTINGS = (re.compile(r"\S+(?:\s\S+)*"), re.compile(r"\S+(?:[^\S\u3000]\S+)*"))
# How many places characters take up: those of uncertain width one, or two; all characters one, as programs fill up that
# count them.
MEASURES: tuple[Widths, ...] = (
    MappingProxyType({"W": 2, "F": 2}),
    MappingProxyType({"W": 2, "F": 2, "A": 2}),
    MappingProxyType({}),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A text that wide gaps part from what else stands in its line, and where it does.

    ``inner``: where it goes on behind a blank, by the number of the character and by its place.
    """

    text: str
    start: int
    end: int
    inner: tuple[tuple[int, int], ...] = ()

    @property
    def width(self) -> int:
        """How many places it takes up."""
        return self.end - self.start

    def covers(self, place: int) -> bool:
        """Tell whether it begins before a place and ends behind it."""
        return self.start < place < self.end

    def parted(self, starts: Collection[int]) -> list[Word]:
        """It, or the texts that it holds, where one behind a single blank begins in line with others."""
        parts: list[Word] = []
        rest = self
        for at, place in self.inner:
            if place in starts:
                offset = at - len(self.text) + len(rest.text)
                text = rest.text[:offset].rstrip()
                parts.append(Word(text, rest.start, place - (offset - len(text))))
                rest = Word(rest.text[offset:], place, self.end)
        return [*parts, rest] if parts else [self]


@dataclass(frozen=True)
class Typed:
    """A line that is not blank. ``after_blank``: one that is stands over it."""

    line: Line
    words: list[Word]
    after_blank: bool

    @property
    def number(self) -> int:
        """Its number in the file."""
        return self.line.piece.row or 0

    def parted(self, starts: Collection[int]) -> Typed:
        """The line with texts parted at a single blank before one of these places."""
        return replace(self, words=[part for word in self.words for part in word.parted(starts)])

    @cached_property
    def texts(self) -> list[str]:
        """The texts of its words."""
        return [word.text for word in self.words]


def typed_lines(lines: list[tuple[Line, str]], parting: re.Pattern[str], widths: Widths) -> list[Typed]:
    """The lines, each with its text as typed, as its words are by a measure. Raises Unclear where they are no table's.

    Lines drawn with signs and the numbers of pages part nothing.
    """
    typed: list[Typed] = []
    before = 0
    for line, text in lines:
        number = line.piece.row or 0
        if _DRAWN.fullmatch(text.strip()):
            before = number
            continue
        typed.append(Typed(line, words_of(text, parting, widths), number > before + 1))
        if len(typed[-1].words) > ROW_CELLS:
            raise Unclear
        before = number
    return typed


def words_of(text: str, parting: re.Pattern[str], widths: Widths) -> list[Word]:
    """The words of a line."""
    words: list[Word] = []
    at = place = 0
    for match in parting.finditer(text):
        place += _width(text[at : match.start()], widths)
        end = place + _width(match[0], widths)
        inner = tuple(
            (behind.end(), place + _width(match[0][: behind.end()], widths))
            for behind in _BLANKS.finditer(match[0])
        )
        words.append(Word(match[0], place, end, inner))
        at, place = match.end(), end
    return words


def _width(text: str, widths: Widths) -> int:
    if text.isascii() or not widths:
        return len(text)
    return sum(widths.get(east_asian_width(character), 1) for character in text)
