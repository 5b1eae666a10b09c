"""The one door to Great Expectations: a suite and a frame in, one verdict an expectation out.

Polars frames are not accepted by the library, and object decimals in pandas make it hang, so a frame goes in
as pandas floats and strings, with only the columns that are looked at. Nothing is stored and nothing is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from expectations.held import held
from expectations.library import load_library
from expectations.suite import Check, Suite

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuite, ExpectationSuiteValidationResult
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult

# Rows of every breach, by position; without the values, which the frame still has.
_WITH_ROWS = {
    "result_format": "COMPLETE",
    "exclude_unexpected_values": True,
    "return_unexpected_index_query": False,
}
# SUMMARY would look for the place of every breach as well, only to leave it out: two metrics of six
_COUNTS_ONLY = {"result_format": "BASIC", "partial_unexpected_count": 0}


@dataclass(frozen=True)
class Verdict:
    """What came of one check. ``error`` is set when it could not run; then the rest says nothing."""

    check: Check
    expectation: str
    success: bool
    error: str | None
    element_count: int | None
    unexpected_count: int | None
    unexpected_percent: float | None
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Validation:
    """The verdicts on one table, and the library's own results for its Data Docs."""

    table: str
    verdicts: tuple[Verdict, ...]
    raw: tuple[ExpectationSuiteValidationResult, ...]


def validate(suite: Suite, frame: pl.DataFrame, with_rows: Callable[[Check], bool]) -> Validation:
    """Runs ``suite`` on ``frame``; positions of failing rows are kept for the checks that ``with_rows`` names.

    A column that the frame lacks makes its checks errors, not failures.
    """
    verdicts: dict[int, Verdict] = {}
    raw = []
    with held(suite.table, frame.select(_looked_at(suite, frame))) as batch:
        for located, result_format in ((True, _WITH_ROWS), (False, _COUNTS_ONLY)):
            chosen = [n for n, check in enumerate(suite.check) if with_rows(check) == located]
            if chosen:
                result = batch.validate(_gx_suite(suite, chosen), result_format=result_format)
                verdicts.update(_verdict(suite, one) for one in result.results)
                raw.append(result)
    return Validation(suite.table, tuple(verdicts[n] for n in range(len(suite.check))), tuple(raw))


def _looked_at(suite: Suite, frame: pl.DataFrame) -> list[pl.Expr]:
    """The columns of the suite as pandas can take them: decimals as floats, blank text as missing."""
    wanted = sorted({column for check in suite.check for column in check.columns} & set(frame.columns))
    return [_for_pandas(column, frame.schema[column]) for column in wanted]


def _for_pandas(column: str, dtype: pl.DataType) -> pl.Expr:
    if isinstance(dtype, pl.Decimal):
        return pl.col(column).cast(pl.Float64)
    if dtype == pl.String:
        return pl.when(pl.col(column).str.strip_chars() != "").then(column).alias(column)
    return pl.col(column)


def _gx_suite(suite: Suite, chosen: list[int]) -> ExpectationSuite:
    gx = load_library()
    gx_suite: ExpectationSuite = gx.ExpectationSuite(
        name=suite.table,
        expectations=[
            getattr(gx.expectations, check.type)(
                **check.kwargs, severity=check.severity, notes=check.text_zh, meta={"position": position}
            )
            for position, check in ((n, suite.check[n]) for n in chosen)
        ],
    )
    return gx_suite


def _verdict(suite: Suite, result: ExpectationValidationResult) -> tuple[int, Verdict]:
    """One result and the position of its check, which it carries because results come in another order."""
    config, counts = result.expectation_config, result.result
    if config is None:
        raise RuntimeError("Great Expectations returned a result without its expectation")
    position: int = config.meta["position"]
    error = error_of(result.exception_info)
    return position, Verdict(
        check=suite.check[position],
        expectation=config.type,
        success=bool(result.success) and error is None,
        error=error,
        element_count=counts.get("element_count"),
        unexpected_count=counts.get("unexpected_count"),
        unexpected_percent=counts.get("unexpected_percent"),
        rows=tuple(counts.get("unexpected_index_list") or ()),
    )


def error_of(exception_info: dict[str, Any]) -> str | None:
    """Why an expectation could not run, or None.

    The library reports an exception once, or once a metric that it needed, keyed by the metric.
    """
    several = [info for info in exception_info.values() if isinstance(info, dict)]
    for info in several or [exception_info]:
        if info.get("raised_exception"):
            return str(info.get("exception_message") or "unknown error")
    return None
