"""From a staged release to a published one: the batch's own record, quarantine, the flip."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from flows.intake.addresses import folder_county, kept_sources, path_in_source
from flows.intake.manifest import Entry, Work, read_lines
from flows.intake.normalising import scan_normalised
from flows.judging.cases import owner_unread
from flows.judging.checked import Checked, Verdicts
from flows.texts import say_in_both
from flows.version import CODE_VERSION
from warehouse.publishing import publish
from warehouse.quarantine import WhatWasRead, Why, keep_open_cases, put_quarantine, read_quarantine
from warehouse.release import Release
from warehouse.schema import TABLES
from warehouse.severity import GRAVEST_FIRST
from warehouse.staging import scan_staged, staged_id, write_table
from warehouse.store import Warehouse

_BATCHES_KEPT = 200  # whose expectation results stay in the release; older ones are in older releases


def record_batch(work: Work, staged: Path, started_at: datetime) -> None:
    """Append the batch and its expectation results to the release's record."""
    checked = Checked(work)
    batch = pl.DataFrame(
        [_batch(work, staged, started_at)], schema=TABLES["batches"].polars_schema(), orient="row"
    )
    batches = scan_staged(staged, "batches").sort("finished_at", "batch_id").collect()
    write_table(staged, "batches", pl.concat([batches, batch]))
    results = TABLES["expectation_results"].conform(checked.results())
    last = batches["batch_id"].tail(_BATCHES_KEPT).implode()
    before = scan_staged(staged, "expectation_results").filter(pl.col("batch_id").is_in(last)).collect()
    write_table(staged, "expectation_results", pl.concat([before, results]))


def _batch(work: Work, staged: Path, started_at: datetime) -> dict[str, object]:
    entries = list(read_lines(work.found, Entry))
    outcomes: dict[str, int] = {
        outcome: sum(entry.outcome == outcome for entry in entries) for outcome in ("unchanged", "duplicate")
    }
    tried = pl.Series(list(work.tried()), dtype=pl.String)
    documents = scan_staged(staged, "documents").filter(pl.col("document_id").is_in(tried.implode()))
    # a draft held back for which a newer file stands asks nothing of anybody: its case is closed already
    for status in ("superseded", "quarantined"):
        outcomes[status] = documents.filter(status=status).collect().height
    results = work.results()
    own = scan_staged(staged, "documents").filter(batch_id=work.batch_id)
    findings = (
        scan_staged(staged, "findings").join(own, on="document_id", how="semi").select("severity").collect()
    )
    return {
        "batch_id": work.batch_id,
        "release_id": staged_id(staged),
        "started_at": started_at,
        "finished_at": datetime.now(UTC),
        "files_found": len(entries),
        "published": len(entries) - sum(outcomes.values()),
        **outcomes,
        "pages": sum(result.pages for result in results),
        "projects": sum(result.projects for result in results),
        "indicators": sum(result.indicators for result in results),
        **{f"findings_{severity}": findings.filter(severity=severity).height for severity in GRAVEST_FIRST},
        "code_version": CODE_VERSION,
        "rules_digest": Checked(work).rules_digest(),
        "checked_again": Checked(work).checked_again(),
    }


def publish_batch(work: Work, staged: Path) -> Release:
    """Write the quarantine cases, then make the staged release the current one."""
    verdicts = Checked(work).verdicts()
    for case in _cases(work, verdicts):
        put_quarantine(work.warehouse, case.document_id, case)
    release = publish(staged, Warehouse(work.warehouse), work.batch_id, CODE_VERSION)
    still_open = release.scan("documents").filter(status="quarantined").collect()["document_id"]
    keep_open_cases(work.warehouse, set(still_open))
    return release


def quarantined(work: Work) -> list[Why]:
    """The ``why.json`` of every draft that the batch holds back, once it is published; closed cases have none."""
    cases = (read_quarantine(work.warehouse, document_id) for document_id in Checked(work).verdicts())
    return [case for case in cases if case]


def _cases(work: Work, verdicts: Verdicts) -> list[Why]:
    files, sources = work.tried(), kept_sources(work)
    documents = scan_normalised(work, "documents").collect()
    read = {row["document_id"]: row for row in documents.iter_rows(named=True)}
    cases = []
    for document_id, reasons in verdicts.items():
        document = read.get(document_id)
        how_to_close_zh, how_to_close_en = _how_to_close(document)
        cases.append(
            Why(
                document_id=document_id,
                file_name=files[document_id].name,
                source_uri=files[document_id].uri,
                path=path_in_source(files[document_id].uri, sources),
                folder_county=None if _tells_county(document) else folder_county(files[document_id].uri),
                batch_id=work.batch_id,
                reasons=reasons,
                what_was_read=_what_was_read(document),
                how_to_close_zh=how_to_close_zh,
                how_to_close_en=how_to_close_en,
                at=datetime.now(UTC),
            )
        )
    return cases


def _how_to_close(document: dict[str, Any] | None) -> tuple[str, str]:
    """What closes the case, in Chinese and English: for one whose owner is not known, the same address."""
    unread = owner_unread(document or {})
    if not unread:
        return say_in_both("quarantine.how_to_close")
    texts = say_in_both("quarantine.how_to_close_unread")
    names = [say_in_both(f"quarantine.{name}") for name in unread]
    zh, en = ("、".join(one for one, _ in names), ", ".join(one for _, one in names))
    return texts[0].format(unread=zh), texts[1].format(unread=en)


def _tells_county(document: dict[str, Any] | None) -> bool:
    return "county" not in owner_unread(document or {})


def _what_was_read(document: dict[str, Any] | None) -> WhatWasRead:
    if document is None:
        return WhatWasRead()
    return WhatWasRead(
        pages=document["page_count"],
        toc_projects=document["toc_project_count"],
        projects=document["project_count"],
        indicators=document["indicator_count"],
        cells=document["cell_count"],
        leftover_cells=document["leftover_cell_count"],
    )
