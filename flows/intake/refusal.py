"""Why a file found is not even opened, where readers have no such reason. The words stand in ``expectations/reasons.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from extractors.errors import UnreadableDraft

RefusalCode = Literal[
    "not_a_file",
    "link_outside",
    "broken_link",
    "vanished",
    "no_access",
    "odd_packing",
    "packed_too_tight",
    "no_room",
]


class Refused(Exception):
    """The file is not taken. ``code`` names the reason; ``facts`` are what its sentences tell besides."""

    def __init__(self, code: RefusalCode, facts: Mapping[str, str | int] | None = None) -> None:
        """Keep both as the exception's arguments."""
        super().__init__(code, facts)
        self.code = code
        self.facts = facts or {}


Refusal = UnreadableDraft | Refused


def unreachable(error: Exception) -> Refused:
    """What an error of the place where a file lies comes to: the file is gone, or it cannot be read there."""
    return Refused("vanished" if isinstance(error, FileNotFoundError) else "no_access")
