"""Words to fields: the look-up behind a layout's labels, columns and groups."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from extractors.joining import as_label, squeeze

_NUMBERING = re.compile(
    r"^(?:[*★☆▲△●○◆◇■□※]|其中|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳])+[:：]?"
)
_LONGEST = 40  # characters of a label; a longer text is the draft's own
_AND = re.compile(r"(?<=.)[/／、和与](?=.)")
_ENDING_IN_BRACKETS = re.compile(r"(?P<words>[^()]+)\((?P<inside>[^()]{1,12})\)[:：]?")
_BRACKETS_INSIDE = re.compile(r"\([^()]*\)(?=[^()\s:：])")


class Lexicon:
    """Fields by the words that name them; what is given first wins."""

    def __init__(self, sections: Iterable[Mapping[Any, tuple[str, ...]]]) -> None:
        """Take one mapping of field to words a layout file, the file that goes first at the front."""
        self._fields: dict[str, str] = {}
        self._patterns: list[tuple[re.Pattern[str], str]] = []
        self._ranks: dict[str, int] = {}
        for section in sections:
            for field, words in section.items():
                for word in words:
                    self._add(word, field)
        self.find = lru_cache(maxsize=4096)(self._find)

    def words(self) -> Iterator[tuple[str, str]]:
        """Every (word, field), expressions left out."""
        yield from self._fields.items()

    def rank(self, text: str) -> int:
        """How far back a label stands among the words of its field: the lower, the more it is the field."""
        return next((self._ranks[word] for word in _readings(text) if word in self._ranks), len(self._ranks))

    def _add(self, word: str, field: str) -> None:
        if pattern := expression(word):
            self._patterns.append((pattern, field))
            return
        label = told_apart(word)
        if self._fields.setdefault(label, field) == field:
            self._ranks.setdefault(label, len(self._ranks))

    def _find(self, text: str) -> str | None:
        if len(text) > _LONGEST:
            return None
        known = next((self._fields[word] for word in _readings(text) if word in self._fields), None)
        word = compared(text)
        return known or next((field for pattern, field in self._patterns if pattern.fullmatch(word)), None)


def expression(word: str) -> re.Pattern[str] | None:
    """The regular expression that a word between slashes is; None for a plain word. Raises re.error."""
    return re.compile(word[1:-1]) if len(word) > 2 and word[0] == word[-1] == "/" else None


def _readings(text: str) -> tuple[str, ...]:
    """What a label may be known as: with brackets inside it kept, as ``指标值（年度）`` is 年度指标值, plain, or
    with another word for 及 (``联系人/电话``)."""
    whole = squeeze(unicodedata.normalize("NFKC", text))
    plain = compared(text)
    readings = [_without_number(whole.strip(":;,、.*"))] if _BRACKETS_INSIDE.search(whole) else []
    if match := _ENDING_IN_BRACKETS.fullmatch(whole):
        readings.append(match["inside"] + compared(match["words"]))
    return (*readings, plain, _AND.sub("及", plain))


def told_apart(word: str) -> str:
    """A word of a layout as it is kept: brackets inside it (``单位（专项）名称``) tell it from the word without."""
    whole = squeeze(unicodedata.normalize("NFKC", word))
    return _without_number(whole) if _BRACKETS_INSIDE.search(whole) else compared(word)


def compared(text: str) -> str:
    """A label as it is looked up: as compared everywhere, without a number or star before it."""
    return _without_number(as_label(text))


def _without_number(label: str) -> str:
    return _NUMBERING.sub("", label) or label
