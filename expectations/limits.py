"""The gate's numbers, from gate.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from expectations.suite import Severity


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Leftover(_Table):
    """How much text of a draft's forms may be taken by no field: a number of cells, or a share of them."""

    cells: int = Field(ge=0)
    share: float = Field(ge=0, le=1)


class Quarantine(_Table):
    """Which severities keep a draft back, and how many failing rows a reason spells out."""

    severities: frozenset[Severity]
    strict_severities: frozenset[Severity]
    examples: int = Field(ge=1)

    def holding(self, *, strict: bool) -> frozenset[Severity]:
        """The severities that keep a draft back, ordinarily or with ``--strict``."""
        return self.strict_severities if strict else self.severities


class Limits(_Table):
    """All of gate.toml."""

    leftover: Leftover
    quarantine: Quarantine


@cache
def limits() -> Limits:
    """The gate's numbers."""
    return Limits.model_validate(tomllib.loads((Path(__file__).parent / "gate.toml").read_text("utf-8")))
