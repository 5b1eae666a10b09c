"""The quality page: what stands in the warehouse, which drafts can be trusted, which cannot and why, in one offline HTML file.

Everything the page shows comes from county documents or from checks on them, so every value is escaped, and a
content security policy forbids the browser to load or run anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from reports.county_findings import county_findings
from reports.desk_lines import corrected_lines, waived_lines
from reports.gate_words import Gate, exceptions
from reports.pages import environment
from reports.places import place
from reports.quality_summary import checked_tables, could_not_run, counties, leftovers
from reports.rule_findings import rule_findings
from reports.words import Language, words
from warehouse.atomic import write_bytes
from warehouse.quarantine import Reason, Why
from warehouse.shell import argument

# A province's worst batch must still open: longer lists end with how many more there are.
LONGEST_LIST = 500


class PageFacts(NamedTuple):
    """What the page is written from.

    Of the release: ``documents`` with a column ``county`` (which county a draft counts for), ``projects``, ``findings`` with the
    columns that ``warehouse.findings.find`` adds, ``quarantined`` one why.json an open case, ``waivers`` and ``corrections`` the
    lines of people (desk_lines.py). Of the batch: ``batch``, its row of table batches; ``results``, all columns of
    ``CheckOutcome.results``; ``duplicates`` (path, same_as) and ``closed`` (file names of closed cases). ``replaced``: superseded
    drafts, as flows/releasing/replaced.py tells them. ``history``: the rules' rows of expectation_results of some
    batches before, oldest first. ``option``: what a command needs besides to find the warehouse.
    """

    batch: Mapping[str, Any]
    documents: pl.DataFrame
    projects: pl.LazyFrame
    results: pl.DataFrame
    findings: pl.DataFrame
    quarantined: Sequence[Why]
    replaced: Sequence[Mapping[str, Any]]
    duplicates: Sequence[Mapping[str, Any]]
    closed: Sequence[str]
    history: pl.DataFrame
    waivers: pl.DataFrame
    corrections: pl.DataFrame
    gate: Gate
    option: str


class Held(NamedTuple):
    """An open case: its reasons with their places. ``earlier``: not of this batch; ``hint``: the county of its folder."""

    path: str
    county: str
    hint: str
    earlier: bool
    reasons: Sequence[tuple[Reason, str]]
    how_to_close: str


def write_quality_page(target: Path, facts: PageFacts, language: Language) -> Path:
    """Writes the page to ``target`` in one step and returns it. One HTML file without links to others.

    Findings are told in Chinese; in English an example is what the draft says.
    """
    return write_bytes(target, quality_page(facts, language).encode())


def quality_page(facts: PageFacts, language: Language) -> str:
    """The page as HTML."""
    results, findings, documents = facts.results, facts.findings, facts.documents
    rule_names = dict(results.select("rule", f"message_{language}").iter_rows())
    text = words("quality", language)
    return (
        environment()
        .get_template("quality.html")
        .render(
            t=text,
            language=language,
            batch=facts.batch,
            quarantined=_held(facts, language),
            missing=[one for one in facts.replaced if one["missing"]],
            replaced=[one for one in facts.replaced if not one["earlier"]],
            duplicates=facts.duplicates,
            closed=facts.closed,
            counties=counties(documents, facts.projects),
            tables=checked_tables(results, language),
            could_not_run=could_not_run(results, language),
            leftovers=leftovers(documents),
            rules=rule_findings(results, findings, documents, facts.history, language),
            county_findings=county_findings(results, findings, documents, language),
            waivers=waived_lines(facts.waivers, rule_names),
            corrections=corrected_lines(facts.corrections, language),
            gate=facts.gate,
            gate_exceptions=exceptions(facts.gate, text),
            option=facts.option,
            argument=argument,
            longest=LONGEST_LIST,
        )
    )


def _held(facts: PageFacts, language: Language) -> list[Held]:
    """The open cases, this batch's first."""
    documents = {row["document_id"]: row for row in facts.documents.iter_rows(named=True)}
    cases = []
    for why in facts.quarantined:
        row = documents.get(why.document_id, {})
        where = row.get("format"), row.get("sheet_names")
        cases.append(
            Held(
                why.path or why.file_name,
                row.get("county_name") or row.get("county_code") or "",
                why.folder_county or "",
                why.batch_id != facts.batch["batch_id"],
                [(reason, place(*where, *reason.pages, lang=language)) for reason in why.reasons],
                why.how_to_close_zh if language == "zh" else why.how_to_close_en,
            )
        )
    return sorted(cases, key=lambda case: (case.earlier, case.path))
