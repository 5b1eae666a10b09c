"""From failing positions to rows that name the draft, the project, what was seen and what was expected."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import polars as pl

from expectations.validation import Verdict

SCHEMA: dict[str, pl.DataType] = {
    "document_id": pl.String(),
    "fiscal_year": pl.Int16(),
    "county_code": pl.String(),
    "rule": pl.String(),
    "severity": pl.String(),
    "table": pl.String(),
    "expectation": pl.String(),
    "reason": pl.String(),
    "project_id": pl.String(),
    "indicator_id": pl.String(),
    "field": pl.String(),
    "observed": pl.String(),
    "expected": pl.String(),
    "message_zh": pl.String(),
    "message_en": pl.String(),
    "page": pl.Int32(),
    "count": pl.Int64(),
    "of": pl.Int64(),
    # Of a finding on a draft as a whole: the project that its id has in it, where it once stood at a project.
    "known_by": pl.String(),
}
PLACE = ("document_id", "fiscal_year", "county_code", "project_id", "indicator_id", "page")


def failing_rows(table: str, frame: pl.DataFrame, verdicts: tuple[Verdict, ...]) -> pl.DataFrame:
    """One row a breach that was located: columns of ``SCHEMA``; ``reason`` is empty below critical."""
    rows = [row for verdict in verdicts for row in _rows(table, frame, verdict)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _rows(table: str, frame: pl.DataFrame, verdict: Verdict) -> Iterator[dict[str, Any]]:
    check = verdict.check
    told = [name for name in frame.columns if name in check.told or name in PLACE]
    for row in frame.select(told)[list(verdict.rows)].iter_rows(named=True):
        facts = {name: _as_text(row.get(name)) for name in check.told}
        yield {
            **{name: row.get(name) for name in PLACE},
            "rule": check.rule,
            "severity": check.severity,
            "table": table,
            "expectation": verdict.expectation,
            "reason": check.reason,
            "field": check.blamed,
            "observed": check.observed.format_map(facts),
            "expected": check.expected.format_map(facts) or check.text_zh,
            "message_zh": check.message_zh.format_map(facts),
            "message_en": check.message_en.format_map(facts),
        }


def _as_text(value: object) -> str:
    """A number without the zeros that its scale adds; nothing for nothing."""
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
