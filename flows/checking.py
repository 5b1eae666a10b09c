"""Checking a batch: suites and rules on what it is about to publish, and a verdict for every draft held back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl

from expectations.check import CheckOutcome, check
from expectations.data_docs import write_data_docs
from expectations.findings import findings_of
from expectations.gate import decide
from expectations.policy import Policy, policy_of
from expectations.reasons import reason
from expectations.rule_results import rule_results
from flows.checked import Checked
from flows.errors import ChecksNotRun
from flows.manifest import Work
from flows.normalising import normalised_partition, scan_normalised
from flows.ruling import rules_on_drafts
from flows.settings import Settings
from flows.standing import stand, without
from warehouse.partitions import Partition, partitions_in
from warehouse.quarantine import Reason
from warehouse.schema import TABLES

_NONE = pl.DataFrame(schema={"document_id": pl.String})


def check_batch(work: Work, settings: Settings, *, strict: bool, data_docs: Path | None) -> int:
    """Run the suites, the rules that see one draft, and the gate; return how many drafts are held back.

    Raises GateFileWrong where the warehouse's own gate.toml cannot be used, and ChecksNotRun where a critical
    check could not run: then nothing is known of any draft.
    """
    policy = policy_of(work.warehouse)
    outcome, results, failures = _look_at(work, policy, strict=strict, but_for=_NONE)
    unknown = results.filter(status="error", severity="critical")
    if unknown.height:
        raise ChecksNotRun("；".join(unknown["message_zh"]))
    verdicts = _unreadable(work, settings) | decide(failures, policy, strict=strict)
    Checked(work).keep(verdicts, results, findings_of(failures, work.batch_id))
    if data_docs:
        write_data_docs(outcome, data_docs)
    return len(verdicts)


def forget_superseded(work: Work, started_at: datetime, *, strict: bool) -> int:
    """Take what was found on the batch's superseded drafts out of findings and results; return how many these are.

    Which drafts stand is known once the gate has decided on all. A superseded draft is in table documents alone.
    """
    checked = Checked(work)
    standing = stand(work, checked.verdicts(), started_at)
    superseded = standing.documents.filter(
        pl.col("document_id").is_in(standing.taken_in.implode()), status="superseded"
    )
    if superseded.height:
        _, results, failures = _look_at(
            work, policy_of(work.warehouse), strict=strict, but_for=superseded.select("document_id")
        )
        checked.keep_own(results, findings_of(failures, work.batch_id))
    return superseded.height


def _look_at(
    work: Work, policy: Policy, *, strict: bool, but_for: pl.DataFrame
) -> tuple[CheckOutcome, pl.DataFrame, pl.DataFrame]:
    """The suites' outcome, and the results and failures of suites and rules, on the batch's drafts but for some."""
    outcome = check(
        without(scan_normalised(work, "documents"), but_for).collect(),
        without(scan_normalised(work, "projects"), but_for),
        without(scan_normalised(work, "indicators"), but_for),
        work.batch_id,
        policy=policy,
        strict=strict,
    )

    def rows(table: str, place: Partition) -> pl.LazyFrame:
        found = normalised_partition(work, table, *place)
        return without(found, but_for) if TABLES[table].partitioned else found  # a mart is empty here

    run = rules_on_drafts(partitions_in(work.tables, "documents", several=True), rows)
    results = pl.concat([outcome.results, rule_results(run, work.batch_id)])
    return outcome, results, pl.concat([outcome.failures, run.findings])


def _unreadable(work: Work, settings: Settings) -> dict[str, tuple[Reason, ...]]:
    """Reasons for the files that could not be opened, and for those that could not be read."""
    limits = {"seconds": f"{settings.draft_seconds:.0f}", "memory": f"{settings.draft_memory_mib} MiB"}
    refused: list[tuple[str, str | None, tuple[int, ...], dict[str, str | int]]] = [
        (entry.document_id, entry.code, (), {"detail": "", **entry.facts})
        for entry in work.entries("refused")
    ]
    refused += [
        (one.document_id, one.code, one.at_pages, {"detail": one.detail, **one.facts})
        for one in work.results()
    ]
    return {
        document_id: (reason(code, pages=pages, **limits | facts),)
        for document_id, code, pages, facts in refused
        if code
    }
