"""What specks and broken signs add to unsure words goes; what a draft really writes stays."""

from __future__ import annotations

import pytest

pytest.importorskip("opencc", reason="the extra ocr is not installed")

from extractors.scan.repairs.everyday import everyday, plain


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("24.", "24"),
        (".2880", "2880"),
        ("14102824070000000329.", "14102824070000000329"),
        ("资.金", "资金"),
        ("2.好。\n3..吸纳务工.，增收。", "2.好。\n3.吸纳务工，增收。"),
        ("≤128.5\n.元/亩", "≤128.5\n元/亩"),
        ("50°", "50%"),
        ("≥62°%", "≥62%"),
        ("%/0", "%"),
        ("/0", "%"),
        ("≥3°\n≤5°", "≥3%\n≤5%"),
        ("財政資金", "财政资金"),
        ("，成本指标", "成本指标"),
        ("3,450.000.00", "3,450,000.00"),
        ("12.300.5万元", "12,300.5万元"),
    ],
)
def test_specks_and_broken_signs_are_mended(read: str, meant: str) -> None:
    assert plain(read) == meant


@pytest.mark.parametrize(
    "text",
    [
        "600元/生·年",
        "元/人·\n月",
        "≤25℃",
        "30°C",
        "0.5",
        "10",
        "1/3",
        "1.完成验收；\n2.",
        "1,234.56",
        "2.150.4.2",
        "·",
    ],
)
def test_marks_that_are_written_stay(text: str) -> None:
    assert plain(text) == text


def test_a_tick_behind_a_figure_is_no_text() -> None:
    assert [everyday(text) for text in ("88.00√", "≥95% ✓", "≥1100元√", "√一次性项目", "新增√", "√")] == [
        "88.00", "≥95%", "≥1100元", "√一次性项目", "新增√", "√",
    ]  # fmt: skip


def test_a_permille_read_in_two_is_one_sign() -> None:
    assert everyday("0.5%0以内，≤3％0") == "0.5‰以内，≤3‰"
