"""The gate: publish a draft, or quarantine it with reasons a person can act on.

A draft is held back by a failed critical check, and with ``strict`` by a warning too (gate.toml). A check
that could not run is not the draft's fault and is not decided here: see ``CheckOutcome.could_not_run``.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from pydantic import BaseModel, ConfigDict

from expectations.limits import limits
from expectations.reasons import reason
from warehouse.quarantine import Reason


class Verdict(BaseModel):
    """What becomes of one draft; ``reasons`` is empty when it is published."""

    model_config = ConfigDict(frozen=True)

    quarantine: bool
    reasons: tuple[Reason, ...] = ()


def decide(failures: pl.DataFrame, *, strict: bool) -> dict[str, Verdict]:
    """A verdict for every draft (document_id) that has failures; a draft without any is published.

    ``failures``: columns of ``failures.SCHEMA``. For ``strict`` they must come from ``check(…,
    strict=True)``, which alone locates warnings.
    """
    holding = limits().quarantine.holding(strict=strict)
    verdicts = {document: Verdict(quarantine=False) for document in failures["document_id"].drop_nulls()}
    held = failures.filter(pl.col("severity").is_in(list(holding)), pl.col("document_id").is_not_null())
    for (document,), rows in held.group_by("document_id", maintain_order=True):
        verdicts[str(document)] = Verdict(quarantine=True, reasons=_reasons(rows))
    return verdicts


def _reasons(rows: pl.DataFrame) -> tuple[Reason, ...]:
    """One reason a code; what is only a warning comes last, under one code."""
    critical_first = rows.sort(pl.col("severity") != "critical", maintain_order=True)
    coded = critical_first.with_columns(
        pl.when(pl.col("reason") == "").then(pl.lit("strict_warning")).otherwise("reason").alias("code")
    )
    return tuple(
        reason(
            str(code),
            pages=sorted(set(found["page"].drop_nulls())),
            details_zh=_listed(found["message_zh"], "；", "；等，共 {} 处"),
            details_en=_listed(found["message_en"], "; ", "; and others, {} in all"),
        )
        for (code,), found in coded.group_by("code", maintain_order=True)
    )


def _listed(messages: pl.Series, between: str, rest: str) -> str:
    """The first few messages, and how many there are in all."""
    distinct: Sequence[str] = messages.unique(maintain_order=True).to_list()
    shown = limits().quarantine.examples
    tail = rest.format(len(messages)) if len(distinct) > shown else ""
    return between.join(distinct[:shown]) + tail
