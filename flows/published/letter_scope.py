"""What of a county's drafts its letter tells of: what the county can act on, of the severities asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from expectations.for_county import reasons_of_reading, rules_of_reading
from warehouse.quarantine import read_quarantine
from warehouse.severity import Severity


@dataclass(frozen=True)
class Scope:
    """Rows of documents and findings as a letter takes them, and what was left out of it.

    A draft that is held back for reasons of reading alone has no ``status_reason``. ``doubts``: how many open findings
    doubt what was read here, by rule; ``held_back``: files held back for such reasons alone; ``slighter``: how many
    open findings are of other severities than those asked for.
    """

    documents: pl.DataFrame
    findings: pl.DataFrame
    doubts: dict[str, int]
    held_back: tuple[str, ...]
    slighter: int


def scope_of(
    root: Path, documents: pl.DataFrame, findings: pl.DataFrame, severities: Collection[Severity]
) -> Scope:
    """Part what is for the county from what is not. ``severities``: those to tell of; none are all."""
    is_doubt = pl.col("rule").is_in(rules_of_reading())
    still_open = findings.filter(status="open")
    doubts = still_open.filter(is_doubt)["rule"].value_counts().sort("rule")
    told = findings.filter(~is_doubt)
    asked_for = told.filter(pl.col("severity").is_in(list(severities))) if severities else told
    reasons = {
        row["document_id"]: _reasons(root, row["document_id"], row["status_reason"])
        for row in documents.filter(status="quarantined").iter_rows(named=True)
    }
    own = pl.col("document_id").is_in(list(reasons))
    told_why = pl.col("document_id").replace_strict(reasons, default=None, return_dtype=pl.String)
    nothing_told = [document for document, reason in reasons.items() if reason is None]
    return Scope(
        documents.with_columns(status_reason=pl.when(own).then(told_why).otherwise("status_reason")),
        asked_for,
        dict(doubts.rows()),
        tuple(documents.filter(pl.col("document_id").is_in(nothing_told))["file_name"]),
        told.filter(status="open").height - asked_for.filter(status="open").height,
    )


def _reasons(root: Path, document_id: str, told: str | None) -> str | None:
    """Why a draft is held back, as far as the county can mend it. An older release's cases may be closed: as told there."""
    why = read_quarantine(root, document_id)
    if why is None:
        return told
    mendable = [one.message_zh for one in why.reasons if one.code not in reasons_of_reading()]
    return "；".join(mendable) or None
