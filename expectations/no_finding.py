"""The expectation that carries a rule. Import it only after ``load_library``: it needs the library."""

from __future__ import annotations

from typing import Any

from great_expectations.expectations.core.expect_column_values_to_be_in_set import (
    ExpectColumnValuesToBeInSet,
)


class ExpectNoFinding(ExpectColumnValuesToBeInSet):
    """Expect a rule's flags to hold no finding: a row a finding (1), a row that passed (0)."""

    value_set: Any = (0.0,)
