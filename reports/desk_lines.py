"""Corrections and waivers of people as the quality page shows them, those without effect first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

from reports.words import Language
from warehouse.desk.correctable import shown_name

_WORST_FIRST = ("conflicting", "unknown", "expired", "unneeded", "applied")


class WaivedLine(NamedTuple):
    """One line of waivers.csv: whose finding of which rule, how many findings it waives, why, who and when."""

    county: str
    rule: str
    rule_name: str
    place: list[str]
    observed: str
    findings: int
    line: int
    reason: str
    author: str | None
    written_at: str | None


class CorrectedLine(NamedTuple):
    """One line of corrections.csv on one draft; ``order`` sorts statuses, ``found`` is what the draft says there."""

    order: int
    status: str
    county: str
    place: list[str]
    field: str
    old: str | None
    new: str | None
    found: str | None
    line: int
    reason: str
    author: str | None
    written_at: str | None


def waived_lines(waivers: pl.DataFrame, rule_names: Mapping[str, str]) -> list[WaivedLine]:
    """``waivers``: rows of waivers_applied with ``county_name``; expired ones first, then county by county and rule by rule."""
    lines = [
        WaivedLine(
            row["county_name"] or row["county_code"] or "",
            row["rule"] or "",
            rule_names.get(row["rule"], ""),
            _told(row, "department_name", "project", "indicator_name"),
            row["observed"] or "",
            row["findings"],
            row["line"],
            row["reason"],
            row["author"],
            row["written_at"],
        )
        for row in waivers.sort("county_code", "rule", "line", nulls_last=True).iter_rows(named=True)
    ]
    return sorted(lines, key=lambda line: line.findings > 0)


def corrected_lines(corrections: pl.DataFrame, language: Language) -> list[CorrectedLine]:
    """``corrections``: rows of corrections_applied with ``county_name``, ``file_name``, ``project_name``, ``indicator_name``."""
    lines = [
        CorrectedLine(
            _WORST_FIRST.index(row["status"]),
            row["status"],
            row["county_name"] or row["county_code"] or "",
            _told(row, "project_name", "indicator_name") or _told(row, "file_name"),
            shown_name(row["field"]) if language == "zh" else row["field"],
            row["old"],
            row["new"],
            row["found"],
            row["line"],
            row["reason"],
            row["author"],
            row["written_at"],
        )
        for row in corrections.sort("county_code", "line", nulls_last=True).iter_rows(named=True)
    ]
    return sorted(lines, key=lambda line: line.order)


def _told(row: Mapping[str, Any], *names: str) -> list[str]:
    return [row[name] for name in names if row[name]]
