"""Names of releases: the time they were begun, so that they sort by it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

PATTERN: Final = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{4}")
TICKS = 1 << 16  # parts of a second: the four hexadecimal digits at the end


def is_release_id(text: str) -> bool:
    """Whether ``text`` has the shape of a release id, such as 20261123T190501Z-3f9a."""
    return PATTERN.fullmatch(text) is not None


def next_release_id(now: datetime, taken: Iterable[str]) -> str:
    """Return an id for ``now`` (UTC) that sorts after every id in ``taken``, even if the clock went back."""
    moment = int(now.timestamp()) * TICKS + now.microsecond * TICKS // 1_000_000
    moment = max([moment, *(_moment(release_id) + 1 for release_id in taken)])
    seconds, ticks = divmod(moment, TICKS)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y%m%dT%H%M%SZ}-{ticks:04x}"


def _moment(release_id: str) -> int:
    stamp, ticks = release_id.split("-")
    begun = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return int(begun.timestamp()) * TICKS + int(ticks, 16)
