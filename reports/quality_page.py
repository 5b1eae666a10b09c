"""The quality page: which drafts of a batch can be trusted, which cannot and why, in one offline HTML file.

Everything the page shows comes from county documents or from checks on them, so every value is escaped, and a
content security policy forbids the browser to load or run anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from reports.desk_lines import corrected_lines, waived_lines
from reports.pages import environment
from reports.quality_summary import checked_tables, could_not_run, counties, leftovers
from reports.rule_findings import county_findings, rule_findings
from reports.words import Language, words
from warehouse.atomic import write_bytes
from warehouse.quarantine import Why

# A province's worst batch must still open: longer lists end with how many more there are.
LONGEST_LIST = 500


class BatchFacts(NamedTuple):
    """What the page is written from: rows of the batch as the tables of the contract hold them.

    ``batch`` is the batch's row of table batches; ``documents`` and ``projects`` its drafts; ``results`` all
    columns of ``CheckOutcome.results``; ``findings`` of table findings; ``quarantined`` one why.json a draft;
    ``history`` the rules' rows of expectation_results of some batches before, oldest first; ``waivers`` and
    ``corrections`` the lines of people as the batch left them, see desk_lines.py.
    """

    batch: Mapping[str, Any]
    documents: pl.DataFrame
    projects: pl.LazyFrame
    results: pl.DataFrame
    findings: pl.DataFrame
    quarantined: Sequence[Why]
    history: pl.DataFrame
    waivers: pl.DataFrame
    corrections: pl.DataFrame


def write_quality_page(target: Path, facts: BatchFacts, language: Language) -> Path:
    """Writes the page to ``target`` in one step and returns it. One HTML file without links.

    Findings are told in Chinese; in English an example is what the draft says.
    """
    return write_bytes(target, quality_page(facts, language).encode())


def quality_page(facts: BatchFacts, language: Language) -> str:
    """The page as HTML."""
    results, findings, documents = facts.results, facts.findings, facts.documents
    county_of = {
        row["document_id"]: row["county_name"] or row["county_code"]
        for row in documents.select("document_id", "county_name", "county_code").iter_rows(named=True)
    }
    rule_names = dict(results.select("rule", f"message_{language}").iter_rows())
    return (
        environment()
        .get_template("quality.html")
        .render(
            t=words("quality", language),
            language=language,
            batch=facts.batch,
            quarantined=[(why, county_of.get(why.document_id)) for why in facts.quarantined],
            counties=counties(documents, facts.projects),
            tables=checked_tables(results, language),
            could_not_run=could_not_run(results, language),
            leftovers=leftovers(documents),
            rules=rule_findings(results, findings, facts.history, language),
            county_findings=county_findings(results, findings, documents, language),
            waivers=waived_lines(facts.waivers, rule_names),
            corrections=corrected_lines(facts.corrections, language),
            longest=LONGEST_LIST,
        )
    )
