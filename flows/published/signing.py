"""Who writes a line of corrections or waivers, when, and why."""

from __future__ import annotations

import getpass
from datetime import date

from flows.errors import NothingToCorrect
from flows.texts import say


def signed(reason: str, author: str | None) -> dict[str, str]:
    """The columns reason, author and written_at of a new line. Raises NothingToCorrect without a reason."""
    if not reason.strip():
        raise NothingToCorrect(say("fault.no_reason"))
    return {"reason": reason, "author": author or _user(), "written_at": date.today().isoformat()}


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in a container
        return ""
