"""Every rule there is: R01 to R30, and those that the suites' checks are called by."""

from __future__ import annotations

from expectations.rules.registry import rules
from expectations.suite import suites


def rule_ids() -> frozenset[str]:
    """The ids that a finding or a failed check may name."""
    return frozenset(rule.file.id for rule in rules()) | {
        check.rule for suite in suites() for check in suite.check
    }
