"""What tells one state of the checks from another."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from expectations.policy import Policy

_FOLDER = Path(__file__).parent
_KINDS = (".py", ".toml")


def rules_digest(policy: Policy, version: str) -> str:
    """16 hexadecimal digits that change with any rule, suite, threshold or text, the gate, and the program's version."""
    told = "\n".join((version, _files(), policy.model_dump_json()))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@cache
def _files() -> str:
    """Every module and data file of this package with its sha256."""
    files = sorted(path for path in _FOLDER.rglob("*") if path.suffix in _KINDS)
    return "\n".join(
        f"{path.relative_to(_FOLDER).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in files
    )
