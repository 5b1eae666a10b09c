"""The words a draft is quarantined with: one text a reason, for reading failures and failed checks alike."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from warehouse.quarantine import Reason


class ReasonText(BaseModel):
    """One entry of reasons.toml: templates of the message, what to do, and whether the county can do it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message_zh: str
    message_en: str
    advice_zh: str
    advice_en: str
    for_county: bool = True


@cache
def reason_texts() -> dict[str, ReasonText]:
    """Every reason code with its texts, in the order of reasons.toml."""
    text = (Path(__file__).parent / "reasons.toml").read_text("utf-8")
    return TypeAdapter(dict[str, ReasonText]).validate_python(tomllib.loads(text))


@cache
def reason_words() -> dict[str, str]:
    """What readers say of files in English, and the same in Chinese."""
    text = (Path(__file__).parent / "reason_words.toml").read_text("utf-8")
    return TypeAdapter(dict[str, str]).validate_python(tomllib.loads(text))


def reason(code: str, *, pages: Sequence[int] = (), **facts: object) -> Reason:
    """The reason ``code`` with its ``facts`` filled in, and the pages (from 1) to look at.

    A fact that reason_words.toml knows is told in either language. Facts that a text does not tell of are ignored.
    Raises KeyError for a code or a fact that is missing.
    """
    text = reason_texts()[code]
    chinese = reason_words()
    known = {name: fact for name, fact in facts.items() if isinstance(fact, str) and fact in chinese}
    in_chinese = {name: chinese[fact].format_map(facts) for name, fact in known.items()}
    in_english = {name: fact.format_map(facts) for name, fact in known.items()}
    return Reason(
        code=code,
        message_zh=text.message_zh.format_map(facts | in_chinese),
        message_en=text.message_en.format_map(facts | in_english),
        pages=tuple(pages),
        advice_zh=text.advice_zh,
        advice_en=text.advice_en,
    )
