"""Faults between the forms of a draft, its contents list and its part 1."""

from __future__ import annotations

import re
from collections import Counter

from demo.faults.fault import Planted, with_project, words
from demo.faults.forms import QUARTERS
from demo.truth import Expected, TruthDraft


def _contents_one_more(draft: TruthDraft, place: int) -> Planted | None:
    if not draft.contents:
        return None
    extra = draft.projects[place].project_name + words("faults")["contents"]
    spoilt = draft.model_copy(update={"contents": (*draft.contents, extra)})
    return Planted(spoilt, (Expected(rule="R01"),))


def _copied(draft: TruthDraft, place: int, field: str, rule: str) -> Planted | None:
    """A form takes over a field of another one, of the form before it or, for the first, of the next."""
    other = place - 1 if place else 1
    if len(draft.projects) < 2 or not getattr(draft.projects[other], field):
        return None
    taken = draft.projects[place].model_copy(update={field: getattr(draft.projects[other], field)})
    places = sorted((place + 1, other + 1))
    expected = tuple(Expected(rule=rule, project=project) for project in places)
    return Planted(with_project(draft, place, taken), expected)


def _code_twice(draft: TruthDraft, place: int) -> Planted | None:
    return _copied(draft, place, "project_code", "R07")


def _set_copied(draft: TruthDraft, place: int) -> Planted | None:
    return _copied(draft, place, "indicators", "R22")


def _purpose_copied(draft: TruthDraft, place: int) -> Planted | None:
    return _copied(draft, place, "purpose", "R23")


def _plan_per_quarter(draft: TruthDraft, place: int) -> Planted | None:
    """One plan per quarter where all others accumulate."""
    last = [str(form.plan.get("12") or "") for form in draft.projects]
    if len(last) < 4 or not all(text.startswith("100") for text in last):
        return None
    sign = last[place].removeprefix("100")
    plan = {month: percent.removesuffix("%") + sign for month, percent in QUARTERS.items()}
    spoilt = draft.projects[place].model_copy(update={"plan": plan})
    return Planted(with_project(draft, place, spoilt), (Expected(rule="R09", project=place + 1),))


def _narrative_conflict(draft: TruthDraft, place: int) -> Planted | None:
    """Part 1 names a count of a form, and doubles it."""
    times = Counter(row.level3 for form in draft.projects for row in form.indicators)
    told = "".join(duty.indicator_text for duty in draft.duties)
    for position, row in enumerate(draft.projects[place].indicators):
        counted = re.search(r"(\d+)(\D+?)(?:以上)?$", row.value)
        alone = row.level2 == "数量指标" and times[row.level3] == 1 and row.level3 not in told
        if counted and alone and draft.duties:
            slots = {"name": row.level3, "number": 2 * int(counted[1]), "unit": counted[2]}
            first, *others = draft.duties
            text = (
                first.indicator_text.removesuffix("。")
                + "，"
                + words("faults")["narrative"].format_map(slots)
            )
            duties = (first.model_copy(update={"indicator_text": text}), *others)
            expected = Expected(rule="R24", project=place + 1, indicator=position + 1)
            return Planted(draft.model_copy(update={"duties": duties}), (expected,))
    return None


FAULTS = {
    "contents-one-more": _contents_one_more,
    "code-twice": _code_twice,
    "plan-per-quarter": _plan_per_quarter,
    "set-copied": _set_copied,
    "purpose-copied": _purpose_copied,
    "narrative-conflict": _narrative_conflict,
}
