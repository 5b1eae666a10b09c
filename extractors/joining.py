"""Text across line and page breaks: what was one run of words becomes one run again.

White space that a line break left behind goes, none staying between CJK characters and one
space elsewhere. A number is the exception: a narrow cell breaks ``13,500`` anywhere, and no space is put in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NOTE_MARK = re.compile("[①-⑳¹²³⁴-⁹※]+\\s*$")  # 项目名称①
_LONGEST_LABEL = 100  # characters, before brackets go
_BLANKS = re.compile(r"[ \t\u00a0\u3000\u200b\ufeff]+")
_SPACE = re.compile(r"\s+")
_DIGITS = "0123456789０１２３４５６７８９.,，．"
_NUMBER_END = frozenset(_DIGITS + "≥≤＞＜><=＝-")
_NUMBER_START = frozenset(_DIGITS + "%％")
# What a text says in the brackets that end it: a remark, a unit, another name.
ENDING_IN_BRACKETS = re.compile(r"[（(](?P<inside>[^（）()]{2,12})[)）]\s*$")


def join_lines(parts: Iterable[str]) -> str:
    """Join lines, or the pieces of a cell that a page break cut, into running text."""
    whole = ""
    for part in parts:
        for line in part.split("\n"):
            text = _BLANKS.sub(" ", line).strip()
            if text:
                whole += _gap(whole, text) + text
    return whole


def squeeze(text: str) -> str:
    """Text without any white space, for comparing: labels and titles are spaced and wrapped at will."""
    return _SPACE.sub("", text)


def as_label(text: str) -> str:
    """The text as labels are compared: NFKC, no white space, no brackets' content, no colon, no 其中, no mark of a note."""
    return _label(text) if len(text) <= _LONGEST_LABEL else squeeze(text)


@lru_cache(maxsize=8192)
def _label(text: str) -> str:
    label = squeeze(unicodedata.normalize("NFKC", _NOTE_MARK.sub("", text)))
    label = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", label)
    return label.removeprefix("其中").strip(":;,、.*")


def _gap(before: str, after: str) -> str:
    if not before or (_is_wide(before[-1]) and _is_wide(after[0])):
        return ""
    if before[-1] in _NUMBER_END and after[0] in _NUMBER_START:
        return ""
    return " "


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA" and not character.isdigit()
