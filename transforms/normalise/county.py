"""Which county a department's or a finance bureau's name speaks of, and its code of GB/T 2260.

``places.csv`` lists provinces, prefectures and counties by that code, which says what lies in what: 130821 is
a county of prefecture 130800 of province 130000. A county that it does not list (a new district, a development
zone) is known by how such names end (``county.toml``), without a code.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from transforms.normalise.vocabulary import load_toml
from warehouse.words import one_of


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    counties: tuple[str, ...]
    zones: tuple[str, ...]
    no_counties: tuple[str, ...]
    no_names: tuple[str, ...]
    bodies: tuple[str, ...]


_WORDS = _Words.model_validate(load_toml("county.toml"))
_HAN = r"[\u4e00-\u9fff]"
_NO_COUNTY = "".join(f"(?<!{word})" for word in _WORDS.no_counties)
_UNLISTED = re.compile(
    rf"{_HAN}{{1,12}}?(?:{one_of((*_WORDS.counties, *_WORDS.zones))}){_NO_COUNTY}(?={_HAN}|$)"
)
# What follows a prefecture's name and is not listed in it may be a zone of its own; else it is a department.
_ZONE = re.compile(rf"{_HAN}{{1,12}}?(?:{one_of(_WORDS.zones)})(?={_HAN}|$)")
_BODY = re.compile(one_of(_WORDS.bodies))

# Before a folder's name: a code of six digits, a year, or a number that something sets apart from the name.
_NUMBERED = re.compile(
    r"(?:(?:[0-9]{6}(?![0-9])|20[0-9]{2}(?![0-9])\s*(?:年度?)?)[-_.、\s]*|[0-9]+[-_.、\s]+)*"
)
_NO_NAME = re.compile(one_of(_WORDS.no_names))


class County(NamedTuple):
    """A county's name, and its code where exactly one place of that name can be meant."""

    name: str
    code: str | None


class _Named(NamedTuple):
    """A place at the start of a text: its name, the codes that it may have, and how far it was read."""

    name: str
    codes: frozenset[str]
    end: int


def county_of(texts: Iterable[str]) -> County | None:
    """Return the county that the first text to name one names; the others may tell places of one name apart.

    A prefecture's (or a municipality's) own department speaks for the prefecture. None where no text names any.
    """
    named = [found for text in texts if (found := _named(_BODY.sub("", text, count=1)))]
    if not named:
        return None
    name, codes = named[0].name, named[0].codes
    for other in named[1:]:
        within = frozenset(code for code in codes if any(_lies_in(code, outer) for outer in other.codes))
        codes = within or codes
    return County(name, next(iter(codes)) if len(codes) == 1 else None)


def county_called(text: str) -> str | None:
    """Return the county whose name ``text`` is from end to end, as folders are named (990121_甲水县, 承德市双桥区); else None."""
    bare = _NUMBERED.sub("", text.strip(), count=1)
    found = _named(bare)
    if found is None or found.end < len(bare):
        return None
    if found.codes:
        return found.name if any(not code.endswith("00") for code in found.codes) else None
    return None if len(bare) <= 2 or _NO_NAME.search(found.name) else found.name


def county_name(code: str) -> str | None:
    """Return the name of the county with this code, None if it is not listed."""
    return _by_code().get(code)


def is_shared(name: str) -> bool:
    """Whether several places have this name, so that it alone does not tell which is meant."""
    return len(_by_name().get(name, ())) > 1


def _named(text: str) -> _Named | None:
    found = max(_listed(text, ""), key=lambda one: one.end, default=None)
    if found is None:
        match = _UNLISTED.match(text)
        return _Named(match[0], frozenset(), match.end()) if match else None
    zone = _ZONE.match(text, found.end)
    if zone and all(code.endswith("00") for code in found.codes):
        return _Named(zone[0], frozenset(), zone.end())
    return found


def _listed(text: str, within: str) -> Iterator[_Named]:
    """Each listed place that the text starts with, and each that lies in it and follows (承德市双桥区)."""
    for length in range(2, min(len(text), _longest()) + 1):
        codes = frozenset(code for code in _by_name().get(text[:length], ()) if code.startswith(within))
        if codes:
            yield _Named(text[:length], codes, length)
        for code in codes:
            if code.endswith("00"):
                for inner in _listed(text[length:], _stem(code)):
                    yield inner._replace(end=length + inner.end)


def _lies_in(code: str, outer: str) -> bool:
    return code.startswith(_stem(outer))


def _stem(code: str) -> str:
    """The digits that all places within share."""
    return re.sub(r"(?:00){1,2}$", "", code)


@cache
def _by_code() -> Mapping[str, str]:
    with Path(__file__).with_name("places.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    """The codes of each name; a province is also called by its name without 省."""
    codes: dict[str, tuple[str, ...]] = {}
    for code, name in _by_code().items():
        for spelling in {name, name.removesuffix("省")}:
            codes[spelling] = (*codes.get(spelling, ()), code)
    return codes


@cache
def _longest() -> int:
    return max(map(len, _by_name()))
