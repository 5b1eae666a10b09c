"""The rules on a set of drafts: what they found, how many rows they looked at, and which could not run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Literal

import polars as pl
from polars.exceptions import PanicException

from expectations.failures import SCHEMA
from expectations.rules.apply import apply
from expectations.rules.registry import rules
from expectations.rules.rule import Rule
from expectations.rules.tables import Tables

Scope = Literal["draft", "release"]
_KEYS = {"documents": "document_id", "projects": "project_id", "indicators": "indicator_id"}


@dataclass(frozen=True)
class RuleRun:
    """What came of the rules of one scope.

    ``findings``: columns of ``failures.SCHEMA``. ``passed``: rows of the table that a rule checks on which it
    found nothing, by rule. ``errors``: why a rule could not run. ``seconds``: what each took.
    """

    scope: Scope
    findings: pl.DataFrame
    passed: Mapping[str, int]
    errors: Mapping[str, str] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)


def run_rules(tables: Tables, scope: Scope) -> RuleRun:
    """Every rule of ``scope`` on ``tables``: whole drafts for *draft*, all that stand for *release*."""
    rows = _rows(tables)
    findings, passed, errors, seconds = [], {}, {}, {}
    for rule in rules_of(scope):
        started = perf_counter()
        try:
            found = apply(rule, tables)
        except (Exception, PanicException) as error:  # one rule that fails must not hide what the others find
            errors[rule.file.id] = f"{type(error).__name__}: {error}"[:300]
            continue
        passed[rule.file.id] = _passed(rule, found, rows)
        findings.append(found)
        seconds[rule.file.id] = perf_counter() - started
    empty = pl.DataFrame(schema=SCHEMA)
    return RuleRun(scope, pl.concat([empty, *findings]), passed, errors, seconds)


def run_of(scope: Scope, findings: pl.DataFrame, rows: Mapping[str, int]) -> RuleRun:
    """The run of the rules of ``scope`` that made ``findings`` on so many documents, projects and indicators."""
    passed = {
        rule.file.id: _passed(rule, findings.filter(rule=rule.file.id), rows) for rule in rules_of(scope)
    }
    return RuleRun(scope, findings, passed)


def _passed(rule: Rule, found: pl.DataFrame, rows: Mapping[str, int]) -> int:
    key = _KEYS[rule.file.checks]
    return rows[rule.file.checks] - found[key].drop_nulls().n_unique()


def combined(runs: Iterable[RuleRun], scope: Scope) -> RuleRun:
    """Runs on several sets of drafts as one; a rule that failed on any set has failed."""
    several = list(runs)
    findings = pl.concat([pl.DataFrame(schema=SCHEMA), *(run.findings for run in several)])
    passed: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    errors: dict[str, str] = {}
    for run in several:
        passed.update(run.passed)
        seconds.update(run.seconds)
        errors.update(run.errors)
    if not several:
        passed.update({rule.file.id: 0 for rule in rules_of(scope)})
    whole = findings.filter(~pl.col("rule").is_in(list(errors)))
    return RuleRun(scope, whole, passed, errors, seconds)


def rules_of(scope: Scope) -> list[Rule]:
    """The rules of one scope, by id."""
    return [rule for rule in rules() if rule.file.scope == scope]


def _rows(tables: Tables) -> dict[str, int]:
    counts = pl.collect_all(getattr(tables, name).select(pl.len()) for name in _KEYS)
    return {name: count.item() for name, count in zip(_KEYS, counts, strict=True)}
