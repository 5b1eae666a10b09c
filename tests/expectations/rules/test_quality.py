"""Precision and recall of every rule on a seeded province, with faults and near misses planted: both 1.0 (``make quality``)."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from itertools import islice

import polars as pl
import pytest

from demo.truth import TruthDraft
from tests.expectations.rules.conftest import found
from tests.expectations.rules.near_misses import NEAR
from tests.expectations.rules.planting import PLANTS, Plant
from tests.expectations.rules.province import Frames, document_id, read_all, sound_drafts, tables_of

PLANTED = int(os.environ.get("PLANTED", "1"))  # times that each rule is broken, and nearly broken
SEED = 20261123
COUNTIES = (
    10 + 4 * PLANTED
)  # of eight departments: enough drafts of a second year to spoil, and as many that stay sound
FORMS = (
    3  # of a draft that are kept: faults and near misses lie in one form, or in two that stand side by side
)
# Budgets far from the others' are what R27 looks for, planted or not; text does not tell where each row cut by a page
# ends, which R29 says.
FOUND_ANYWHERE = {"R27", "R29"}


@dataclass(frozen=True)
class Judged:
    """Places: where a rule is broken, where it may be found, and where it was; how many drafts come near it."""

    broken: set[tuple[str, str]]
    right: set[tuple[str, str]]
    told: set[tuple[str, str]]
    near: int


def places(findings: pl.DataFrame) -> set[tuple[str, str]]:
    """Where findings lie: the draft, and the form and indicator as planting names them."""
    return {
        (
            row["document_id"],
            (row["project_id"] or "-").partition("-")[2]
            + (":" + row["indicator_id"].rpartition("-")[2] if row["indicator_id"] else ""),
        )
        for row in findings.iter_rows(named=True)
    }


def small(draft: TruthDraft) -> TruthDraft:
    """A draft of its first forms alone: what takes long is the reading, of many hundred drafts."""
    kept = {"projects": draft.projects[:FORMS], "contents": draft.contents[:FORMS]}
    return draft.model_copy(update=kept)


def going_on(drafts: list[TruthDraft], n: int) -> list[int]:
    """Places of forms, but for the first, whose projects were in the department's draft of the year before."""
    before = {project.project_name for project in drafts[n - 1].projects}
    return [place for place, one in enumerate(drafts[n].projects) if place and one.project_name in before]


def planted(
    drafts: list[TruthDraft],
) -> tuple[list[TruthDraft], dict[str, dict[str, set[str]]], dict[str, set[str]]]:
    """The drafts with each rule broken in some of them and nearly broken in others; rule → draft → broken places, and
    rule → drafts with its near misses.
    """
    rng = random.Random(SEED)
    later = [
        n
        for n, draft in enumerate(drafts)
        if draft.fiscal_year == 2026 and len(draft.projects) > 2 and going_on(drafts, n)
    ]
    order = iter(rng.sample(later, len(later)))
    spoilt, where, near = list(drafts), {}, {}

    def plant_in(n: int, plant: Plant) -> set[str]:
        spoilt[n], places_ = plant(drafts[n], rng.choice(going_on(drafts, n)))
        return places_

    for rule, plant in PLANTS.items():
        where[rule] = {document_id(drafts[n]): plant_in(n, plant) for n in islice(order, PLANTED)}
    for rule, plants in NEAR.items():
        chosen = list(zip(plants, order, strict=False))
        assert len(chosen) == len(plants) >= PLANTED
        for plant, n in chosen:
            plant_in(n, plant)
        near[rule] = {document_id(drafts[n]) for _, n in chosen}
    return spoilt, where, near


def with_doubtful_cells(tables: Frames, sound: str) -> tuple[Frames, set[str], set[str]]:
    """A form of one draft with a cell that a scan's reader was not sure of (R29); one it was sure of in two others."""
    heads = tables["cells"].filter(
        pl.col("field").is_not_null(), pl.col("project_id").is_not_null(), pl.col("indicator_id").is_null()
    )
    own = heads.filter(document_id=sound).head(1)
    others = heads.filter(pl.col("document_id") != sound).group_by("document_id").first().sort("document_id")
    sure = others.head(PLANTED).select(heads.columns)
    read = [cells.with_columns(confidence=pl.lit(c, pl.Float32)) for cells, c in ((own, 0.41), (sure, 0.97))]
    place = own["project_id"].item().partition("-")[2]
    return tables | {"cells": pl.concat([tables["cells"], *read])}, {place}, set(sure["document_id"])


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Judged]:
    """Each rule on the drafts planted for it, on its near misses and on those left sound."""
    drafts = [
        small(draft)
        for draft in sound_drafts(counties=COUNTIES, departments=8, years=(2025, 2026), seed=SEED)
    ]
    spoilt, where, near = planted(drafts)
    as_sound = read_all(drafts, tmp_path_factory.mktemp("sound"))
    before = found(tables_of(as_sound.values()))
    assert set(before["rule"]) <= FOUND_ANYWHERE
    touched = {one for by_draft in (*where.values(), *near.values()) for one in by_draft}
    sound = {document_id(draft) for draft in drafts} - touched
    changed = [draft for draft, was in zip(spoilt, drafts, strict=True) if draft is not was]
    as_spoilt = read_all(changed, tmp_path_factory.mktemp("spoilt"))
    unsure = min(sound)
    tables, doubtful, sure = with_doubtful_cells(tables_of((as_sound | as_spoilt).values()), unsure)
    where["R29"], near["R29"] = {unsure: doubtful}, sure
    after = found(tables)
    outcome = {}
    for rule, by_draft in sorted(where.items()):
        looked_at = pl.col("document_id").is_in([*sound, *by_draft, *near[rule]]) & (pl.col("rule") == rule)
        broken = {(draft, place) for draft, places_ in by_draft.items() for place in places_}
        usual = places(before.filter(looked_at))
        outcome[rule] = Judged(broken, broken | usual, places(after.filter(looked_at)), len(near[rule]))
    return outcome


def test_every_rule_finds_all_and_nothing_else(
    judged: dict[str, Judged], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        "| rule | planted | near misses | found | precision | recall |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    wrong = []
    for rule, one in judged.items():
        precision = len(one.told & one.right) / len(one.told) if one.told else 0.0
        recall = len(one.told & one.broken) / len(one.broken)
        lines.append(
            f"| {rule} | {len(one.broken)} | {one.near} | {len(one.told)} | {precision:.3f} | {recall:.3f} |"
        )
        if precision < 1 or recall < 1:
            wrong.append((rule, sorted(one.told - one.right)[:3], sorted(one.broken - one.told)[:3]))
    with capsys.disabled():
        print("", *lines, sep="\n")
    assert not wrong
    assert list(judged) == [f"R{n:02}" for n in range(1, 31)]
    assert all(one.near >= PLANTED for one in judged.values())
