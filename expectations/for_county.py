"""What a letter to a county may say: which findings and reasons it can act on, and how sure an expectation is."""

from __future__ import annotations

from functools import cache

from expectations.reasons import reason_texts
from expectations.rules.registry import rules
from expectations.rules.rule import ExpectedIs
from expectations.suite import suites


@cache
def rules_of_reading() -> frozenset[str]:
    """The rules whose findings doubt what was read here: a county can do nothing about them."""
    checks = (check for suite in suites() for check in suite.check)
    return frozenset(
        [rule.file.id for rule in rules() if not rule.file.for_county]
        + [check.rule for check in checks if not check.for_county]
    )


@cache
def reasons_of_reading() -> frozenset[str]:
    """The codes of the reasons for quarantine that a county can do nothing about."""
    return frozenset(code for code, text in reason_texts().items() if not text.for_county)


@cache
def unsure_expectations() -> dict[str, ExpectedIs]:
    """Which rules only guess at what should stand there, or tell what they compared with."""
    return {rule.file.id: rule.file.expected_is for rule in rules() if rule.file.expected_is != "required"}
