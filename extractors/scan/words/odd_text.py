"""Texts that nobody writes: signs of a misread of which the recogniser is sure, as both look alike in print."""

from __future__ import annotations

import re

_LONE = re.compile(r"[A-Za-z]|二{1,2}")  # ≥ read as V, = as 二
_OVER_HUNDRED = re.compile(r"[<>≤≥＜＞＝=]?\s*[2-9]\d\d\s*[%％]")  # 78.4% read as 784%
_POINT_LAST = re.compile(r"[<>≤≥＜＞＝=]?\s*\d+(?:[.．]\d+)?[.．,，]")  # 24., of which the point is a speck
_AREA = re.compile(r"(?<![A-Za-z])m[23](?![A-Za-z\d])")  # ㎡, m²
_FORMULA = re.compile(r"[÷×＋]|[%％]\s*$")
_STROKE = re.compile(r"[\u4e00-\u9fff）)]一(?=[\u4e00-\u9fff（(])")
_WORD_OF_ONE = re.compile(r"[统唯第万之如同专划归逐合进其]一|一[般致定次个体些样系级线旦步批年户]")
_NUMBERED = re.compile(r"(?:^|[。；;：:\s])\d{1,2}[.．、]")
_UNNUMBERED = re.compile(
    r"(?:^|[。；;])\s*\d{1,2}(?=[\u4e00-\u9fff])(?!\d*[年月日个项次人户所家元万亿名条天期批类])"
)


def is_odd(text: str) -> bool:
    """Tell whether a text is but a letter, a figure with a point behind it, or a percentage without its own; a list of which a
    number lost its point; has a minus read as 一, or the figure of ㎡ in its line."""
    minus = _FORMULA.search(text) and _STROKE.search(_WORD_OF_ONE.sub("", text))
    return bool(
        _LONE.fullmatch(text.strip())
        or _OVER_HUNDRED.fullmatch(text.strip())
        or _POINT_LAST.fullmatch(text.strip())
        or minus
        or _AREA.search(text)
        or (_NUMBERED.search(text) and _UNNUMBERED.search(text))
    )


def with_minus(text: str) -> str:
    """Return a formula with － for each 一 between Chinese words that is no number: both are drawn alike."""
    if not _FORMULA.search(text):
        return text
    words = _WORD_OF_ONE.sub(lambda found: "#" * len(found[0]), text)
    characters = list(text)
    for found in _STROKE.finditer(words):
        characters[found.start() + 1] = "－"
    return "".join(characters)
