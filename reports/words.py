"""The words of pages, in the reader's language: texts are data, looked up by key in the page's file (``quality.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal, cast

Language = Literal["zh", "en"]


def words(page: str, language: Language) -> Callable[..., str]:
    """What gives the text for a key of ``page``.toml, its facts filled in. It raises KeyError for a key or a fact
    that is missing.
    """

    def text(key: str, **facts: object) -> str:
        return texts(page)[key][language].format(**facts)

    return text


@cache
def texts(page: str) -> dict[str, dict[Language, str]]:
    """All texts of ``page``.toml by key and language."""
    path = Path(__file__).with_name(f"{page}.toml")
    return cast("dict[str, dict[Language, str]]", tomllib.loads(path.read_text(encoding="utf-8")))
