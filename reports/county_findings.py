"""What the rules found in each county of a release, as the quality page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from reports.finding_counts import (
    COUNTED_BY,
    counted_rows,
    numbers,
    rules_of,
    share_of,
    with_held,
)
from reports.words import Language
from warehouse.severity import gravity


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


def county_findings(
    results: pl.DataFrame, findings: pl.DataFrame, documents: pl.DataFrame, language: Language
) -> list[CountyFindings]:
    """The counties in which something was found, those with the most grave findings first.

    ``documents`` has a column ``county`` as in ``quality_summary.counties``.
    """
    rules = rules_of(results, language)
    of_county = documents.select("document_id", "county")
    counts = (
        with_held(findings, documents)
        .join(of_county, on="document_id", how="left")
        .group_by("county", "rule", "severity")
        .agg(*numbers())
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
    counted = counted_rows(documents.filter(own, status="published"))
    told = []
    for rule, severity, number, held, waived in counts.select(
        "rule", "severity", "len", "held", "waived"
    ).iter_rows():
        name, table = rules.get(rule, (rule, "documents"))
        share = share_of(number - held, counted[COUNTED_BY[table]])
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
        share_of(sum(severities.values()) - held, counted["indicator_count"]),
        told,
    )
