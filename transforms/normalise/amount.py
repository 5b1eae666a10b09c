"""Amounts of money to 万元, exactly, and the percentages of the spending plan."""

from __future__ import annotations

import re
from decimal import Context, Decimal

from transforms.normalise.numerals import chinese, fold, plain
from warehouse.amounts import LARGEST_WANYUAN

_EXACT = Context(prec=60)
_MILLIONTH = Decimal("0.000001")
_LONGEST_NUMBER = 40
_IN_WANYUAN = {
    "亿": Decimal(10_000),
    "千万": Decimal(1_000),
    "百万": Decimal(100),
    "十万": Decimal(10),
    "万": Decimal(1),
    "千": Decimal("0.1"),
    "百": Decimal("0.01"),
    "": Decimal("0.0001"),
}
_SCALE = "|".join(sorted(filter(None, _IN_WANYUAN), key=len, reverse=True))
_MONEY_UNIT = re.compile(rf"(?P<scale>{_SCALE})?元|(?P<bare>{_SCALE})(?![\w])")
_DIGITS = rf"\d{{1,{_LONGEST_NUMBER}}}"
_NUMBER = rf"(?P<number>[-−+]?(?:\d{{1,3}}(?:,\d{{3}}){{1,6}}(?!\d)|{_DIGITS})(?:\.{_DIGITS})?)"
# Words may stand around the number, a second number or more of a scale (万亿) may not; a remark in brackets may
# hold anything.
_WORDS_AFTER = r"(?P<after>(?![\d.,~～/%‰\-—–百千万亿])[^\d]{0,80}|\(.{0,200})"
_AMOUNT = re.compile(
    rf"[^\d.\-−+]{{0,20}}?{_NUMBER}(?:(?P<scale>{_SCALE})?(?P<yuan>元)|(?P<bare>{_SCALE}))?{_WORDS_AFTER}",
    re.ASCII,
)
_NUMERALS = "零〇一二三四五六七八九十百千万亿"
_IN_WORDS = re.compile(
    rf"(?:人民币|\(?大写\)?|[:：])*(?P<yuan>[{_NUMERALS}]{{2,30}})元(?:零?(?P<tenths>[一二三四五六七八九])角)?"
    r"(?:零?(?P<hundredths>[一二三四五六七八九])分)?[整正]?(?:\(.{0,60}\))?[。;；]?"
)
_PERCENT = re.compile(rf"[^\d.\-−+]{{0,20}}?{_NUMBER}(?:%|百分比)?{_WORDS_AFTER}", re.ASCII)


def parse_amount(text: str, money_unit: str) -> Decimal | None:
    """The amount in 万元 with six decimals, or None where the cell holds no number (``""``, ``-``, words).

    ``money_unit`` is the form's own line as written (``单位：万元``, ``元``); without one 万元 holds (field
    guide, section 1). A unit beside the number wins (``31200元``). White space is dropped first, for cells
    wrap inside numbers. Two numbers with words between them are no amount, nor is what no county has
    (``LARGEST_WANYUAN``). Sums in words say their unit (``壹佰贰拾万元整``), and hold over the figures in brackets behind
    them. Never goes through float; what needs more than six decimals in 万元 (元 with more than two) is
    rounded half even.
    """
    said = "".join(fold(text).split())
    if words := _IN_WORDS.fullmatch(plain(said)):
        number, factor = _of_words(words), _IN_WANYUAN[""]
    elif match := _AMOUNT.fullmatch(said):
        scale = (match["scale"] or "") if match["yuan"] else match["bare"]
        number, factor = (
            _decimal(match["number"]),
            _factor(money_unit) if scale is None else _IN_WANYUAN[scale],
        )
    else:
        return None
    amount = _EXACT.multiply(number, factor)
    return amount.quantize(_MILLIONTH, context=_EXACT) if abs(amount) < LARGEST_WANYUAN else None


def parse_percent(text: str) -> float | None:
    """A percentage of the spending plan as written: ``25%`` → 25.0, ``100`` → 100.0, ``0.25`` → 0.25.

    None where the cell holds no number, or more than one.
    """
    match = _PERCENT.fullmatch("".join(fold(text).split()))
    return float(_decimal(match["number"])) if match else None


def _factor(money_unit: str) -> Decimal:
    match = _MONEY_UNIT.search("".join(fold(money_unit).split()))
    if match is None:
        return _IN_WANYUAN["万"]
    return _IN_WANYUAN[match["scale"] or match["bare"] or ""]


def _of_words(words: re.Match[str]) -> Decimal:
    tenths, hundredths = (int(chinese(words[part] or "零")) for part in ("tenths", "hundredths"))
    return chinese(words["yuan"]) + Decimal(10 * tenths + hundredths) / 100


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", "").replace("−", "-"))
