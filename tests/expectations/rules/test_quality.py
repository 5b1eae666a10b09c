"""Precision and recall of every rule on a seeded province with faults planted: both 1.0 (``make quality``)."""

from __future__ import annotations

import random

import polars as pl
import pytest

from demo.truth import TruthDraft
from tests.expectations.rules.conftest import found
from tests.expectations.rules.planting import PLANTS
from tests.expectations.rules.province import Frames, document_id, sound_drafts, tables_of

TWICE = 2
SEED = 20261123


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


def planted(drafts: list[TruthDraft]) -> tuple[list[TruthDraft], dict[str, dict[str, set[str]]]]:
    """The drafts with each rule broken in some of them, and where: rule → draft → places."""
    rng = random.Random(SEED)
    later = [n for n, draft in enumerate(drafts) if draft.fiscal_year == 2026 and len(draft.projects) > 2]
    order = rng.sample(later, TWICE * len(PLANTS))
    spoilt, where = list(drafts), {}
    for number, (rule, plant) in enumerate(PLANTS.items()):
        where[rule] = {}
        for n in order[TWICE * number : TWICE * (number + 1)]:
            spoilt[n], places_ = plant(drafts[n], rng.randrange(1, len(drafts[n].projects)))
            where[rule][document_id(drafts[n])] = places_
    return spoilt, where


def with_doubtful_cells(tables: Frames, sound: str) -> tuple[Frames, set[str]]:
    """A form of one draft with a cell that a scan's reader was not sure of (R29)."""
    of_draft = (pl.col("document_id") == sound) & pl.col("field").is_not_null()
    own = (
        tables["cells"]
        .filter(of_draft, pl.col("project_id").is_not_null(), pl.col("indicator_id").is_null())
        .head(1)
    )
    unsure = own.with_columns(confidence=pl.lit(0.41, pl.Float32))
    place = unsure["project_id"].item().partition("-")[2]
    return tables | {"cells": pl.concat([tables["cells"], unsure])}, {place}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[set[tuple[str, str]], ...]]:
    """Rule → (what is broken, what was found), on the drafts planted for it and on those left sound."""
    drafts = sound_drafts(counties=9, departments=8, years=(2025, 2026), seed=SEED)
    spoilt, where = planted(drafts)
    before = found(tables_of(drafts, tmp_path_factory.mktemp("sound")))
    touched = {one for by_draft in where.values() for one in by_draft}
    sound = {document_id(draft) for draft in drafts} - touched
    unsure = min(sound)
    tables, doubtful = with_doubtful_cells(tables_of(spoilt, tmp_path_factory.mktemp("spoilt")), unsure)
    where["R29"] = {unsure: doubtful}
    after = found(tables)
    outcome = {}
    for rule, by_draft in sorted(where.items()):
        looked_at = pl.col("document_id").is_in([*sound, *by_draft]) & (pl.col("rule") == rule)
        broken = {(draft, place) for draft, places_ in by_draft.items() for place in places_}
        outcome[rule] = (broken | places(before.filter(looked_at)), places(after.filter(looked_at)), broken)
    return outcome


def test_every_rule_finds_all_and_nothing_else(
    judged: dict[str, tuple[set[tuple[str, str]], ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    lines, wrong = (
        ["| rule | planted | found | precision | recall |", "| --- | ---: | ---: | ---: | ---: |"],
        [],
    )
    for rule, (right, told, broken) in judged.items():
        precision = len(told & right) / len(told) if told else 0.0
        recall = len(told & broken) / len(broken)
        lines.append(f"| {rule} | {len(broken)} | {len(told)} | {precision:.3f} | {recall:.3f} |")
        if precision < 1 or recall < 1:
            wrong.append((rule, sorted(told - right)[:3], sorted(broken - told)[:3]))
    with capsys.disabled():
        print("", *lines, sep="\n")
    assert not wrong
    assert list(judged) == [f"R{n:02}" for n in range(1, 31)]
