"""Which drafts get which fault, and where."""

from __future__ import annotations

import random

from demo.faults import drafts, forms, rows
from demo.faults.fault import Plant, Planted
from demo.faults.near import NEAR_MISSES
from demo.truth import TruthDraft

FAULTS: dict[str, Plant] = {**drafts.FAULTS, **forms.FAULTS, **rows.FAULTS}
GRAVE = ("budget-unreadable", "contents-one-more", "leftover-row")  # no draft with one of these is published
HARMLESS = ("percent-as-fraction", "value-without-number", "plan-short", "set-copied", "goal-placeholder")


def plan_faults(drafts_in_all: int, rng: random.Random) -> dict[int, str]:
    """Which of so many drafts gets which fault, at most one each. At least half stay sound; each grave fault
    is planted once, or not at all where there are too few drafts for it.
    """
    order = rng.sample(range(drafts_in_all), drafts_in_all)
    grave = GRAVE[: drafts_in_all // 6]
    harmless = HARMLESS * max(1, drafts_in_all // 120)
    return dict(zip(order[: drafts_in_all // 2], [*grave, *harmless], strict=False))


def plant(draft: TruthDraft, fault: str, rng: random.Random) -> Planted | None:
    """``draft`` with ``fault`` (a name in ``FAULTS`` or ``NEAR_MISSES``) in one of its forms, told in ``faults`` and
    ``expected``: a near miss must not be found. None where no form of the draft has room for it.
    """
    change = FAULTS.get(fault) or NEAR_MISSES[fault]
    for place in rng.sample(range(len(draft.projects)), len(draft.projects)):
        if planted := change(draft, place):
            expected = planted.expected if fault in FAULTS else ()
            told = planted.draft.model_copy(
                update={"faults": (*draft.faults, fault), "expected": (*draft.expected, *expected)}
            )
            return Planted(told, planted.expected)
    return None
