"""What the rules found on the drafts of a release, as the quality page shows it: by rule with its trend, and by county.

Shares and rates are those of the published drafts, whose rows are counted everywhere else; what was found on drafts in
quarantine is told beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from reports.places import place_of
from reports.words import Language
from warehouse.severity import gravity

RULE_SUITES = ("rules", "release_rules")
_COUNTED_BY = {"documents": "drafts", "projects": "project_count", "indicators": "indicator_count"}
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


class CountyRule(NamedTuple):
    """One rule in one county. ``percent`` (0–100): findings over what the county has to check, of published drafts."""

    rule: str
    name: str
    severity: str
    findings: int
    waived: int
    percent: float | None


class CountyFindings(NamedTuple):
    """One county: findings by severity, and by rule, the gravest first.

    ``per_hundred``: those on published drafts over 100 of their indicators; ``held``: those on drafts in quarantine.
    """

    name: str
    code: str
    critical: int
    warning: int
    info: int
    held: int
    waived: int
    per_hundred: float | None
    rules: Sequence[CountyRule]


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
    rules = _rules(results, language)
    own = results.filter(pl.col("suite").is_in(RULE_SUITES)).select("rule", "unexpected_percent")
    trends: dict[str, list[float | None]] = {}
    for shares in (history.select("rule", "unexpected_percent"), own):
        for rule, told in shares.group_by("rule", maintain_order=True).agg("unexpected_percent").iter_rows():
            trends[rule] = [*trends.get(rule, []), *told]
    counted = _counted(documents.filter(status="published"))
    rows = (
        _with_held(findings, documents)
        .group_by("rule", "severity", maintain_order=True)
        .agg(*_numbers(), pl.col("document_id").n_unique().alias("drafts"), _held_drafts())
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
                _share(row["len"] - row["held"], counted[_COUNTED_BY[table]]),
                trend,
                _greatest(trend),
                _examples(findings.filter(rule=row["rule"], severity=row["severity"]), language),
            )
        )
    return told


def county_findings(
    results: pl.DataFrame, findings: pl.DataFrame, documents: pl.DataFrame, language: Language
) -> list[CountyFindings]:
    """The counties in which something was found, those with the most grave findings first.

    ``documents`` has a column ``county`` as in ``quality_summary.counties``.
    """
    rules = _rules(results, language)
    of_county = documents.select("document_id", "county")
    counts = (
        _with_held(findings, documents)
        .join(of_county, on="document_id", how="left")
        .group_by("county", "rule", "severity")
        .agg(*_numbers())
        .sort(gravity(), "len", "rule", descending=[False, True, False])
    )
    by_county = counts.partition_by("county", as_dict=True, maintain_order=True)
    named = documents.filter(pl.col("status") != "superseded").group_by("county")
    names = named.agg(pl.col("county_name", "county_code").drop_nulls().min())
    told = [
        _county(row, by_county[(row["county"],)], documents, rules)
        for row in names.sort("county_code", "county", nulls_last=True).iter_rows(named=True)
        if (row["county"],) in by_county
    ]
    return sorted(told, key=lambda one: (-one.critical, -one.warning, -one.info))


def _county(
    row: Mapping[str, Any],
    counts: pl.DataFrame,
    documents: pl.DataFrame,
    rules: Mapping[str, tuple[str, str]],
) -> CountyFindings:
    severities = dict(counts.group_by("severity").agg(pl.col("len").sum()).iter_rows())
    own = pl.col("county").eq_missing(pl.lit(row["county"]))
    counted = _counted(documents.filter(own, status="published"))
    told = []
    for rule, severity, number, held, waived in counts.select(
        "rule", "severity", "len", "held", "waived"
    ).iter_rows():
        name, table = rules.get(rule, (rule, "documents"))
        share = _share(number - held, counted[_COUNTED_BY[table]])
        told.append(CountyRule(rule, name, severity, number, waived, share))
    held = int(counts["held"].sum())
    return CountyFindings(
        str(row["county_name"] or row["county_code"] or ""),
        str(row["county_code"] or ""),
        severities.get("critical", 0),
        severities.get("warning", 0),
        severities.get("info", 0),
        held,
        int(counts["waived"].sum()),
        _share(sum(severities.values()) - held, counted["indicator_count"]),
        told,
    )


def _rules(results: pl.DataFrame, language: Language) -> dict[str, tuple[str, str]]:
    """Name and table of each rule."""
    rows = results.filter(pl.col("suite").is_in(RULE_SUITES)).iter_rows(named=True)
    return {row["rule"]: (row[f"message_{language}"], row["table"]) for row in rows}


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


def _counted(documents: pl.DataFrame) -> dict[str, int]:
    sums = documents.select(pl.col("project_count", "indicator_count").sum()).row(0, named=True)
    return {"drafts": documents.height, **{name: value or 0 for name, value in sums.items()}}


def _with_held(findings: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    held = documents.filter(status="quarantined")["document_id"].implode()
    return findings.with_columns(held=pl.col("document_id").is_in(held))


def _numbers() -> tuple[pl.Expr, ...]:
    waived = pl.col("status") == "waived"
    return pl.len(), pl.col("held").sum(), waived.sum().alias("waived")


def _held_drafts() -> pl.Expr:
    return pl.col("document_id").filter("held").n_unique().alias("held_drafts")


def _share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _greatest(shares: Iterable[float | None]) -> float:
    return max((share for share in shares if share is not None), default=0.0)
