"""Words to fields: the look-up behind a layout's labels, columns and groups."""

from __future__ import annotations

import re
import string
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from extractors.joining import as_label, squeeze

_NUMBERING = re.compile(
    r"^(?:[*★☆▲△●○◆◇■□※]|其中|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳])+[:：]?"
)
_TERM = re.compile(
    r"\{(?P<name>[a-z_]+)\}"
)  # in an expression: a term's name; how often (``{2,4}``) has digits
# What makes an expression take characters that it does not spell out: a dot, a class of all others, a range, a flag.
_ANY = re.compile(r"(?<!\\)\.|\[\^|\\[DWSwux]|[^\d\[]-[^\d\]]|\(\?[a-z]")
_LONGEST = 40  # characters of a label; a longer text is the draft's own
_COUNTED = re.compile(r"(?<=..目标)\d{1,2}$")  # 年度绩效目标1, 年度绩效目标2
_AND = re.compile(r"(?<=.)[/／、和与+—–-](?=.)")
_ENDING_IN_BRACKETS = re.compile(r"(?P<words>[^()]+)\((?P<inside>[^()]{1,12})\)[:：]?")
_BRACKETS_INSIDE = re.compile(r"\([^()]*\)(?=[^()\s:：])")


class Named(NamedTuple):
    """The field that a label names, and how far back its word stands among all: the lower, the more it is the field."""

    field: str
    rank: int


class Lexicon:
    """Fields by the words that name them; what is given first wins, a plain word over an expression."""

    def __init__(
        self,
        sections: Iterable[Mapping[Any, tuple[str, ...]]],
        terms: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Take one mapping of field to words a layout file, the file that goes first at the front."""
        self._named: dict[str, Named] = {}
        self._patterns: list[tuple[re.Pattern[str], Named]] = []
        # those of them that take any character somewhere, and the characters of the others
        self._open: list[tuple[re.Pattern[str], Named]] = []
        self._alphabet = set(string.digits)
        given = ((word, field) for section in sections for field, words in section.items() for word in words)
        for rank, (word, field) in enumerate(given):
            if pattern := expression(word, terms):
                self._patterns.append((pattern, Named(field, rank)))
                if _ANY.search(pattern.pattern):
                    self._open.append(self._patterns[-1])
                else:
                    self._alphabet.update(pattern.pattern)
            else:
                self._named.setdefault(told_apart(word), Named(field, rank))
        self._look_up = lru_cache(maxsize=4096)(self._looked_up)

    def words(self) -> Iterator[tuple[str, str]]:
        """Every (word, field), expressions left out."""
        yield from ((word, named.field) for word, named in self._named.items())

    def find(self, text: str) -> str | None:
        """The field that a label names, or None."""
        named = self._look_up(text)
        return named.field if named else None

    def rank(self, text: str) -> int:
        """How far back a label's word stands among the words: the lower, the more it is the field."""
        named = self._look_up(text)
        return named.rank if named else sys.maxsize

    def _looked_up(self, text: str) -> Named | None:
        if len(text) > _LONGEST:
            return None
        return next((named for word in _readings(text) if (named := self._known(word))), None)

    def _known(self, word: str) -> Named | None:
        # most of what a draft itself says holds some character that is in no label
        may_be = self._patterns if self._alphabet.issuperset(word) else self._open
        patterns = (named for pattern, named in may_be if pattern.fullmatch(word))
        return self._named.get(word) or next(patterns, None)


def expression(word: str, terms: Mapping[str, str]) -> re.Pattern[str] | None:
    """The regular expression that a word between slashes is, the names of terms in it filled in; None for a plain word.

    Raises re.error, and KeyError for a term that there is not.
    """
    if not (len(word) > 2 and word[0] == word[-1] == "/"):
        return None
    return re.compile(_TERM.sub(lambda term: f"(?:{terms[term['name']]})", word[1:-1]))


def _readings(text: str) -> tuple[str, ...]:
    """What a label may be known as: with brackets inside it kept, as ``指标值（年度）`` is 年度指标值, plain,
    with another word for 及 (``联系人/电话``), or without a number behind it (``年度目标2``)."""
    whole = squeeze(unicodedata.normalize("NFKC", text))
    plain = compared(text)
    readings = [_without_number(whole.strip(":;,、.*"))] if _BRACKETS_INSIDE.search(whole) else []
    if match := _ENDING_IN_BRACKETS.fullmatch(whole):
        readings.append(match["inside"] + compared(match["words"]))
    return (*readings, plain, _AND.sub("及", plain), _COUNTED.sub("", plain))


def told_apart(word: str) -> str:
    """A word of a layout as it is kept: brackets inside it (``单位（专项）名称``) tell it from the word without."""
    whole = squeeze(unicodedata.normalize("NFKC", word))
    return _without_number(whole) if _BRACKETS_INSIDE.search(whole) else compared(word)


def compared(text: str) -> str:
    """A label as it is looked up: as compared everywhere, without a number or star before it. 其中 alone is itself."""
    return _without_number(as_label(text)) or squeeze(text).strip(":：")


def _without_number(label: str) -> str:
    return _NUMBERING.sub("", label) or label
