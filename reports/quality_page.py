"""The quality page: which drafts of a batch can be trusted, which cannot and why, in one offline HTML file.

Everything the page shows comes from county documents or from checks on them, so every value is escaped, and a
content security policy forbids the browser to load or run anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from reports.pages import environment
from reports.quality_summary import (
    UNKNOWN_COUNTY,
    checked_tables,
    could_not_run,
    counties,
    leftovers,
)
from reports.rule_findings import county_findings, rule_findings
from warehouse.atomic import write_bytes
from warehouse.quarantine import Why

SEVERITIES = {"critical": "严重", "warning": "警告", "info": "提示"}
# A province's worst batch must still open: longer lists end with how many more there are.
LONGEST_LIST = 500


class BatchFacts(NamedTuple):
    """What the page is written from: rows of the batch as the tables of the contract hold them.

    ``batch`` is the batch's row of table batches; ``documents`` and ``projects`` its drafts; ``results`` all
    columns of ``CheckOutcome.results``; ``findings`` of table findings; ``quarantined`` one why.json a draft;
    ``history`` the rules' rows of expectation_results of some batches before, oldest first.
    """

    batch: Mapping[str, Any]
    documents: pl.DataFrame
    projects: pl.LazyFrame
    results: pl.DataFrame
    findings: pl.DataFrame
    quarantined: Sequence[Why]
    history: pl.DataFrame


def write_quality_page(target: Path, facts: BatchFacts) -> Path:
    """Writes the page to ``target`` in one step and returns it. One HTML file, in Chinese, without links."""
    return write_bytes(target, quality_page(facts).encode())


def quality_page(facts: BatchFacts) -> str:
    """The page as HTML."""
    county_of = {
        row["document_id"]: row["county_name"] or row["county_code"] or UNKNOWN_COUNTY
        for row in facts.documents.select("document_id", "county_name", "county_code").iter_rows(named=True)
    }
    return (
        environment()
        .get_template("quality.html")
        .render(
            batch=facts.batch,
            severities=SEVERITIES,
            quarantined=[(why, county_of.get(why.document_id, UNKNOWN_COUNTY)) for why in facts.quarantined],
            counties=counties(facts.documents, facts.projects),
            tables=checked_tables(facts.results),
            could_not_run=could_not_run(facts.results),
            leftovers=leftovers(facts.documents),
            rules=rule_findings(facts.results, facts.findings, facts.history),
            county_findings=county_findings(facts.results, facts.findings, facts.documents),
            longest=LONGEST_LIST,
        )
    )
