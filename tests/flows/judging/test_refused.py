"""Every reason that a file is refused for before it is opened has its sentences, none of them twice."""

from __future__ import annotations

from typing import get_args

import pytest

from expectations.reasons import reason_texts
from flows.intake.manifest import Entry
from flows.intake.refusal import RefusalCode
from flows.judging.refused import refusal_reason


def refused(code: str, **facts: str | int) -> Entry:
    return Entry(
        document_id="d", name="n", uri="u", modified_at=None, outcome="refused", code=code, facts=facts
    )


@pytest.mark.parametrize("code", get_args(RefusalCode))
def test_a_refusal_is_told_in_both_languages(code: str) -> None:
    told = refusal_reason(refused(code, method="bzip2", ratio=200))
    assert told.code == code
    assert all((told.message_zh, told.message_en, told.advice_zh, told.advice_en))
    assert "{" not in told.message_zh + told.message_en + told.advice_zh + told.advice_en
    assert code not in reason_texts()


def test_facts_are_told() -> None:
    assert "（bzip2）" in refusal_reason(refused("odd_packing", method="bzip2")).message_zh
    assert "200 times" in refusal_reason(refused("packed_too_tight", ratio=200)).message_en
    too_large = refused("too_large", what="MiB of the file", at="", limit=256)
    assert "文件大小（MiB）超过上限 256" in refusal_reason(too_large).message_zh
