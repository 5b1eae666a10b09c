"""What findings do to a draft, as gate.toml says: a policy by severity, rule and county."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from expectations.rule_ids import rule_ids
from warehouse.severity import Severity

Action = Literal["quarantine", "warn", "pass"]
GATE = "gate.toml"


class GateFileWrong(Exception):
    """The warehouse's own gate.toml cannot be used; the message says why."""


class GateNamesUnknownRules(GateFileWrong):
    """It has lines for rules that there are none of; the message says which."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tolerance(_Table):
    """How many of a rule's cases, or which share of all, only earn a warning."""

    count: int = Field(ge=0)
    share: float = Field(ge=0, le=1)


class Quarantine(_Table):
    """How a reason for quarantine is told."""

    examples: int = Field(ge=1)


class Policy(_Table):
    """All of gate.toml. The narrowest line counts: county and rule, then rule, then severity."""

    severities: dict[Severity, Action]
    rules: dict[str, Action] = {}
    counties: dict[str, dict[str, Action]] = {}
    tolerance: dict[str, Tolerance] = {}
    quarantine: Quarantine

    def action(
        self, rule: str, severity: Severity, county: str | None, *, slight: bool = False, strict: bool = False
    ) -> Action:
        """What a finding of ``rule`` does to a draft of ``county``.

        One that is ``slight``, within its rule's tolerance, is a warning at most; with ``strict`` a warning
        holds a draft back.
        """
        of_county = self.counties.get(county or "", {})
        chosen = of_county.get(rule) or self.rules.get(rule) or self.severities[severity]
        if slight and chosen == "quarantine":
            chosen = "warn"
        return "quarantine" if strict and chosen == "warn" else chosen

    def named_rules(self) -> set[str]:
        """The rules that any line names."""
        return {*self.rules, *self.tolerance, *chain.from_iterable(self.counties.values())}

    def may_hold(self, rule: str, severity: Severity, *, strict: bool) -> bool:
        """Whether a finding of ``rule`` holds a draft back in any county."""
        counties = [None, *(county for county, rules in self.counties.items() if rule in rules)]
        return any(self.action(rule, severity, county, strict=strict) == "quarantine" for county in counties)


@cache
def default_policy() -> Policy:
    """The policy of the gate.toml beside this module."""
    return Policy.model_validate(_lines(Path(__file__).parent / GATE))


def policy_of(warehouse: Path) -> Policy:
    """The policy of a warehouse: the default one, with what its own gate.toml changes.

    Raises GateFileWrong where that file cannot be read or says something unknown.
    """
    own = warehouse / GATE
    if not own.is_file():
        return default_policy()
    try:
        changed = _merged(default_policy().model_dump(), _lines(own))
        policy = Policy.model_validate(changed)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GateFileWrong(f"{own}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise GateFileWrong(f"{own}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    if unknown := policy.named_rules() - rule_ids():
        raise GateNamesUnknownRules(f"{own}: {', '.join(sorted(unknown))}")
    return policy


def _lines(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8-sig"))


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    both = {
        name: _merged(base[name], value)
        if isinstance(value, dict) and isinstance(base.get(name), dict)
        else value
        for name, value in over.items()
    }
    return base | both
