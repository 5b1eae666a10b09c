"""Every reason that a file is refused for before it is opened has its sentences."""

from __future__ import annotations

from typing import get_args

import pytest

from expectations.reasons import reason
from flows.intake.refusal import RefusalCode


@pytest.mark.parametrize("code", get_args(RefusalCode))
def test_a_refusal_is_told_in_both_languages(code: str) -> None:
    told = reason(code, method="bzip2", ratio=200)
    assert told.code == code
    assert all((told.message_zh, told.message_en, told.advice_zh, told.advice_en))
    assert "{" not in told.message_zh + told.message_en + told.advice_zh + told.advice_en


def test_facts_are_told() -> None:
    assert "（bzip2）" in reason("odd_packing", method="bzip2").message_zh
    assert "200 times" in reason("packed_too_tight", ratio=200).message_en
