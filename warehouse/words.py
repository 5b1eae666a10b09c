"""Words that people write, as they are compared and as they are looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Text as headings, names and wordings are compared: NFKC, no white space, no case."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def one_of(words: Iterable[str]) -> str:
    """A pattern that matches any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
