"""The rules' findings carried by Great Expectations: one expectation a rule, whose failures are its findings.

For each table that rules check a frame is made with one column a rule and in it one row a finding (1) and
one a row of the table that passed (0). A rule's expectation says that none is 1, so that its unexpected count is
the number of its findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from expectations.library import load_library
from expectations.results import RESULTS_SCHEMA
from expectations.rule_run import RuleRun, rules_of
from expectations.rules.apply import EXPECTATION
from expectations.rules.rule import Level, Rule
from expectations.validation import COUNTS_ONLY, batch_of, error_of

if TYPE_CHECKING:
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult

SUITES = {"draft": "rules", "release": "release_rules"}
_LEVELS: tuple[Level, ...] = ("documents", "projects", "indicators")


def rule_results(run: RuleRun, batch_id: str) -> pl.DataFrame:
    """Rows of table expectation_results, one a rule: suite ``rules`` covers the drafts of the batch, suite
    ``release_rules`` all that stand in the release.
    """
    rows = [row for level in _LEVELS for row in _results(run, level, batch_id)]
    return pl.DataFrame(rows, schema=RESULTS_SCHEMA, orient="row").sort("rule")


def _results(run: RuleRun, level: Level, batch_id: str) -> Iterator[dict[str, object]]:
    rules = {rule.file.id: rule for rule in rules_of(run.scope) if rule.file.checks == level}
    ran = {id_: rule for id_, rule in rules.items() if id_ not in run.errors}
    outcomes = _validated(run, level, ran) if ran else {}
    for id_, rule in rules.items():
        yield _row(run, rule, outcomes.get(id_), batch_id)


def _validated(run: RuleRun, level: Level, rules: dict[str, Rule]) -> dict[str, ExpectationValidationResult]:
    gx = load_library()
    from great_expectations.expectations.metadata_types import FailureSeverity

    from expectations.no_finding import ExpectNoFinding

    suite = gx.ExpectationSuite(
        name=SUITES[run.scope],
        expectations=[
            ExpectNoFinding(column=id_, severity=FailureSeverity(rule.file.severity), notes=rule.file.name.zh)
            for id_, rule in rules.items()
        ],
    )
    result = batch_of(level, _flags(run, list(rules))).validate(suite, result_format=COUNTS_ONLY)
    return {str(one.expectation_config.kwargs["column"]): one for one in result.results}


def _flags(run: RuleRun, ids: list[str]) -> pl.DataFrame:
    """One column a rule: 1 a finding, 0 a row that passed, and nothing where others have more rows."""
    found = dict(run.findings.group_by("rule").len().iter_rows())
    columns = [_flag_column(id_, found.get(id_, 0), run.passed[id_]) for id_ in ids]
    return pl.concat(columns, how="horizontal_extend")


def _flag_column(id_: str, found: int, passed: int) -> pl.DataFrame:
    return pl.select(pl.concat([pl.repeat(1.0, found), pl.repeat(0.0, passed)]).cast(pl.Float32).alias(id_))


def _row(
    run: RuleRun, rule: Rule, outcome: ExpectationValidationResult | None, batch_id: str
) -> dict[str, object]:
    file = rule.file
    error = run.errors.get(file.id) or (error_of(outcome.exception_info) if outcome else None)
    counts = outcome.result if outcome and not error else {}
    checked = counts["element_count"] - counts["missing_count"] if counts else None
    return {
        "batch_id": batch_id,
        "suite": SUITES[run.scope],
        "table": file.checks,
        "column": None,
        "expectation": EXPECTATION,
        "severity": file.severity,
        "rule": file.id,
        "status": "error" if error else "failed" if counts["unexpected_count"] else "passed",
        "success": None if error else not counts["unexpected_count"],
        "element_count": checked,
        "unexpected_count": counts.get("unexpected_count"),
        "unexpected_percent": 100 * counts["unexpected_count"] / checked if checked else None,
        "message_zh": file.name.zh,
        "message_en": file.name.en,
        "error": error,
    }
