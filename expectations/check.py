"""All suites on what a batch is about to publish."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from expectations.checked_frames import indicators_frame, projects_frame
from expectations.failures import PLACE, failing_rows
from expectations.policy import Policy, default_policy
from expectations.results import RESULTS_SCHEMA
from expectations.suite import Check, Suite, suites
from expectations.validation import Validation, validate


@dataclass(frozen=True)
class CheckOutcome:
    """What came of the suites on a batch.

    ``results``: table expectation_results, one row a check, see results.py.
    ``failures``: one row a breach of a check that may hold a draft back, see failures.py.
    ``validations``: the library's own results, for ``data_docs.write_data_docs``.
    """

    results: pl.DataFrame
    failures: pl.DataFrame
    validations: tuple[Validation, ...]


def check(
    documents: pl.DataFrame,
    projects: pl.LazyFrame,
    indicators: pl.LazyFrame,
    batch_id: str,
    *,
    policy: Policy | None = None,
    strict: bool = False,
) -> CheckOutcome:
    """Runs every suite on the rows of a batch (tables documents, projects and indicators of the contract).

    Rows are only located where the policy (by default gate.toml) may hold a draft back for them: that costs
    time where there are many.
    """
    gate = policy or default_policy()

    def may_hold(check: Check) -> bool:
        return gate.may_hold(check.rule, check.severity, strict=strict)

    frames = {
        "documents": documents.lazy(),
        "projects": projects_frame(projects, indicators),
        "indicators": indicators_frame(indicators),
    }
    results, failures, validations = [], [], []
    for suite in suites():
        frame = _needed(suite, frames[suite.table])
        validation = validate(suite, frame, may_hold)
        results.append(_results(validation, batch_id))
        failures.append(failing_rows(suite.table, frame, validation.verdicts))
        validations.append(validation)
    return CheckOutcome(pl.concat(results), pl.concat(failures), tuple(validations))


def _needed(suite: Suite, frame: pl.LazyFrame) -> pl.DataFrame:
    """The columns that the suite looks at or tells of; a missing one becomes an error of its checks."""
    wanted = {name for item in suite.check for name in (*item.columns, *item.told)} | set(PLACE)
    return frame.select(sorted(wanted & set(frame.collect_schema().names()))).collect()


def _results(validation: Validation, batch_id: str) -> pl.DataFrame:
    rows = [
        {
            "batch_id": batch_id,
            "suite": validation.table,
            "table": validation.table,
            "column": ",".join(verdict.check.columns) or None,
            "expectation": verdict.expectation,
            "severity": verdict.check.severity,
            "rule": verdict.check.rule,
            "status": "error" if verdict.error else "passed" if verdict.success else "failed",
            "success": None if verdict.error else verdict.success,
            "element_count": verdict.element_count,
            "unexpected_count": verdict.unexpected_count,
            "unexpected_percent": verdict.unexpected_percent,
            "message_zh": verdict.check.text_zh,
            "message_en": verdict.check.text_en,
            "error": verdict.error,
        }
        for verdict in validation.verdicts
    ]
    return pl.DataFrame(rows, schema=RESULTS_SCHEMA, orient="row")
