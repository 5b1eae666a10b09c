"""Numbers that name something and measure nothing: dates, documents, ordinals, list marks, codes, hotlines.

The patterns expect text folded by ``numerals.fold``. Every repetition has an upper limit, so that hostile
text costs no more than its length.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from transforms.normalise.vocabulary import load_toml
from warehouse.words import one_of


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Hotline(_Data):
    of: tuple[str, ...]
    kinds: tuple[str, ...]


class _Words(_Data):
    hotline: _Hotline


_WORDS = _Words.model_validate(load_toml("number_names.toml"))
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2} ?[日号]"
_TO = r" ?[-–—~～〜至到、] ?"

_CODE = r"\d{16,}+"
_DOCUMENT = rf"[【\[〔(〈《]? ?{_YEAR} ?[】\]〕)〉》] ?第? ?\d{{1,5}}(?: ?号)?"
_FULL_DATE = rf"{_YEAR}(?:-\d{{1,2}}-|/\d{{1,2}}/|\.\d{{1,2}}\.)\d{{1,2}}(?!\d)"
_YEAR_AND_MONTH = rf"{_YEAR}[-/](?:0?[1-9]|1[0-2])(?![\d.%])"
_YEARS = (
    rf"{_YEAR} ?(?:年?{_TO}(?:(?:19|20)?\d\d) ?)?(?:学年|年(?:度|末|底|初|内)?)"
    rf"(?: ?\d{{1,2}} ?月份?(?: ?{_DAY})?(?:底|末|初)?)?"
)
_SHORT_YEAR = r"\d\d ?年 ?\d{1,2} ?月份?"
_MONTH_AND_DAY = rf"\d{{1,2}} ?月 ?{_DAY}"
_MONTH = rf"(?:\d{{1,2}} ?月?{_TO})?\d{{1,2}} ?月(?:份|底|末|初|[上中下]旬|之?前|以前)"
_MONTHS = rf"\d{{1,2}} ?月?{_TO}\d{{1,2}} ?月"
_DEADLINE = r"\d{1,2} ?[日号] ?(?:之前|以前|前)"
_DAY_OF_MONTH = rf"[每次当本上下]月 ?{_DAY}"
_QUARTER = r"[1-4一二三四] ?季度"
_ORDINAL = r"(?:第|前) ?[\d一二三四五六七八九十百]{1,5} ?[名位批期轮届]?"
_NUMBERED = r"\d{1,5} ?号"
_NAME = r"[A-Za-z]{1,10}[-_]?\d[\dA-Za-z.]*+"
_RATIO_OR_CLOCK = r"\d{1,6} ?[:：] ?\d{1,6}"
_PRODUCT = r"\d{1,4} ?[×xX*] ?\d{1,4}"
_HOTLINE = rf"\d{{3,5}}(?=(?:{one_of(_WORDS.hotline.of)}){{0,2}}(?:{one_of(_WORDS.hotline.kinds)}))"
_LIST_MARK = r"^\d{1,2}[.、)](?=[^\d\s])|\(\d{1,2}\)"
_GENERATION = r"\d[GDK](?![A-Za-z])"

NUMBER_NAMES = "|".join(
    f"(?:{pattern})"
    for pattern in (
        _CODE,
        _DOCUMENT,
        _FULL_DATE,
        _YEARS,
        _YEAR_AND_MONTH,
        _SHORT_YEAR,
        _MONTH_AND_DAY,
        _MONTH,
        _MONTHS,
        _DEADLINE,
        _DAY_OF_MONTH,
        _QUARTER,
        _ORDINAL,
        _NUMBERED,
        _NAME,
        _RATIO_OR_CLOCK,
        _PRODUCT,
        _HOTLINE,
        _LIST_MARK,
        _GENERATION,
    )
)
"""A pattern for any of them (docs/values.md, "Target values")."""
