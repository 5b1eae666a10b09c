"""The shape of table expectation_results as the checks give it."""

from __future__ import annotations

import polars as pl

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
"""One row a check; ``status`` is passed, failed or error, and ``success`` is null for an error: a check that could
not run has neither passed nor failed."""
