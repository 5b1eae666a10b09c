"""Values in commands that are shown: a shell gives them back as they were."""

from __future__ import annotations

import shlex

import pytest

from warehouse.shell import argument


@pytest.mark.parametrize(
    "value", ["wh(2026)", "a&b", "it's", "$HOME/x", "数据 仓库", 'a"b', "`id`", "a;b", "滦平\n县", "*", ""]
)
def test_a_shell_reads_what_was_meant(value: str) -> None:
    assert argument(value, windows=False) != value
    assert shlex.split(f"jixiao findings --county {argument(value, windows=False)}")[-1] == value


@pytest.mark.parametrize("value", ["滦平县", "130824", "/data/仓库/w-1_2.x"])
def test_plain_words_need_no_quotes(value: str) -> None:
    assert argument(value, windows=False) == argument(value, windows=True) == value


@pytest.mark.parametrize(
    ("value", "told"), [(r"D:\w", r"D:\w"), (r"D:\my data", r'"D:\my data"'), ("a&b", '"a&b"')]
)
def test_windows_knows_double_quotes_alone(value: str, told: str) -> None:
    assert argument(value, windows=True) == told
