"""The gate: which drafts are quarantined, with reasons a person can act on.

What a finding does is the policy's to say (gate.toml). A check that could not run is not the draft's fault and is not
decided here.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from expectations.policy import Policy
from expectations.reasons import reason
from warehouse.quarantine import Reason

_KINDS = ["rule", "severity", "county_code", "slight"]


def decide(failures: pl.DataFrame, policy: Policy, *, strict: bool) -> dict[str, tuple[Reason, ...]]:
    """The drafts (document_id) that are held back, each with its reasons, gravest first.

    ``failures``: columns of ``failures.SCHEMA``, from suites and rules alike.
    """
    holding = _holding(failures.drop_nulls("document_id"), policy, strict=strict)
    gravest_first = holding.sort(pl.col("severity") != "critical", maintain_order=True)
    otherwise = pl.lit("strict_warning" if strict else "gate_rule")
    coded = gravest_first.with_columns(
        code=pl.when(pl.col("reason") == "").then(otherwise).otherwise("reason")
    )
    return {
        str(document): tuple(
            _reason(str(code), found, policy) for (code,), found in rows.group_by("code", maintain_order=True)
        )
        for (document,), rows in coded.group_by("document_id", maintain_order=True)
    }


def _holding(failures: pl.DataFrame, policy: Policy, *, strict: bool) -> pl.DataFrame:
    """The failures that hold their draft back."""
    sized = failures.with_columns(slight=_slight(policy))
    kinds = sized.select(_KINDS).unique()
    held = [
        policy.action(rule, severity, county, slight=slight, strict=strict) == "quarantine"
        for rule, severity, county, slight in kinds.iter_rows()
    ]
    return sized.join(
        kinds.filter(pl.Series(held, dtype=pl.Boolean)), on=_KINDS, how="semi", nulls_equal=True
    )


def _slight(policy: Policy) -> pl.Expr:
    """Whether a failure stays within its rule's tolerance."""
    within = [
        (pl.col("rule") == rule)
        & (pl.col("count") <= pl.max_horizontal(pl.lit(one.count), (pl.col("of") * one.share).floor()))
        for rule, one in policy.tolerance.items()
    ]
    return pl.any_horizontal(pl.lit(False), *within).fill_null(False)


def _reason(code: str, found: pl.DataFrame, policy: Policy) -> Reason:
    shown = policy.quarantine.examples
    return reason(
        code,
        pages=sorted(set(found["page"].drop_nulls())),
        details_zh=_listed(found["message_zh"], "；", "；等，共 {} 处", shown),
        details_en=_listed(found["message_en"], "; ", "; and others, {} in all", shown),
    )


def _listed(messages: pl.Series, between: str, rest: str, shown: int) -> str:
    """The first few messages, and how many there are in all."""
    distinct: Sequence[str] = messages.unique(maintain_order=True).to_list()
    tail = rest.format(len(messages)) if len(distinct) > shown else ""
    return between.join(distinct[:shown]) + tail
