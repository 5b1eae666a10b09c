"""The words of the letter (``letter.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CorrectedWords(_Words):
    """The part on corrected values."""

    heading: str
    opening: str
    headings: tuple[str, ...]
    nothing: str


class ReplyWords(_Words):
    """The part on how to answer."""

    heading: str
    steps: tuple[str, ...]
    for_reading: str
    by: str
    no_date: str


class ClosingWords(_Words):
    """The date, and what stands around a page's number."""

    date: str
    page: tuple[str, str]


class LetterWords(_Words):
    """All of it; {…} is filled in."""

    title: str
    file_name: str
    greeting: str
    opening: str
    by_severity: str
    of_severity: str
    years: str
    nothing_found: str
    unnamed_county: str
    unnamed_department: str
    file: str
    held_back: str
    whole_draft: str
    project: str
    code: str
    budget: str
    headings: tuple[str, ...]
    no_page: str
    together: str
    others: str
    expected: dict[str, str]
    no_expected: str
    severity: dict[str, str]
    corrected: CorrectedWords
    reply: ReplyWords
    closing: ClosingWords


@cache
def words() -> LetterWords:
    """Read the file once."""
    text = Path(__file__).with_name("letter.toml").read_text(encoding="utf-8")
    return LetterWords.model_validate(tomllib.loads(text))
