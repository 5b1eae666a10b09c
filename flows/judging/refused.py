"""The reason that a file which was not even opened is held back with."""

from __future__ import annotations

from typing import get_args

from expectations.reasons import reason
from flows.intake.manifest import Entry
from flows.intake.refusal import RefusalCode
from flows.texts import say_in_both
from warehouse.quarantine import Reason


def refusal_reason(entry: Entry) -> Reason:
    """The reason of a refused entry, in words of ``messages/refused.toml`` or, where readers have it too, in theirs."""
    code = str(entry.code)
    if code not in get_args(RefusalCode):
        facts: dict[str, object] = {"detail": "", **entry.facts}
        return reason(code, pages=(), **facts)
    message_zh, message_en = say_in_both(f"refused.{code}", **entry.facts)
    advice_zh, advice_en = say_in_both(f"advice.{code}")
    return Reason(
        code=code,
        message_zh=message_zh,
        message_en=message_en,
        advice_zh=advice_zh,
        advice_en=advice_en,
    )
