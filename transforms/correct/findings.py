"""Which findings are open, which a person has waived, and which are about a value that a person has set.

Rules are names here, nothing more: what they look for is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from warehouse.desk.correctable import source_of
from warehouse.desk.waivers import WORDS, Waiver
from warehouse.words import plain

TARGET = ("document_id", "project_id", "indicator_id", "field")


def settle_findings(
    findings: pl.DataFrame, waivers: Sequence[Waiver], corrected: pl.DataFrame
) -> tuple[pl.DataFrame, dict[int, int]]:
    """``findings`` with ``status`` and ``status_reason`` set anew, and how many each waiver's line waives.

    ``findings``: columns of table findings, and ``department_name``, ``project`` and ``indicator_name``, the
    words of its draft. ``corrected``: rows of corrections_applied that were applied. A waiver holds for the
    finding with its id as long as the draft says the same, and for every finding that its words describe.
    A finding that a rule still makes on a corrected field is ``corrected``: a person chose that value.
    """
    by_id = {waiver.finding_id: waiver for waiver in waivers if waiver.finding_id}
    by_words = {_key(waiver.model_dump()): waiver for waiver in waivers if waiver.rule}
    reasons = {tuple(row[:-1]): row[-1] for row in corrected.select(*TARGET, "reason").rows()}
    waived = dict.fromkeys((waiver.line for waiver in waivers), 0)
    statuses: list[tuple[str, str | None]] = []
    for row in findings.iter_rows(named=True):
        waiver = _by_id(row, by_id) or by_words.get(_key(row))
        target = (row["document_id"], row["project_id"], row["indicator_id"], source_of(row["field"] or ""))
        if waiver:
            waived[waiver.line] += 1
            statuses.append(("waived", waiver.reason))
        elif target in reasons:
            statuses.append(("corrected", reasons[target]))
        else:
            statuses.append(("open", None))
    schema = {"status": pl.String, "status_reason": pl.String}
    return findings.with_columns(pl.DataFrame(statuses, schema=schema, orient="row")), waived


def _by_id(row: dict[str, Any], by_id: dict[str, Waiver]) -> Waiver | None:
    waiver = by_id.get(row["finding_id"])
    unchanged = waiver and (not waiver.observed or _word(waiver.observed) == _word(row["observed"]))
    return waiver if unchanged else None


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(_word(row[name]) for name in WORDS)


def _word(value: object) -> str:
    return "" if value is None else plain(str(value))
