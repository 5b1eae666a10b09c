"""Sums of money as a text tells them: in figures or in words (壹佰万元整), and behind them their parts or their only source."""

from __future__ import annotations

import re
from collections.abc import Callable

AMOUNTS = frozenset(
    ("budget", "fiscal", "other", "budget_part", "fiscal_part", "other_part", "whole", "fund")
)
OF_PARTS = "其中："

UNIT = r"(?:[十百千]?[万亿]?元|[十百千]?[万亿](?!\w))"
_DIGITS = "零〇壹贰叁肆伍陆柒捌玖"
# words for a sum, with its figures in brackets behind it or without
IN_WORDS = (
    rf"(?:人民币\s*)?[{_DIGITS}拾佰仟万亿]{{2,30}}[元圆](?:零?[{_DIGITS}]角)?(?:零?[{_DIGITS}]分)?[整正]?"
    r"(?:\s*[（(]\s*(?:小写\s*[:：]?\s*)?[￥¥]?\s*\d[^（）()]{0,30}[)）])?"
)
# all of a sum is of one source (全部为财政拨款, 均由财政资金安排)
ALL_OF_ONE = (
    r"[，,；;（(]\s*(?:资金来源\s*[:：]?\s*)?(?:全部|全额|均)\s*(?:为|由|来自|来源于|属于|是|系)?\s*"
    r"(?P<source>[\u4e00-\u9fff]{2,10}?)(?:安排|解决|承担|保障|列支)?"
    rf"(?:\s*\d[\d.,，]*\s*{UNIT})?\s*[）)]?[。；;]?"
)
_SUM = rf"(?:\d[\d.,，]*\s*{UNIT}?|{IN_WORDS})"
_WITH_PARTS = re.compile(
    rf"(?P<year>20\d\d\s*年度?)?[^\d（(，,；;。]{{0,12}}?(?P<sum>{_SUM})\s*"
    r"(?:(?:[（(，,；;。]\s*其中|[（(]|\s其中)[:：，,]?\s*(?P<parts>[^（()）]+?)[）)。]*|。)?"
)
_OF_ONE_SOURCE = re.compile(rf"(?:20\d\d\s*年度?)?[^\d（(，,；;。]{{0,12}}?(?P<sum>{_SUM})\s*{ALL_OF_ONE}")
# a gap before a unit is its amount's (80 万元)
_BETWEEN_PARTS = re.compile(r"[，,；;、](?!\d)|\s+(?![千万亿]?元)(?=[\u4e00-\u9fff])")
_NONE = re.compile(r"[\u4e00-\u9fff]{2,12}?\s*[:：]?\s*(?:为|共计|计)?\s*(?:无|[-—/])")  # 其他资金无
_PART = re.compile(rf"(?P<label>[\u4e00-\u9fff]{{2,12}}?)\s*[:：]?\s*(?:为|共计|计)?\s*(?P<amount>{_SUM})")

Part = tuple[str, str, str]


def parts_of_amount(text: str, field_of: Callable[[str], str | None]) -> tuple[str, list[Part]]:
    """A sum, and field, label and amount of each part that is said behind it, if all are known by ``field_of`` their labels.

    So it is in ``100万元，其中：财政拨款80万元，其他资金20万元``, in ``100万元（财政拨款80万元）``, in
    ``100万元，全部为财政拨款`` and in ``2024年安排100万元``; else the text is the sum as it stands.
    """
    source = _OF_ONE_SOURCE.fullmatch(text.strip())
    if source and (name := field_of(source["source"])) in AMOUNTS:
        return source["sum"], [(str(name), f"{OF_PARTS}{source['source']}", source["sum"])]
    found = _WITH_PARTS.fullmatch(text.strip())
    split = _BETWEEN_PARTS.split((found["parts"] or "") if found else "")
    said = [one for one in split if one and not _NONE.fullmatch(one.strip())]
    matched = [match for one in said if (match := _PART.fullmatch(one.strip()))]
    parts = [
        (name, f"{OF_PARTS}{one['label']}", one["amount"])
        for one in matched
        if (name := field_of(one["label"])) in AMOUNTS
    ]
    told = found is not None and (bool(parts) or found["year"] is not None)
    return (found["sum"], parts) if found and told and len(parts) == len(said) else (text, [])
