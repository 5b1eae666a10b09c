"""The fiscal year in the lines over a form: one that says nothing else, its title, or a line above that; and dates in these."""

from __future__ import annotations

import re

YEAR = re.compile(r"[2２][0０]\d\d")
# a date, behind an office's name or alone (2024年1月22日, 二〇二四年一月)
DATE = re.compile(
    r"(?:20\d\d|二[〇○零O0][〇○零O0一二三四五六七八九]{2})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?\s*$"
)
YEAR_ALONE = re.compile(r"[2２][0０]\d\d年?度?")
_OF_DOCUMENT = re.compile(r"[〔﹝［\[【]\s*20\d\d\s*[〕﹞］\]】]")  # 财社〔2018〕126号
_ENDING_YEAR = re.compile(r"[2２][0０]\d\d(?=\s*年度?\s*$)")
_YEAR_LINE = re.compile(
    r"[（(]?\s*(?:(?:\w{0,4}年度|年份)\s*[:：]\s*)?(?P<year>[2２][0０]\d\d)\s*[）)]?\s*年?度?\s*[）)]?"
)


# A year in Chinese numerals (二〇二四年), the zero as like as not a circle or a letter.
_IN_NUMERALS = re.compile(r"二[〇○零OoＯ0０][〇○零OoＯ0０一二三四五六七八九]{2}(?=\s*年)")
_FIGURES = str.maketrans("〇○零OoＯ０一二三四五六七八九", "0000000123456789")


def with_figures(text: str) -> str:
    """The text with its years in figures."""
    return _IN_NUMERALS.sub(lambda found: found[0].translate(_FIGURES), text)


def without_date(text: str) -> str:
    """The text without the date that ends it."""
    return DATE.sub("", text).strip()


def is_year_line(text: str) -> re.Match[str] | None:
    """Find the fiscal year where a text says nothing else (``（2023年度）``)."""
    return _YEAR_LINE.fullmatch(with_figures(text))


def year_of_title(title: str, above: list[str]) -> int | None:
    """The year that a title names, else the one that a line above it ends with (``某专项2022年``)."""
    titled = YEAR.search(_OF_DOCUMENT.sub("", with_figures(title))) or next(
        filter(None, (_ENDING_YEAR.search(with_figures(line)) for line in above)), None
    )
    return int(titled[0]) if titled else None
