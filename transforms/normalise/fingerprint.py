"""Fingerprints of indicators: equal for the same words, however spaced, cased or typed.

docs/comparisons.md, "reuse", tells what they are for.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from warehouse.words import plain

# White space itself, so that no field can hold it once its white space is gone.
_SEPARATOR = "\x1f"


@lru_cache(maxsize=1 << 15)
def full(level2: str, level3: str, description: str, value: str) -> str:
    """The fingerprint of level 2, level 3, description and value as written: 32 hex digits."""
    return _digest(level2, level3, description, value)


@lru_cache(maxsize=1 << 15)
def wording(level3: str, description: str) -> str:
    """The fingerprint of level 3 and description: 32 hex digits."""
    return _digest(level3, description)


def _digest(*fields: str) -> str:
    joined = _SEPARATOR.join(plain(field) for field in fields)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
