"""Values as a command line takes them, so that commands which are shown can be pasted as they stand."""

from __future__ import annotations

import os
import re
import shlex

# What no shell takes for more than a letter of the word; Chinese characters are letters.
_PLAIN = re.compile(r"[\w@%+=:,./-]+")
_PLAIN_WINDOWS = re.compile(r"[\w@+:./\\-]+")


def argument(value: str, *, windows: bool = os.name == "nt") -> str:
    """``value`` as one word of a command: as it is, or in single quotes (double ones on Windows) where it needs them."""
    if windows:
        return value if _PLAIN_WINDOWS.fullmatch(value) else '"' + value.replace('"', r"\"") + '"'
    return value if _PLAIN.fullmatch(value) else shlex.quote(value)
