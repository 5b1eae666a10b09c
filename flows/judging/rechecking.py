"""Findings of the release are those of the present rules, also on drafts that no batch reads again.

Where the rules, their thresholds and texts, the gate or the program are not those that the current release was made with, all
drafts that stay are checked again, from their tables.
"""

from __future__ import annotations

from typing import cast

import polars as pl

from expectations.check import check
from expectations.digest import rules_digest
from expectations.findings import findings_of
from expectations.policy import policy_of
from expectations.rule_results import rule_results
from flows.intake.manifest import Work
from flows.judging.checked import Checked
from flows.judging.running_rules import rules_on_drafts
from flows.judging.standing import Standing, kept_standing, places
from flows.version import CODE_VERSION
from warehouse.release import Release


def check_again(work: Work) -> int:
    """Check the drafts of the current release that stay, if they were checked by other rules; return how many.

    They stay published whatever is found: the gate decides on a draft when it comes in. Raises GateFileWrong.
    """
    checked, policy = Checked(work), policy_of(work.warehouse)
    present = rules_digest(policy, CODE_VERSION)
    checked.keep_rules(present)
    standing = kept_standing(work)
    drafts = standing.kept.height
    if standing.parent is None or not drafts or present == _rules_of(standing.parent):
        return 0
    run = rules_on_drafts(places(standing.kept), standing.kept_partition)
    outcome = check(
        standing.kept,
        _kept(standing, "projects"),
        _kept(standing, "indicators"),
        work.batch_id,
        policy=policy,
    )
    # a rule that could not run on all takes no finding back, and so says nothing anew
    said_anew = run.findings.filter(~pl.col("rule").is_in(list(run.errors)))
    failures = pl.concat([outcome.failures, said_anew])
    results = pl.concat([outcome.results, rule_results(run, work.batch_id)])
    checked.keep_again(drafts, results, findings_of(failures, work.batch_id))
    return drafts


def _rules_of(release: Release) -> str | None:
    """The rules that a release was made with; None for a release that is older than their record."""
    batches = release.scan("batches").filter(batch_id=release.manifest.batch_id)
    return cast("str | None", batches.select(pl.col("rules_digest").first()).collect().item())


def _kept(standing: Standing, table: str) -> pl.LazyFrame:
    return pl.concat([standing.kept_partition(table, place) for place in places(standing.kept)])
