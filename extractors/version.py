"""What tells one state of the readers from another."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from extractors.layouts.library import Layouts

_FOLDER = Path(__file__).parent
_READ_WITH = (".py", ".toml", ".xcu")


def extractor_version(layouts: Layouts) -> str:
    """``<readers>+<layouts>``, eight hexadecimal digits each: what other readers or layouts made is read again."""
    return f"{_readers()}+{layouts.digest}"


@cache
def _readers() -> str:
    """The digest of every module and data file of this package, with their names."""
    digest = hashlib.sha256()
    for path in sorted(path for path in _FOLDER.rglob("*") if path.suffix in _READ_WITH):
        digest.update(path.relative_to(_FOLDER).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:8]
