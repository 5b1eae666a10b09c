"""The characters that a PDF's character maps give: their usual form, and whether they can be the right ones."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

# Kangxi radicals, compatibility ideographs, ligatures, forms for vertical lines
_SHAPES = ((0x2F00, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0xFE10, 0xFE19), (0xFE30, 0xFE48))
_VERTICAL = range(0xFE10, 0xFE49)
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}  # ASCII to its full-width forms
_PRIVATE = (("\ue000", "\uf8ff"), ("\U000f0000", "\U0010ffff"))
_ENOUGH = 30  # characters to judge a page's text by
_FEW_WRONG = 3
_WRONG_SHARE = 0.02
_COMMON_SHARE = 0.5  # of Chinese characters; 0.95 and more in real text, 0.2 where codes are shifted
_PLAIN_SHARE = 0.7  # of a text without any Chinese
_LAST_COMMON = 0xD7  # GB 2312 rows of the 3,755 common characters: B0 to D7


@cache
def usual(text: str) -> str:
    """The usual form of a character: a radical's ideograph, a ligature's letters, upright punctuation."""
    known = _shapes().get(text)
    if known:
        return known
    if any(first <= ord(text) <= last for first, last in _SHAPES):
        plain = unicodedata.normalize("NFKC", text)
        return plain.translate(_WIDE) if ord(text) in _VERTICAL else plain
    return text


@cache
def _shapes() -> dict[str, str]:
    tables = tomllib.loads(Path(__file__).with_name("characters.toml").read_text(encoding="utf-8"))
    return {shape: meant for table in tables.values() for shape, meant in table.items()}


def is_broken(texts: Iterable[str], unmapped: int) -> bool:
    """Tell whether a page's characters cannot be what is printed on it: its fonts' character maps are broken.

    ``unmapped`` is how many characters have no Unicode value at all. Signs are codes that no text has (private
    use, replacement, control), Chinese characters that are nearly all rare ones, and a text without any Chinese
    that is not made of letters and figures either.
    """
    ink = [text for text in texts if not text.isspace()]
    wrong = unmapped + sum(_is_no_text(text) for text in ink)
    if wrong >= max(_FEW_WRONG, _WRONG_SHARE * (len(ink) + unmapped)):
        return True
    chinese = [text for text in ink if "\u3400" <= text <= "\u9fff"]
    if len(chinese) >= _ENOUGH:
        return sum(map(_is_common, chinese)) < _COMMON_SHARE * len(chinese)
    if chinese or len(ink) < _ENOUGH:
        return False
    plain = sum(text.isascii() and (text.isalnum() or text in ".,%-()/:") for text in ink)
    return plain < _PLAIN_SHARE * len(ink)


@cache
def _is_no_text(text: str) -> bool:
    private = any(first <= text <= last for first, last in _PRIVATE)
    return private or text == "\ufffd" or unicodedata.category(text[0]) in ("Cc", "Cn")


@cache
def _is_common(text: str) -> bool:
    try:
        return text.encode("gb2312")[0] <= _LAST_COMMON
    except UnicodeEncodeError:
        return False
