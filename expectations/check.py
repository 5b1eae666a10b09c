"""All suites on what a batch is about to publish."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from expectations.checked_frames import documents_frame, indicators_frame, projects_frame
from expectations.failures import PLACE, failing_rows
from expectations.limits import limits
from expectations.suite import Suite, suites
from expectations.validation import Validation, validate

RESULTS_SCHEMA: dict[str, pl.DataType] = {
    "batch_id": pl.String(),
    "suite": pl.String(),
    "table": pl.String(),
    "column": pl.String(),
    "expectation": pl.String(),
    "severity": pl.String(),
    "rule": pl.String(),
    "status": pl.String(),
    "success": pl.Boolean(),
    "element_count": pl.Int64(),
    "unexpected_count": pl.Int64(),
    "unexpected_percent": pl.Float64(),
    "message_zh": pl.String(),
    "message_en": pl.String(),
    "error": pl.String(),
}


@dataclass(frozen=True)
class CheckOutcome:
    """What came of a batch's checks.

    ``results``: table expectation_results, one row a check; ``status`` is passed, failed or error, and
    ``success`` is null for an error: a check that could not run has neither passed nor failed.
    ``failures``: one row a breach of a critical check (with ``strict`` also of a warning), see failures.py.
    ``validations``: the library's own results, for ``data_docs.write_data_docs``.
    """

    results: pl.DataFrame
    failures: pl.DataFrame
    validations: tuple[Validation, ...]

    @property
    def could_not_run(self) -> pl.DataFrame:
        """The results of the checks that raised: of these nothing is known."""
        return self.results.filter(status="error")


def check(
    documents: pl.DataFrame,
    projects: pl.LazyFrame,
    indicators: pl.LazyFrame,
    batch_id: str,
    *,
    strict: bool = False,
) -> CheckOutcome:
    """Runs every suite on the rows of a batch (tables documents, projects and indicators of the contract).

    ``strict`` also locates the rows that only earn a warning, which costs time where there are many.
    """
    frames = {
        "documents": documents_frame(documents.lazy(), limits().leftover),
        "projects": projects_frame(projects, indicators),
        "indicators": indicators_frame(indicators),
    }
    with_rows = limits().quarantine.holding(strict=strict)
    results, failures, validations = [], [], []
    for suite in suites():
        frame = _needed(suite, frames[suite.table])
        validation = validate(suite, frame, with_rows)
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
