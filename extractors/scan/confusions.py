"""What recognition mistakes: the data of ``repairs.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class Confusions(BaseModel):
    """The limits of doubt (0 to 1), odd characters and their everyday forms, likenesses within codes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    confidence: float
    sign_confidence: float
    agreed_least: float
    agreed_confidence: float
    sign_least: float
    surest_signs: str
    dropped: float
    dropped_word: float
    small_marks: str
    variants: Mapping[str, str]
    code_confusions: Mapping[str, tuple[str, ...]]


@cache
def confusions() -> Confusions:
    """The data file, read once."""
    path = Path(__file__).with_name("repairs.toml")
    return Confusions.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
