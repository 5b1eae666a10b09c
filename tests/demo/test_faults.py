"""Every fault can be planted, changes one thing, and says where it must be found; near misses too."""

from __future__ import annotations

import random

import pytest

from demo.content import department_drafts
from demo.counties import counties, county_departments
from demo.faults.near import NEAR_MISSES
from demo.faults.planting import FAULTS, plant
from demo.layouts.layout import KEYS
from demo.truth import TruthDraft

DRAFTS = [
    draft
    for county in counties(3, 7)
    for department in county_departments(county, 3)
    for draft in department_drafts(department, (2025, 2026), 7, ["pdf", "pdf"])
]


def _changed_forms(before: TruthDraft, after: TruthDraft) -> list[int]:
    pairs = zip(before.projects, after.projects, strict=True)
    return [place for place, (was, now) in enumerate(pairs, start=1) if was != now]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_says_where_it_stands(fault: str):
    planted = [(draft, plant(draft, fault, random.Random(place))) for place, draft in enumerate(DRAFTS)]
    found = [(before, after) for before, after in planted if after]
    assert found
    for before, after in found:
        assert after.draft.faults == (fault,)
        assert after.draft.expected == after.expected
        changed = _changed_forms(before, after.draft)
        assert len(changed) == (0 if fault in {"contents-one-more", "narrative-conflict"} else 1)
        named = {expected.project for expected in after.expected}
        assert set(changed) <= named
        for expected in after.expected:
            if expected.indicator and changed:
                rows = [draft.projects[changed[0] - 1].indicators for draft in (before, after.draft)]
                differing = [
                    place for place, (was, now) in enumerate(zip(*rows, strict=True), start=1) if was != now
                ]
                assert differing == [expected.indicator]


@pytest.mark.parametrize("near", NEAR_MISSES)
def test_a_near_miss_expects_nothing(near: str):
    planted = [after for draft in DRAFTS if (after := plant(draft, near, random.Random(1)))]
    assert planted
    assert all(after.draft.expected == () and after.draft.faults == (near,) for after in planted)


def test_a_draft_without_room_for_a_fault_is_left_alone():
    department = next(county_departments(counties(1, 7)[0], 1))
    (draft,) = department_drafts(department, (2026,), 7, ["pdf"], "wide")
    for fault in ("contents-one-more", "code-twice", "plan-short", "purpose-amounts", "value-without-number"):
        assert plant(draft, fault, random.Random(1)) is None


@pytest.mark.parametrize("layout", KEYS)
def test_sound_drafts_copy_nothing_from_one_form_to_another(layout: str):
    for county in counties(3, 7):
        for department in county_departments(county, 3):
            for draft in department_drafts(department, (2025, 2026), 7, ["pdf", "pdf"], layout):
                for field in ("goals", "purpose", "project_code", "indicators"):
                    written = [getattr(form, field) for form in draft.projects if getattr(form, field)]
                    assert len(set(written)) == len(written)
