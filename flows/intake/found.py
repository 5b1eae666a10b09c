"""A file as found, before anything of it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import IO

from flows.intake.refusal import Refusal

# of the system, files and folders: nobody's drafts
_IGNORED_NAMES = ("thumbs.db", "desktop.ini", "lost+found", "system volume information", "$recycle.bin")


@dataclass(frozen=True)
class FoundFile:
    """One file as found. ``refused`` says why it is not even opened (too large, encrypted, no file at all).

    ``open`` raises Refused or UnreadableDraft where it cannot be opened after all.
    """

    uri: str
    name: str
    modified_at: datetime | None
    size: int
    open: Callable[[], IO[bytes]]
    refused: Refusal | None = None


def is_ignored(name: str) -> bool:
    """Lock files of Office, files of the system: nobody's drafts."""
    last = PurePosixPath(name).name
    return last.startswith((".", "~$")) or last.lower() in _IGNORED_NAMES


def as_text(name: str) -> str:
    """The name as text that can be written: bytes that are no UTF-8 (an archive unpacked by others) are GBK."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def last_part(name: str) -> str:
    """The file's own name, as text."""
    return PurePosixPath(as_text(name).replace("\\", "/")).name


def moment(value: object) -> datetime | None:
    """A time as file systems tell it; None for none, and for one that no calendar holds (the year 30828)."""
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, tz=UTC)
        return value.astimezone(UTC) if isinstance(value, datetime) else None
    except (ValueError, OverflowError, OSError):
        return None
