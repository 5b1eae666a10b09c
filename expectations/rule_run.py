"""The rules on a set of drafts: what they found, how many rows they looked at, and which could not run.

Where a rule that sees one draft at a time fails on several, it is tried on ever fewer of them: one draft costs no other
its check.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Literal

import polars as pl
from polars.exceptions import PanicException

from expectations.failures import SCHEMA
from expectations.rules.apply import apply
from expectations.rules.registry import rules
from expectations.rules.rule import Rule
from expectations.rules.tables import Tables, part_of

Scope = Literal["draft", "release"]
_NAMED = 3  # drafts on which a rule could not be run
_KEYS = {"documents": "document_id", "projects": "project_id", "indicators": "indicator_id"}


@dataclass(frozen=True)
class RuleRun:
    """What came of the rules of one scope.

    ``findings``: columns of ``failures.SCHEMA``. ``passed``: rows of the table that a rule checks on which it
    found nothing, by rule. ``errors``: why a rule could not run, or not on all drafts; ``unchecked``: the drafts
    (document_id) on which it could not, where it was tried on each. ``seconds``: what each took.
    """

    scope: Scope
    findings: pl.DataFrame
    passed: Mapping[str, int]
    errors: Mapping[str, str] = field(default_factory=dict)
    unchecked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)


def run_rules(tables: Tables, scope: Scope) -> RuleRun:
    """Every rule of ``scope`` on ``tables``: whole drafts for *draft*, all that stand for *release*."""
    rows = _rows(tables)
    findings, passed, errors, seconds = [], {}, {}, {}
    unchecked: dict[str, tuple[str, ...]] = {}
    for rule in rules_of(scope):
        started = perf_counter()
        try:
            found = apply(rule, tables)
        except (Exception, PanicException) as error:  # one rule that fails must not hide what the others find
            errors[rule.file.id] = _why(error)
            if scope == "release":
                continue
            names = dict(tables.documents.select("document_id", "file_name").collect().iter_rows())
            found, failed = _apart(rule, tables, sorted(names))
            unchecked[rule.file.id] = tuple(failed)
            errors[rule.file.id] = _told(failed, names)
        passed[rule.file.id] = _passed(rule, found, rows)
        findings.append(found)
        seconds[rule.file.id] = perf_counter() - started
    empty = pl.DataFrame(schema=SCHEMA)
    return RuleRun(scope, pl.concat([empty, *findings]), passed, errors, unchecked, seconds)


def _apart(rule: Rule, tables: Tables, drafts: Sequence[str]) -> tuple[pl.DataFrame, dict[str, str]]:
    """What a rule finds on the drafts that it can be run on, and by draft why it cannot on the others."""
    try:
        return apply(rule, part_of(tables, drafts)), {}
    except (Exception, PanicException) as error:
        if len(drafts) <= 1:
            return pl.DataFrame(schema=SCHEMA), dict.fromkeys(drafts, _why(error))
    half = len(drafts) // 2
    (one, failed), (other, also_failed) = (
        _apart(rule, tables, some) for some in (drafts[:half], drafts[half:])
    )
    return pl.concat([one, other]), failed | also_failed


def _why(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _told(failed: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The first drafts on which a rule failed, with why."""
    told = "; ".join(f"{names[draft]} ({draft[:12]}): {why}" for draft, why in list(failed.items())[:_NAMED])
    return told if len(failed) <= _NAMED else f"{told}; … ({len(failed)})"


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
    """Runs on several sets of drafts as one; what failed on any set has failed, and what was found on others stays."""
    several = list(runs)
    findings = pl.concat([pl.DataFrame(schema=SCHEMA), *(run.findings for run in several)])
    passed: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    errors: dict[str, str] = {}
    unchecked: dict[str, tuple[str, ...]] = {}
    for run in several:
        passed.update(run.passed)
        seconds.update(run.seconds)
        errors |= {rule: "; ".join(filter(None, (errors.get(rule), why))) for rule, why in run.errors.items()}
        unchecked |= {rule: (*unchecked.get(rule, ()), *drafts) for rule, drafts in run.unchecked.items()}
    if not several:
        passed.update({rule.file.id: 0 for rule in rules_of(scope)})
    return RuleRun(scope, findings, passed, errors, unchecked, seconds)


def rules_of(scope: Scope) -> list[Rule]:
    """The rules of one scope, by id."""
    return [rule for rule in rules() if rule.file.scope == scope]


def _rows(tables: Tables) -> dict[str, int]:
    counts = pl.collect_all(getattr(tables, name).select(pl.len()) for name in _KEYS)
    return {name: count.item() for name, count in zip(_KEYS, counts, strict=True)}
