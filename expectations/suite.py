"""The suites as data: what is expected of each table, how grave a breach is, and what to say of it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, model_validator

from warehouse.levels import LEVELS, Level
from warehouse.severity import Severity

_FOLDER = Path(__file__).parent / "suites"


class Check(BaseModel):
    """One expectation: a Great Expectations class with its arguments, and its meaning in the field's words.

    ``text`` says what is expected of the table; ``message``, ``observed`` and ``expected`` are templates,
    filled from the columns of a row that fails. ``reason`` names the text in reasons.toml that a draft is
    quarantined with, and so only a critical check has one. ``for_county`` is false where the county can do nothing
    about it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    severity: Severity
    type: str
    kwargs: dict[str, Any]
    text_zh: str
    text_en: str
    message_zh: str
    message_en: str
    observed: str
    expected: str = ""
    field: str = ""
    reason: str = ""
    for_county: bool = True

    @model_validator(mode="after")
    def _critical_has_a_reason(self) -> Self:
        if (self.severity == "critical") != bool(self.reason):
            raise ValueError("a critical check, and only that, names the reason for quarantine")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the expectation looks at."""
        if "column_list" in self.kwargs:
            return tuple(self.kwargs["column_list"])
        return tuple(self.kwargs[name] for name in ("column", "column_A", "column_B") if name in self.kwargs)

    @property
    def blamed(self) -> str:
        """The column that a finding points at."""
        return self.field or self.columns[0]

    @property
    def told(self) -> frozenset[str]:
        """The columns that its templates tell of."""
        texts = (self.message_zh, self.message_en, self.observed, self.expected)
        return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)


class Suite(BaseModel):
    """The checks of one table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: Level
    check: tuple[Check, ...]


@cache
def suites() -> tuple[Suite, ...]:
    """The suites of documents, projects and indicators, as the files in ``suites/`` declare them."""
    texts = ((_FOLDER / f"{table}.toml").read_text("utf-8") for table in LEVELS)
    return tuple(Suite.model_validate(tomllib.loads(text)) for text in texts)
