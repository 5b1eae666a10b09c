"""Every reason that a file may be held back for has its sentences."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from expectations.reasons import reason, reason_texts, reason_words
from extractors import formats
from extractors.convert.read import _CONVERSIONS
from extractors.errors import UnreadableCode


def test_whatever_a_reader_says_there_is_a_sentence_for_it():
    for code in (*get_args(UnreadableCode), "timeout", "memory", "worker_died", "reader_failed"):
        assert code in reason_texts()
        told = reason(code, detail="x", what="y", kind="z", limit=1, seconds="9", memory="1 MiB")
        assert told.message_zh
        assert told.advice_en


def said_by_readers() -> set[str]:
    """The words for limits and kinds of file in the readers' code, and the kinds that are converted."""
    limits = re.compile(r"(?:hold|too_large|step_limit)\(\s*\"([^\"]+)\"")
    code = "".join(
        path.read_text("utf-8") for folder in ("extractors", "flows") for path in Path(folder).rglob("*.py")
    )
    kinds = [*formats._OTHER_BYTES.values(), *formats._OTHER_OLE.values(), *formats._OTHER_ZIP.values()]
    return {*limits.findall(code), *kinds, *_CONVERSIONS, *re.findall(r'or "(zip [^"]+)"', code)}


def test_what_readers_say_in_english_is_known_in_chinese():
    assert said_by_readers() <= set(reason_words())
    told = reason("too_large", what="characters of line {at}", at=7, limit=20_000)
    assert "第 7 行的字数超过上限 20,000" in told.message_zh
    assert "characters of line 7 above the limit of 20,000" in told.message_en
    assert "RAR 压缩包" in reason("unsupported_format", detail="RAR archive").message_zh


def test_words_of_a_file_are_told_as_they_are():
    assert "{x}表!B1" in reason("formula_without_value", detail="{x}表!B1").message_zh
