"""The words of the quality page (``quality.toml``), in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal, cast

Language = Literal["zh", "en"]


def words(language: Language) -> Callable[..., str]:
    """What gives the text for a key, its facts filled in. It raises KeyError for a key or a fact that is missing."""

    def text(key: str, **facts: object) -> str:
        return _texts()[key][language].format(**facts)

    return text


@cache
def _texts() -> dict[str, dict[Language, str]]:
    path = Path(__file__).with_name("quality.toml")
    return cast("dict[str, dict[Language, str]]", tomllib.loads(path.read_text(encoding="utf-8")))
