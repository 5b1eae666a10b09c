"""Checking a batch: suites and rules on what it is about to publish, and a verdict for every draft held back."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from expectations.check import check
from expectations.data_docs import write_data_docs
from expectations.findings import findings_of
from expectations.gate import decide
from expectations.policy import policy_of
from expectations.reasons import reason
from expectations.rule_results import rule_results
from flows.checked import Checked
from flows.errors import ChecksNotRun
from flows.manifest import Work
from flows.normalising import normalised_partition, scan_normalised
from flows.ruling import rules_on_drafts
from flows.settings import Settings
from warehouse.partitions import partitions_in
from warehouse.quarantine import Reason


def check_batch(work: Work, settings: Settings, *, strict: bool, data_docs: Path | None) -> int:
    """Run the suites, the rules that see one draft, and the gate; return how many drafts are held back.

    Raises GateFileWrong where the warehouse's own gate.toml cannot be used, and ChecksNotRun where a critical
    check could not run: then nothing is known of any draft.
    """
    policy = policy_of(work.warehouse)
    outcome = check(
        scan_normalised(work, "documents").collect(),
        scan_normalised(work, "projects"),
        scan_normalised(work, "indicators"),
        work.batch_id,
        policy=policy,
        strict=strict,
    )
    run = rules_on_drafts(
        partitions_in(work.tables, "documents", several=True),
        lambda table, place: normalised_partition(work, table, *place),
    )
    results = pl.concat([outcome.results, rule_results(run, work.batch_id)])
    unknown = results.filter(status="error", severity="critical")
    if unknown.height:
        raise ChecksNotRun("；".join(unknown["message_zh"]))
    failures = pl.concat([outcome.failures, run.findings])
    verdicts = _unreadable(work, settings) | decide(failures, policy, strict=strict)
    Checked(work).keep(verdicts, results, findings_of(failures, work.batch_id))
    if data_docs:
        write_data_docs(outcome, data_docs)
    return len(verdicts)


def _unreadable(work: Work, settings: Settings) -> dict[str, tuple[Reason, ...]]:
    """Reasons for the files that could not be opened, and for those that could not be read."""
    codes: list[tuple[str, str | None, str, tuple[int, ...]]]
    codes = [(entry.document_id, entry.code, "", ()) for entry in work.entries("refused")]
    codes += [(one.document_id, one.code, one.detail, one.at_pages) for one in work.results()]
    limits = {"too_large": f"{settings.file_mib} MiB", "memory": f"{settings.draft_memory_mib} MiB"}
    seconds = f"{settings.draft_seconds:.0f}"
    return {
        one: (
            reason(code, pages=pages, detail=detail, limit=detail or limits.get(code, ""), seconds=seconds),
        )
        for one, code, detail, pages in codes
        if code
    }
