"""The expectation that carries a rule. Import it only after ``load_library``: it needs the library."""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.expectations.expectation import ColumnAggregateExpectation

FINDINGS = "column.max"


class ExpectNoFinding(ColumnAggregateExpectation):
    """Expect a rule to have found nothing: its column holds one number, that of its findings."""

    metric_dependencies: ClassVar[tuple[str, ...]] = (FINDINGS,)
    success_keys: ClassVar[tuple[str, ...]] = ()

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG002 - as the library calls it
        execution_engine: object = None,  # noqa: ARG002 - as the library calls it
    ) -> dict[str, Any]:
        found = int(metrics[FINDINGS])
        return {"success": found == 0, "result": {"observed_value": found}}
