"""What a line says one beside the other, label by label."""

from __future__ import annotations

import re

from extractors.form.words.years import is_year_line

LEADS_TO_TABLE = re.compile(r"(?:如下|见下表)\s*[:：]?$")  # 绩效指标如下：
LABEL = re.compile(r"(?P<label>[^:：，。；]{2,20})[:：]")
# A narrow one will do before a label or a year, as a PDF's gaps may all be read.
WIDE_GAP = re.compile(
    r"\s{2,}|\u3000+|\s(?=[\u4e00-\u9fff]{2,8}(?:[（(][^（）()]{1,6}[）)])?[:：])|\s(?=[（(]?20\d\d\s*年度?[）)]?(?:\s|$))"
)
# Behind a name, as a recognised line has lost its gaps: 某局单位：323001-某中心
_NO_GAP = re.compile(
    r"(?<=[局委会院厅部办心府镇乡道校社站所队\d])(?=(?:(?:预算|填报|实施|项目|金额)?单位|(?:预算)?年度)[:：])"
)
_CODED = re.compile(r"[\[［【(（]?\d{3,12}[^\d.,，%％]")  # 319001某局, before others with their labels
# 单位编码（项目编码）：037001（41042324000000000001）
_TWO_CODES = re.compile(
    r"(?P<one>[^:：（()）]{2,8})[（(](?P<other>[^（）()]{2,8})[)）][:：]"
    r"\s*(?P<first>[\dA-Za-z-]{3,30})\s*[（(](?P<second>[\dA-Za-z-]{3,30})[)）]"
)


def said_beside(text: str) -> list[str]:
    """What a line says one beside the other, parted by gaps (``部门：某局　　2024年　　单位：万元``)."""
    wide_parts = (part for wide in WIDE_GAP.split(text.strip()) for part in _NO_GAP.split(wide) if part)
    parts = [part for wide in wide_parts for part in _two_codes(wide)]
    known = sum(
        bool(LABEL.match(part) or is_year_line(part) or (not at and _CODED.match(part)))
        for at, part in enumerate(parts)
    )
    return parts if known == len(parts) else [text]


def _two_codes(part: str) -> list[str]:
    """Two codes under one label, the second's in brackets as it is, a label each."""
    found = _TWO_CODES.fullmatch(part)
    return [f"{found['one']}：{found['first']}", f"{found['other']}：{found['second']}"] if found else [part]
