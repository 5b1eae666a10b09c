"""What the rules found, as the quality page shows it: by rule with its trend, and by county."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from reports.quality_summary import county
from reports.words import Language
from warehouse.severity import gravity

RULE_SUITES = ("rules", "release_rules")
_EXAMPLE: Mapping[Language, str] = {
    "zh": "message_zh",
    "en": "observed",
}  # findings are told in Chinese alone
_COUNTED_BY = {"documents": "drafts", "projects": "project_count", "indicators": "indicator_count"}


class RuleFindings(NamedTuple):
    """One rule in this batch. ``percent`` (0–100): findings over rows checked; ``trend``: the same of the batches
    before, oldest first, None where a batch says nothing of it; ``scale``: the greatest of them all.
    """

    rule: str
    name: str
    severity: str
    findings: int
    waived: int
    drafts: int
    percent: float | None
    trend: Sequence[float | None]
    scale: float
    example: str


class CountyRule(NamedTuple):
    """One rule in one county. ``percent`` (0–100): findings over what the county has to check."""

    rule: str
    name: str
    severity: str
    findings: int
    waived: int
    percent: float | None


class CountyFindings(NamedTuple):
    """One county: findings by severity, all of them over 100 indicators, and by rule, the gravest first."""

    name: str
    code: str
    critical: int
    warning: int
    info: int
    waived: int
    per_hundred: float | None
    rules: Sequence[CountyRule]


def rule_findings(
    results: pl.DataFrame, findings: pl.DataFrame, history: pl.DataFrame, language: Language
) -> list[RuleFindings]:
    """The rules that found something on this batch's drafts, the gravest first, then the most frequent.

    ``results`` are the batch's rows of expectation_results, ``history`` those of the batches before, oldest first.
    """
    own = results.filter(pl.col("suite").is_in(RULE_SUITES))
    before: dict[str, list[float | None]] = {}
    for rule, shares in history.group_by("rule", maintain_order=True).agg("unexpected_percent").iter_rows():
        before[rule] = shares
    rows = (
        findings.group_by("rule", "severity")
        .agg(
            pl.len(),
            _waived(),
            pl.col("document_id").n_unique().alias("drafts"),
            pl.col(_EXAMPLE[language]).min().fill_null("").alias("example"),
        )
        .join(
            own.select("rule", "unexpected_percent", name=f"message_{language}"),
            on="rule",
            how="left",
        )
        .sort(gravity(), "len", "rule", descending=[False, True, False])
    )
    return [
        RuleFindings(
            row["rule"],
            row["name"] or row["rule"],
            row["severity"],
            row["len"],
            row["waived"],
            row["drafts"],
            row["unexpected_percent"],
            trend := before.get(row["rule"], []),
            _greatest([*trend, row["unexpected_percent"]]),
            row["example"],
        )
        for row in rows.iter_rows(named=True)
    ]


def county_findings(
    results: pl.DataFrame, findings: pl.DataFrame, documents: pl.DataFrame, language: Language
) -> list[CountyFindings]:
    """The counties of this batch's drafts, those with the most grave findings first."""
    rules = {
        row["rule"]: (row[f"message_{language}"], row["table"])
        for row in results.filter(pl.col("suite").is_in(RULE_SUITES)).iter_rows(named=True)
    }
    of_county = documents.select("document_id", county())
    counts = (
        findings.join(of_county, on="document_id", how="left")
        .group_by("county", "rule", "severity")
        .agg(pl.len(), _waived())
        .sort(gravity(), "len", "rule", descending=[False, True, False])
    )
    by_county = counts.partition_by("county", as_dict=True, maintain_order=True)
    checked = (
        documents.filter(pl.col("status") != "superseded")
        .group_by(county())
        .agg(
            pl.col("county_name", "county_code").drop_nulls().min(),
            pl.len().alias("drafts"),
            pl.col("project_count").sum(),
            pl.col("indicator_count").sum(),
        )
    )
    counties = [
        _county(row, by_county[(row["county"],)], rules)
        for row in checked.sort("county_code", "county", nulls_last=True).iter_rows(named=True)
        if (row["county"],) in by_county
    ]
    return sorted(counties, key=lambda one: (-one.critical, -one.warning, -one.info))


def _county(
    row: dict[str, object], counts: pl.DataFrame, rules: dict[str, tuple[str, str]]
) -> CountyFindings:
    severities = dict(counts.group_by("severity").agg(pl.col("len").sum()).iter_rows())
    told = []
    for rule, severity, number, waived in counts.select("rule", "severity", "len", "waived").iter_rows():
        name, table = rules.get(rule, (rule, "documents"))
        told.append(CountyRule(rule, name, severity, number, waived, _share(number, row[_COUNTED_BY[table]])))
    return CountyFindings(
        str(row["county_name"] or row["county_code"] or ""),
        str(row["county_code"] or ""),
        severities.get("critical", 0),
        severities.get("warning", 0),
        severities.get("info", 0),
        int(counts["waived"].sum()),
        _share(sum(severities.values()), row["indicator_count"]),
        told,
    )


def _share(part: int, whole: object) -> float | None:
    return 100 * part / whole if isinstance(whole, int) and whole else None


def _greatest(shares: Iterable[float | None]) -> float:
    return max((share for share in shares if share is not None), default=0.0)


def _waived() -> pl.Expr:
    return (pl.col("status") == "waived").sum().alias("waived")
