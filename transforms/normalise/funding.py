"""Which level of government a project's money comes from, and the document it was granted by."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from transforms.normalise.numerals import fold
from transforms.normalise.vocabulary import load_toml
from warehouse.words import one_of

FundingLevel = Literal["central", "provincial", "city", "county"]

_CJK = "一-鿿"
_NUMBER = (
    r"(?:(?P<open>[【\[〔(〈《])(?P<year>(?:19|20)\d\d)年?[】\]〕)〉》]"
    r"|(?P<bare_year>(?:19|20)\d\d)(?:年|[-—])?)第?(?P<number>\d{1,4})(?!\d)(?P<mark>号?)"
)
_DOCUMENT = re.compile(rf"(?P<before>[{_CJK}]{{0,12}}){_NUMBER}", re.ASCII)
_FINANCE = re.compile(rf"(?P<place>[{_CJK}]{{0,11}}?)(?P<office>财[{_CJK}]{{0,3}})$")
_LONGEST_PLACE = 3


class _Issuers(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    places: str
    word_endings: str
    series: str


class _NotLevels(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]


class _FundingWords(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    issuers: _Issuers
    not_levels: _NotLevels
    levels: dict[FundingLevel, tuple[str, ...]]


def funding_level(project_name: str, purpose: str) -> FundingLevel | None:
    """The level named first in the name, else in the purpose; None where neither tells.

    docs/values.md, "Codes".
    """
    return _level(project_name) or _level(purpose)


def funding_document(*texts: str) -> str | None:
    """The first funding document named, in one form: ``冀财社〔2022〕150号`` (docs/values.md, "Codes").

    Brackets of any kind, or none where an issuer stands before the year; a missing 号 is added. A number
    whose issuer is not written (``【2022】150号``) is given without one, if no text names a document in full.
    """
    found = [document for text in texts for document in _documents("".join(fold(text).split()))]
    return next(
        (document for document in found if not document.startswith("〔")), found[0] if found else None
    )


def _level(text: str) -> FundingLevel | None:
    match = _level_pattern().search(_not_level_pattern().sub("\n", "".join(text.split())))
    return _level_of()[match[0]] if match else None


def _documents(text: str) -> list[str]:
    found = []
    for match in _DOCUMENT.finditer(text):
        issuer = _issuer(match["before"])
        in_square = match["open"] is not None and (match["open"] != "(" or match["mark"] != "")
        if issuer or in_square:
            found.append(f"{issuer}〔{match['year'] or match['bare_year']}〕{match['number']}号")
    return found


def _issuer(before: str) -> str:
    """The issuer at the end of the words before a number, without the words leading up to it; "" for none."""
    issuers = _words().issuers
    if finance := _FINANCE.search(before):
        return _place(finance["place"], issuers) + finance["office"]
    if before.endswith(tuple(issuers.series)):
        tail = before[-6:]
        starts = [index for index, character in enumerate(tail[:-1]) if character in issuers.places]
        return tail[starts[0] :] if starts else ""
    return ""


def _place(words: str, issuers: _Issuers) -> str:
    """The place before 财: a known character, a short run (承县财), or one character that ends no word."""
    if not words or words[-1] in issuers.places:
        return words[-1:]
    if words[-1] in issuers.word_endings:
        is_county = words[-1] in "县市区" and len(words) <= _LONGEST_PLACE
        return words if is_county else ""
    return words[-1]


@cache
def _words() -> _FundingWords:
    return _FundingWords.model_validate(load_toml("funding.toml"))


@cache
def _level_of() -> dict[str, FundingLevel]:
    return {word: level for level, words in _words().levels.items() for word in words}


@cache
def _level_pattern() -> re.Pattern[str]:
    return re.compile(one_of(_level_of()))


@cache
def _not_level_pattern() -> re.Pattern[str]:
    return re.compile(one_of(_words().not_levels.words))
