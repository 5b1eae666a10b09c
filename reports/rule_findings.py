"""What each rule found on the drafts of a release, as the quality page shows it, with its trend and a few examples.

Shares and rates are those of the published drafts, whose rows are counted everywhere else; what was found on drafts in
quarantine is told beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import polars as pl

from reports.finding_counts import (
    COUNTED_BY,
    RULE_SUITES,
    counted_rows,
    numbers,
    rules_of,
    share_of,
    with_held,
)
from reports.places import place_of
from reports.words import Language
from warehouse.severity import gravity

_EXAMPLES = 3


class Example(NamedTuple):
    """One finding, with all that leads to it. ``told`` is what was found."""

    finding_id: str
    county: str
    department: str
    file_name: str
    place: str
    project: str
    told: str


class RuleFindings(NamedTuple):
    """One rule. ``held`` of the ``findings``, and ``held_drafts`` of the ``drafts``, are in quarantine.

    ``percent`` (0–100): findings over rows checked, of published drafts; ``trend``: the share in each batch's own drafts, oldest
    first, this batch's last, None where a batch says nothing of it; ``scale``: the greatest of them.
    """

    rule: str
    name: str
    severity: str
    findings: int
    held: int
    waived: int
    drafts: int
    held_drafts: int
    percent: float | None
    trend: Sequence[float | None]
    scale: float
    examples: Sequence[Example]


def rule_findings(
    results: pl.DataFrame,
    findings: pl.DataFrame,
    documents: pl.DataFrame,
    history: pl.DataFrame,
    language: Language,
) -> list[RuleFindings]:
    """The rules that found something on the drafts of the release, the gravest first, then the most frequent.

    ``results`` are the batch's rows of expectation_results, ``history`` those of the batches before, oldest first;
    ``findings`` those on ``documents``, with the columns that ``warehouse.findings.find`` adds.
    """
    rules = rules_of(results, language)
    own = results.filter(pl.col("suite").is_in(RULE_SUITES)).select("rule", "unexpected_percent")
    trends: dict[str, list[float | None]] = {}
    for shares in (history.select("rule", "unexpected_percent"), own):
        for rule, told in shares.group_by("rule", maintain_order=True).agg("unexpected_percent").iter_rows():
            trends[rule] = [*trends.get(rule, []), *told]
    counted = counted_rows(documents.filter(status="published"))
    rows = (
        with_held(findings, documents)
        .group_by("rule", "severity", maintain_order=True)
        .agg(*numbers(), pl.col("document_id").n_unique().alias("drafts"), _held_drafts())
        .sort(gravity(), "len", "rule", descending=[False, True, False])
    )
    told = []
    for row in rows.iter_rows(named=True):
        name, table = rules.get(row["rule"], (row["rule"], "documents"))
        trend = trends.get(row["rule"], [])
        told.append(
            RuleFindings(
                row["rule"],
                name,
                row["severity"],
                row["len"],
                row["held"],
                row["waived"],
                row["drafts"],
                row["held_drafts"],
                share_of(row["len"] - row["held"], counted[COUNTED_BY[table]]),
                trend,
                _greatest(trend),
                _examples(findings.filter(rule=row["rule"], severity=row["severity"]), language),
            )
        )
    return told


def _examples(findings: pl.DataFrame, language: Language) -> list[Example]:
    """A few findings, of different counties where there are, those that are open before the others."""
    first = pl.col("document_id").cum_count().over("county_code", "county_name")
    rows = findings.with_columns(nth=first, settled=pl.col("status") != "open")
    shown = rows.sort("settled", "nth", maintain_order=True).head(_EXAMPLES)
    return [
        Example(
            row["finding_id"],
            row["county_name"] or row["county_code"] or "",
            row["department_name"] or "",
            row["file_name"] or "",
            place_of(row, language),
            row["project_name"] or "",
            # findings are told in Chinese alone
            (row["message_zh"] if language == "zh" else row["observed"]) or "",
        )
        for row in shown.iter_rows(named=True)
    ]


def _held_drafts() -> pl.Expr:
    return pl.col("document_id").filter("held").n_unique().alias("held_drafts")


def _greatest(shares: Iterable[float | None]) -> float:
    return max((share for share in shares if share is not None), default=0.0)
