"""The rules' findings carried by Great Expectations: one expectation a rule, that it found nothing.

The rules of a run are the columns of a frame of one row, which says how much each of them found.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import polars as pl

from expectations.held import held
from expectations.library import load_library
from expectations.results import RESULTS_SCHEMA
from expectations.rule_run import RuleRun, rules_of
from expectations.rules.apply import EXPECTATION
from expectations.rules.rule import Rule
from expectations.validation import error_of

if TYPE_CHECKING:
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult

SUITES = {"draft": "rules", "release": "release_rules"}


def rule_results(run: RuleRun, batch_id: str) -> pl.DataFrame:
    """Rows of table expectation_results, one a rule: suite ``rules`` covers the drafts of the batch, suite
    ``release_rules`` all that stand in the release.
    """
    rules = {rule.file.id: rule for rule in rules_of(run.scope)}
    ran = {id_: rule for id_, rule in rules.items() if id_ not in run.errors}
    outcomes = _validated(run, ran) if ran else {}
    rows = [_row(run, rule, outcomes.get(id_), batch_id) for id_, rule in rules.items()]
    return pl.DataFrame(rows, schema=RESULTS_SCHEMA, orient="row").sort("rule")


def _validated(run: RuleRun, rules: Mapping[str, Rule]) -> dict[str, ExpectationValidationResult]:
    gx = load_library()
    from great_expectations.expectations.metadata_types import FailureSeverity

    from expectations.no_finding import ExpectNoFinding

    name = SUITES[run.scope]
    suite = gx.ExpectationSuite(
        name=name,
        expectations=[
            ExpectNoFinding(column=id_, severity=FailureSeverity(rule.file.severity), notes=rule.file.name.zh)
            for id_, rule in rules.items()
        ],
    )
    with held(name, _found(run, rules)) as batch:
        results = batch.validate(suite).results
    return {str(one.expectation_config.kwargs["column"]): one for one in results if one.expectation_config}


def _found(run: RuleRun, ids: Collection[str]) -> pl.DataFrame:
    """One row: how much each rule found."""
    found = dict(run.findings.group_by("rule").len().iter_rows())
    return pl.DataFrame({id_: [found.get(id_, 0)] for id_ in ids}, schema=dict.fromkeys(ids, pl.Int64))


def _row(
    run: RuleRun, rule: Rule, outcome: ExpectationValidationResult | None, batch_id: str
) -> dict[str, object]:
    file = rule.file
    error = run.errors.get(file.id) or (error_of(outcome.exception_info) if outcome else None)
    found: int | None = outcome.result["observed_value"] if outcome and not error else None
    checked = None if found is None else found + run.passed[file.id]
    return {
        "batch_id": batch_id,
        "suite": SUITES[run.scope],
        "table": file.checks,
        "column": None,
        "expectation": EXPECTATION,
        "severity": file.severity,
        "rule": file.id,
        "status": "error" if error else "failed" if found else "passed",
        "success": None if error else not found,
        "element_count": checked,
        "unexpected_count": found,
        "unexpected_percent": 100 * found / checked if found is not None and checked else None,
        "message_zh": file.name.zh,
        "message_en": file.name.en,
        "error": error,
    }
