"""The rules that a person may ask a release's findings for."""

from __future__ import annotations

from collections.abc import Iterable

from expectations.rule_ids import rule_ids
from warehouse.names import UnknownName
from warehouse.release import Release


def check_rules(wanted: Iterable[str], release: Release) -> None:
    """Raise UnknownName for a rule that neither this program nor the release has: it never finds anything."""
    checked = release.scan("expectation_results").select("rule").unique().collect()["rule"].drop_nulls()
    own = rule_ids()
    for name in wanted:
        if name not in own | set(checked):
            raise UnknownName("rule", name, own)
