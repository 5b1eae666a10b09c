"""Every reason that a file may be held back for has its sentences."""

from __future__ import annotations

from typing import get_args

from expectations.reasons import reason, reason_texts
from extractors.errors import UnreadableCode


def test_whatever_a_reader_says_there_is_a_sentence_for_it():
    for code in (*get_args(UnreadableCode), "timeout", "memory", "worker_died", "reader_failed"):
        assert code in reason_texts()
        told = reason(code, detail="x", limit="1 MiB", seconds="9")
        assert told.message_zh
        assert told.advice_en
