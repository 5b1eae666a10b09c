"""The gate on what rules across drafts find: which drafts of the batch are held back for it.

The rules look at the current release with this batch in it, but for drafts that are superseded or held back already: a draft that
cannot be trusted is nobody's measure. All of the batch's drafts are judged at once and fall together. As one that falls
may leave its place to an older draft, or be what another was measured by, those that are left are judged again, until none
falls. So what is held back follows from the drafts alone, not from their order.

Only drafts of the batch can be held back, never one that is published already.
"""

from __future__ import annotations

from datetime import datetime

import polars as pl

from expectations.findings import findings_of
from expectations.gate import decide
from expectations.policy import policy_of
from expectations.rule_results import rule_results
from expectations.rule_run import RuleRun, combined
from flows.intake.manifest import Work
from flows.judging.checked import Checked
from flows.judging.marts import marts_for_rules
from flows.judging.running_rules import part_on, rules_on_release
from flows.judging.standing import keep_standing, stand


def judge_batch(work: Work, started_at: datetime, *, strict: bool) -> int:
    """Run the rules across drafts and the gate; return how many drafts are held back in all.

    The findings kept are those on the drafts that stand in the end, and on each draft held back here those that it was held
    back with. Raises GateFileWrong.
    """
    checked, policy = Checked(work), policy_of(work.warehouse)
    verdicts = dict(checked.verdicts())
    fallen: list[RuleRun] = []
    while True:
        standing = stand(work, verdicts, started_at)
        marts = marts_for_rules(standing.scan("projects"), standing.scan("documents"))
        run = rules_on_release(standing, marts)
        on_batch = run.findings.filter(pl.col("document_id").is_in(standing.new["document_id"].implode()))
        held = decide(on_batch, policy, strict=strict)
        if not held:
            break
        verdicts |= held
        fallen.append(part_on(run, pl.col("document_id").is_in(list(held)), work))
    keep_standing(standing)
    whole = combined([run, *fallen], "release")
    checked.keep_across(
        verdicts, rule_results(whole, work.batch_id), findings_of(whole.findings, work.batch_id), marts
    )
    return len(verdicts)
