"""The fiscal year in the lines over a form: one that says nothing else, its title, or a line above that."""

from __future__ import annotations

import re

YEAR = re.compile(r"[2２][0０]\d\d")
YEAR_ALONE = re.compile(r"[2２][0０]\d\d年?度?")
_OF_DOCUMENT = re.compile(r"[〔﹝［\[【]\s*20\d\d\s*[〕﹞］\]】]")  # 财社〔2018〕126号
_ENDING_YEAR = re.compile(r"[2２][0０]\d\d(?=\s*年度?\s*$)")
_YEAR_LINE = re.compile(
    r"[（(]?\s*(?:(?:\w{0,4}年度|年份)\s*[:：]\s*)?(?P<year>[2２][0０]\d\d)\s*[）)]?\s*年?度?\s*[）)]?"
)


def is_year_line(text: str) -> re.Match[str] | None:
    """Find the fiscal year where a text says nothing else (``（2023年度）``)."""
    return _YEAR_LINE.fullmatch(text)


def year_of_title(title: str, above: list[str]) -> int | None:
    """The year that a title names, else the one that a line above it ends with (``某专项2022年``)."""
    titled = YEAR.search(_OF_DOCUMENT.sub("", title)) or next(
        filter(None, map(_ENDING_YEAR.search, above)), None
    )
    return int(titled[0]) if titled else None
