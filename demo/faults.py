"""Known faults, planted in drafts: some that no reader should let pass, some that rules find later."""

from __future__ import annotations

import random
from collections.abc import Callable

from demo.truth import TruthDraft, TruthIndicator, TruthProject

Fault = Callable[[TruthDraft, int], TruthDraft]  # (draft, position of the form to spoil) → the spoilt draft


def _with_project(draft: TruthDraft, place: int, project: TruthProject) -> TruthDraft:
    projects = (*draft.projects[:place], project, *draft.projects[place + 1 :])
    return draft.model_copy(update={"projects": projects})


def _budget_unreadable(draft: TruthDraft, place: int) -> TruthDraft:
    project = draft.projects[place].model_copy(update={"budget": "待定", "fiscal": ""})
    return _with_project(draft, place, project)


def _contents_one_more(draft: TruthDraft, place: int) -> TruthDraft:
    extra = draft.projects[place].title.replace("绩效目标表", "（追加）绩效目标表")
    return draft.model_copy(update={"contents": (*draft.contents, extra)})


def _leftover_row(draft: TruthDraft, place: int) -> TruthDraft:
    project = draft.projects[place].model_copy(
        update={"leftover": "备注说明：本表由业务科室填报，以决算为准"}
    )
    return _with_project(draft, place, project)


def _with_value(draft: TruthDraft, place: int, value: str) -> TruthDraft:
    """The first share among a form's targets, or its last target, gets another value."""
    project = draft.projects[place]
    rows = list(project.indicators)
    spoilt = next((i for i, row in enumerate(rows) if row.value.endswith(("%", "百分比"))), len(rows) - 1)
    rows[spoilt] = rows[spoilt].model_copy(update={"value": value})
    return _with_project(draft, place, project.model_copy(update={"indicators": tuple(rows)}))


def _percent_as_fraction(draft: TruthDraft, place: int) -> TruthDraft:
    return _with_value(draft, place, "≥0.95百分比")


def _value_without_number(draft: TruthDraft, place: int) -> TruthDraft:
    return _with_value(draft, place, "百分比")


def _plan_short(draft: TruthDraft, place: int) -> TruthDraft:
    project = draft.projects[place]
    plan = {**project.plan, "12": None}
    return _with_project(draft, place, project.model_copy(update={"plan": plan}))


def _set_copied(draft: TruthDraft, place: int) -> TruthDraft:
    copied: tuple[TruthIndicator, ...] = draft.projects[place - 1].indicators
    return _with_project(draft, place, draft.projects[place].model_copy(update={"indicators": copied}))


def _goal_placeholder(draft: TruthDraft, place: int) -> TruthDraft:
    return _with_project(draft, place, draft.projects[place].model_copy(update={"goals": "1.目标内容1"}))


GRAVE: dict[str, Fault] = {
    "budget-unreadable": _budget_unreadable,
    "contents-one-more": _contents_one_more,
    "leftover-row": _leftover_row,
}
HARMLESS: dict[str, Fault] = {
    "percent-as-fraction": _percent_as_fraction,
    "value-without-number": _value_without_number,
    "plan-short": _plan_short,
    "set-copied": _set_copied,
    "goal-placeholder": _goal_placeholder,
}


def plan_faults(drafts: int, rng: random.Random) -> dict[int, str]:
    """Which of so many drafts gets which fault, at most one each. At least half stay sound; each grave fault
    is planted once, or not at all where there are too few drafts for it.
    """
    order = rng.sample(range(drafts), drafts)
    grave = list(GRAVE)[: drafts // 6]
    harmless = list(HARMLESS) * max(1, drafts // 120)
    return dict(zip(order[: drafts // 2], [*grave, *harmless], strict=False))


def plant(draft: TruthDraft, fault: str, rng: random.Random) -> TruthDraft:
    """``draft`` with ``fault`` in one of its forms, and the fault's name in ``faults``."""
    place = rng.randrange(1, len(draft.projects))
    spoilt = (GRAVE | HARMLESS)[fault](draft, place)
    return spoilt.model_copy(update={"faults": (*draft.faults, fault)})
