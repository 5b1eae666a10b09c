from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalise.amount import parse_amount, parse_percent

AMOUNTS = [
    ("3.12", "单位：万元", "3.12"),
    ("3.12", "", "3.12"),
    ("8,383.00", "万元", "8383"),
    ("８，３８３．００", "（万元）", "8383"),
    ("8 383.00", "万元", "8383"),
    ("31200", "单位：元", "3.12"),
    ("31200", "金额单位：人民币元", "3.12"),
    ("3.12", "亿元", "31200"),
    ("31.2", "单位:千元", "3.12"),
    ("312", "百元", "3.12"),
    ("31200元", "万元", "3.12"),
    ("3.12万元", "元", "3.12"),
    ("1.5亿元", "元", "15000"),
    ("¥3,120.50", "元", "0.31205"),
    ("人民币3.12万", "元", "3.12"),
    ("3.12万元整", "元", "3.12"),
    ("3.12（2023年预算）", "万元", "3.12"),
    ("-3", "万元", "-3"),
    ("0", "万元", "0"),
    ("0.01", "元", "0.000001"),
    ("0.005", "元", "0"),
    ("0.015", "元", "0.000002"),
    ("壹佰贰拾万元整", "元", "120"),
    ("人民币贰仟零伍万叁仟元伍角贰分", "", "2005.300052"),
    ("大写：叁万伍仟圆零伍角整", "万元", "3.50005"),
    ("捌佰肆拾万元整（￥8,400,000.00）", "万元", "840"),
    ("一百二十万元", "元", "120"),
]


@pytest.mark.parametrize(("text", "money_unit", "wanyuan"), AMOUNTS)
def test_amounts_in_wanyuan(text: str, money_unit: str, wanyuan: str) -> None:
    amount = parse_amount(text, money_unit)
    assert amount == Decimal(wanyuan)
    assert amount.as_tuple().exponent == -6


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "—",
        "无",
        "1,23",
        "2.00、3.00",
        "5%",
        "3-5",
        "1.2.3",
        "1" + "0" * 9,
        "9" * 5000,
        "万元",
        "100000亿元",
        "10万亿元",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert parse_amount(text, "万元") is None


@given(st.decimals(-(10**9) + 1, 10**9 - 1, places=6, allow_nan=False))
def test_amounts_are_exact(amount: Decimal) -> None:
    assert parse_amount(f"{amount:,f}", "万元") == amount


@given(st.text(), st.text())
def test_no_text_makes_it_raise(text: str, money_unit: str) -> None:
    amount = parse_amount(text, money_unit)
    assert amount is None or amount.as_tuple().exponent == -6


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("25%", 25.0),
        ("25 ％", 25.0),
        ("100", 100.0),
        ("0.25", 0.25),
        ("33.3%", 33.3),
        ("", None),
        ("-", None),
        ("按进度", None),
    ],
)
def test_percentages_stay_as_written(text: str, percent: float | None) -> None:
    assert parse_percent(text) == percent
