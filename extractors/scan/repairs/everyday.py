"""Everyday forms for characters that no draft has, and no marks that no word has: what thin or spoilt print is read as."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extractors.scan.confusions import confusions

if TYPE_CHECKING:
    from opencc import OpenCC

_CHINESE = "\u4e00-\u9fff"
_MARK = "[.·•+'`]"  # what a speck of the paper is read as
_SPECK = re.compile(
    "|".join(
        (
            rf"(?<=[{_CHINESE}]){_MARK}(?=[{_CHINESE}，。；、：]|$)",  # between two characters, or behind a line's last
            rf"^{_MARK}(?=[{_CHINESE}])",  # before a line's first
            rf"\A[，、；](?=[{_CHINESE}])",  # no text begins so
            rf"(?<!\S){_MARK}(?!\S)\s*",  # by itself
            rf"\A{_MARK}(?=[\d<>≤≥＜＞＝=])",  # before a figure
            rf"(?<=\d\.\d)\.(?=[{_CHINESE}])",  # behind a figure that has its point
            rf"(?<=\d\.)\.(?=[{_CHINESE}])",  # beside the point of a list's number
            r"(?<=[^\n][\d%％])[.·•'`,，]\Z",  # behind the last figure
            r"(?<=\A\d)[.,，]\Z",
        )
    ),
    re.MULTILINE,
)
_UNIT_OF_TWO = re.compile(rf"/[{_CHINESE}]{{1,3}}[·•]\s*[{_CHINESE}]")  # 元/人·月
_TICK = re.compile(
    rf"\A(.*[\d%％]|[<>≤≥＜＞＝=]?\s*\d[\d.,]*[{_CHINESE}/㎡]{{1,4}})\s*[√✓✔]\Z", re.DOTALL
)  # by a reader's pen, behind a figure
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?=\.\d{1,2}(?:[万千]?元)?\Z)")  # the tail of a comma is thin
_BROKEN_PERCENT = re.compile(
    r"(?<=\d)[°º˚][%％]?(?=\s|\Z)|\A(?:[%1]?/0|%0)\Z"
)  # the lower ring of % is thin; a large one by itself is read in pieces


def everyday(text: str) -> str:
    """The text with the characters that a recogniser puts for everyday ones set right (髙 for 高), without a tick behind it."""
    for odd, usual in confusions().variants.items():
        text = text.replace(odd, usual)
    return _TICK.sub(r"\1", text)


def plain(text: str) -> str:
    """An unsure text in simplified characters, its percent signs and commas whole, without the marks that specks are read as.

    Characters of GB 2312 stand as they are: it has the simplified ones, and those of the traditional that are names.
    """
    simplified = _BROKEN_PERCENT.sub("%", "".join(map(_simplified, text)))
    if simplified == "一":
        return "—"  # nothing to say
    if _UNIT_OF_TWO.search(simplified):
        return simplified
    if thousands := _THOUSANDS.match(simplified):
        simplified = thousands[0].replace(".", ",") + simplified[thousands.end() :]
    return _SPECK.sub("", simplified).strip() or simplified


@lru_cache(maxsize=4096)
def _simplified(character: str) -> str:
    if not "\u4e00" <= character <= "\u9fff" or _in_gb2312(character):
        return character
    usual: str = _to_simplified().convert(character)
    return usual if len(usual) == 1 and _in_gb2312(usual) else character


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _to_simplified() -> OpenCC:
    from opencc import OpenCC  # of the extra: read only where a picture was recognised

    return OpenCC("t2s")
