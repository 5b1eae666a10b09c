"""Checking a batch: suites and rules on what it is about to publish, and a verdict for every draft held back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl

from expectations.check import CheckOutcome, check
from expectations.data_docs import write_data_docs
from expectations.findings import findings_of
from expectations.gate import decide
from expectations.policy import Policy, policy_of
from expectations.reasons import reason
from expectations.rule_results import rule_results
from expectations.rule_run import RuleRun
from flows.errors import ChecksNotRun
from flows.intake.manifest import Work
from flows.intake.normalising import normalised_partition, scan_normalised
from flows.judging.checked import Checked
from flows.judging.running_rules import part_on, rules_on_drafts
from flows.judging.standing import kept_standing, without
from flows.settings import Settings
from warehouse.partitions import partitions_in
from warehouse.quarantine import Reason

_NONE = pl.DataFrame(schema={"document_id": pl.String})


def check_batch(work: Work, settings: Settings, *, strict: bool, data_docs: Path | None) -> int:
    """Run the suites, the rules that see one draft, and the gate; return how many drafts are held back.

    A draft on which a critical rule could not be run is held back. Raises GateFileWrong where the warehouse's own
    gate.toml cannot be used, and ChecksNotRun where a critical check could not run at all: then nothing is known of
    any draft.
    """
    policy = policy_of(work.warehouse)
    outcome = _suites(work, policy, strict=strict, but_for=_NONE)
    run = rules_on_drafts(
        partitions_in(work.tables, "documents", several=True),
        lambda table, place: normalised_partition(work, table, *place),
    )
    results = _results(outcome, run, work)
    critical = results.filter(status="error", severity="critical")
    drafts = scan_normalised(work, "documents").select(pl.len()).collect().item()
    of_some = [rule for rule, unchecked in run.unchecked.items() if len(unchecked) < drafts]
    unknown = critical.filter(~pl.col("rule").is_in(of_some))
    if unknown.height:
        raise ChecksNotRun("；".join(unknown["message_zh"]))
    failures = pl.concat([outcome.failures, run.findings])
    verdicts = _unreadable(work, settings) | decide(failures, policy, strict=strict)
    for document_id, why in _unchecked(run, critical).items():
        verdicts[document_id] = (*verdicts.get(document_id, ()), why)
    Checked(work).keep(verdicts, results, findings_of(failures, work.batch_id), run)
    if data_docs:
        write_data_docs(outcome, data_docs)
    return len(verdicts)


def forget_superseded(work: Work, *, strict: bool) -> int:
    """Take what was found on the batch's superseded drafts out of findings and results; return how many these are.

    Which drafts stand is known once the gate has decided on all. A superseded draft is in table documents alone.
    """
    standing = kept_standing(work)
    superseded = standing.documents.filter(
        pl.col("document_id").is_in(standing.taken_in.implode()), status="superseded"
    ).select("document_id")
    if superseded.height:
        checked = Checked(work)
        outcome = _suites(work, policy_of(work.warehouse), strict=strict, but_for=superseded)
        others = ~pl.col("document_id").is_in(superseded["document_id"].implode())
        whole = checked.run()
        run = replace(part_on(whole, others, work), errors=whole.errors)
        failures = pl.concat([outcome.failures, run.findings])
        checked.keep_own(_results(outcome, run, work), findings_of(failures, work.batch_id))
    return superseded.height


def _suites(work: Work, policy: Policy, *, strict: bool, but_for: pl.DataFrame) -> CheckOutcome:
    """The suites on the batch's drafts but for some."""
    return check(
        without(scan_normalised(work, "documents"), but_for).collect(),
        without(scan_normalised(work, "projects"), but_for),
        without(scan_normalised(work, "indicators"), but_for),
        work.batch_id,
        policy=policy,
        strict=strict,
    )


def _results(outcome: CheckOutcome, run: RuleRun, work: Work) -> pl.DataFrame:
    return pl.concat([outcome.results, rule_results(run, work.batch_id)])


def _unchecked(run: RuleRun, critical: pl.DataFrame) -> dict[str, Reason]:
    """The reason for each draft on which critical rules could not be run."""
    failed: dict[str, list[dict[str, object]]] = {}
    for row in critical.iter_rows(named=True):
        for document_id in run.unchecked.get(row["rule"], ()):
            failed.setdefault(document_id, []).append(row)
    return {
        document_id: reason(
            "check_not_run",
            details_zh="；".join(f"{row['rule']} {row['message_zh']}" for row in rows),
            details_en="; ".join(f"{row['rule']} {row['message_en']}" for row in rows),
        )
        for document_id, rows in failed.items()
    }


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
