"""Drafts held back for what rules across drafts find: by a gate line, by --strict, and until they are mended."""

from __future__ import annotations

import os
import random
from pathlib import Path

import polars as pl

from demo.content import department_drafts
from demo.counties import counties, county_departments
from demo.text import write_text
from tests.expectations.rules.planting import PLANTS
from tests.flows.conftest import RunBatch
from tests.flows.drafts import write_draft
from warehouse.release import Release
from warehouse.store import Warehouse

LAST_YEAR, MOVED = ("12.50", "300.00"), ("12.50", "900.00")
OLD = 1_700_000_000
RULES = ["R06", "R27", "R28"]


def current(warehouse: Path) -> Release:
    return Warehouse(warehouse).release()


def gated(warehouse: Path, lines: str) -> Path:
    warehouse.mkdir()
    (warehouse / "gate.toml").write_text(lines, "utf-8")
    return warehouse


def statuses(warehouse: Path) -> dict[str, str]:
    return dict(current(warehouse).scan("documents").select("file_name", "status").collect().rows())


def findings(warehouse: Path) -> list[tuple[str, str, str]]:
    found = current(warehouse).scan("findings").filter(pl.col("rule").is_in(RULES))
    return sorted(found.select("rule", "document_id", "finding_id").collect().rows())


def agree(warehouse: Path) -> bool:
    """Whether the last batch's results count the findings of the rules across drafts, row for row."""
    release = current(warehouse)
    last = release.manifest.batch_id
    results = release.scan("expectation_results").filter(batch_id=last, suite="release_rules").collect()
    counted = {row["rule"]: row["unexpected_count"] for row in results.to_dicts() if row["unexpected_count"]}
    judged = release.scan("documents").filter(
        (pl.col("status") == "published") | (pl.col("batch_id") == last)
    )
    found = (
        release.scan("findings")
        .filter(pl.col("rule").is_in(RULES))
        .join(judged, on="document_id", how="semi")
    )
    return counted == dict(found.collect().group_by("rule").len().iter_rows())


def two_years(inbox: Path, budgets: tuple[str, ...] = MOVED) -> None:
    write_draft(inbox / "last.txt", year=2024, budgets=LAST_YEAR)
    write_draft(inbox / "now.txt", year=2025, budgets=budgets)
    write_draft(inbox / "other.txt", county="990102")


def test_a_strict_batch_holds_back_for_a_warning(run_batch: RunBatch, tmp_path: Path) -> None:
    two_years(tmp_path / "inbox")
    summary = run_batch(tmp_path / "w", tmp_path / "inbox", strict=True)
    assert (summary.published, summary.quarantined, summary.exit_code) == (2, 1, 1)
    assert [(case.file_name, case.codes) for case in summary.held_back] == [("now.txt", ["strict_warning"])]
    assert agree(tmp_path / "w")


def test_a_draft_is_held_back_until_it_is_mended(run_batch: RunBatch, tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", gated(tmp_path / "w", '[rules]\nR28 = "quarantine"\n')
    two_years(inbox)
    summary = run_batch(warehouse, inbox)
    assert (summary.published, summary.quarantined, summary.exit_code) == (2, 1, 1)
    (case,) = summary.held_back
    assert (case.file_name, case.codes) == ("now.txt", ["gate_rule"])
    assert "300.00 万元，本年为 900.00 万元" in case.messages_zh[0]
    assert statuses(warehouse) == {
        "last.txt": "published",
        "now.txt": "quarantined",
        "other.txt": "published",
    }
    release = current(warehouse)
    for table in ("projects", "indicators", "cells"):
        assert case.document_id not in release.scan(table).collect()["document_id"]
    for mart in ("continued_projects", "year_changes"):
        assert release.scan(mart).collect().is_empty()
    assert [(rule, document) for rule, document, _ in findings(warehouse)] == [("R28", case.document_id)]
    assert agree(warehouse)

    again = run_batch(warehouse, inbox)
    assert (again.unchanged, again.quarantined) == (2, 1)
    assert agree(warehouse)
    write_draft(inbox / "now.txt", year=2025, budgets=("12.50", "310.00"))
    mended = run_batch(warehouse, inbox)
    assert (mended.published, mended.quarantined) == (1, 0)
    assert [closed.file_name for closed in mended.closed] == ["now.txt"]
    assert findings(warehouse) == []
    assert current(warehouse).scan("continued_projects").collect().height == 2


def test_a_published_draft_is_not_thrown_out_by_one_that_comes_later(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    inbox, warehouse = tmp_path / "inbox", gated(tmp_path / "w", '[rules]\nR28 = "quarantine"\n')
    two_years(inbox)
    run_batch(warehouse, inbox / "now.txt")
    summary = run_batch(warehouse, inbox / "last.txt")
    assert (summary.quarantined, summary.exit_code) == (0, 0)
    assert set(statuses(warehouse).values()) == {"published"}
    assert [rule for rule, *_ in findings(warehouse)] == ["R28"]
    assert agree(warehouse)


def test_the_older_published_version_stays(run_batch: RunBatch, tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", gated(tmp_path / "w", '[counties.990101]\nR28 = "quarantine"\n')
    two_years(inbox, budgets=LAST_YEAR)
    os.utime(inbox / "now.txt", (OLD, OLD))
    run_batch(warehouse, inbox)
    before = current(warehouse)
    write_draft(inbox / "newer.txt", year=2025, budgets=MOVED)
    summary = run_batch(warehouse, inbox)
    after = current(warehouse)
    assert (summary.unchanged, summary.quarantined) == (3, 1)
    assert statuses(warehouse)["now.txt"] == "published"
    for table in ("projects", "indicators", "cells", "continued_projects", "budget_per_indicator"):
        for one, other in zip(before.files(table), after.files(table), strict=True):
            assert one.samefile(other), table

    Warehouse(warehouse).rollback(before.release_id)
    assert run_batch(warehouse, inbox).quarantined == 1
    os.utime(inbox / "newer.txt", (OLD - 1, OLD - 1))  # not newer at all: it asks nothing of anybody
    assert run_batch(warehouse, inbox).quarantined == 0
    assert statuses(warehouse)["newer.txt"] == "superseded"


def test_a_draft_that_falls_leaves_its_place_to_one_that_is_judged_too(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    """Two versions of this year come at once, and both move the budget: neither is published."""
    inbox = tmp_path / "inbox"
    write_draft(inbox / "last.txt", year=2024, budgets=LAST_YEAR)
    for number, budget in enumerate(("900.00", "901.00")):
        path = write_draft(inbox / f"now{number}.txt", year=2025, budgets=("12.50", budget))
        os.utime(path, (OLD + number, OLD + number))
    warehouse = gated(tmp_path / "w", '[rules]\nR28 = "quarantine"\n')
    assert run_batch(warehouse, inbox).quarantined == 2
    assert agree(warehouse)
    sound = write_draft(inbox / "now0.txt", year=2025, budgets=LAST_YEAR)
    os.utime(sound, (OLD, OLD))
    second = gated(tmp_path / "second", '[rules]\nR28 = "quarantine"\n')
    summary = run_batch(second, inbox)
    assert statuses(second) == {"last.txt": "published", "now0.txt": "published", "now1.txt": "quarantined"}
    assert summary.published == 2


def test_what_is_held_back_does_not_depend_on_the_order_of_files(run_batch: RunBatch, tmp_path: Path) -> None:
    """Three years, of which each halves the budget of the one before: the first stands, the others fall together."""
    inbox = tmp_path / "inbox"
    drafts = [
        write_draft(inbox / f"{year}.txt", year=year, budgets=("12.50", budget))
        for year, budget in ((2023, "800.00"), (2024, "300.00"), (2025, "100.00"))
    ]
    outcomes = []
    for number, order in enumerate((drafts, drafts[::-1])):
        warehouse = gated(tmp_path / f"w{number}", '[rules]\nR28 = "quarantine"\n')
        held = run_batch(warehouse, *order).held_back
        outcomes.append(
            (statuses(warehouse), findings(warehouse), {one.file_name: one.messages_zh for one in held})
        )
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0] == {"2023.txt": "published", "2024.txt": "quarantined", "2025.txt": "quarantined"}


def test_a_draft_that_cannot_be_trusted_is_nobodys_measure(run_batch: RunBatch, tmp_path: Path) -> None:
    """Last year's draft lacks a budget and is held back for that: this year's is compared with nothing."""
    inbox, warehouse = tmp_path / "inbox", gated(tmp_path / "w", '[rules]\nR28 = "quarantine"\n')
    write_draft(inbox / "last.txt", year=2024, budgets=("待定", "300.00"))
    write_draft(inbox / "now.txt", year=2025, budgets=MOVED)
    run_batch(warehouse, inbox)
    assert statuses(warehouse) == {"last.txt": "quarantined", "now.txt": "published"}
    assert findings(warehouse) == []


def test_other_rules_across_drafts_hold_back_too(run_batch: RunBatch, tmp_path: Path) -> None:
    """Two departments of one county, each with a fault that one rule finds: each is held back for its own."""
    drafts = [
        draft
        for county in counties(2, seed=5)
        for department in county_departments(county, 2)
        for draft in department_drafts(department, (2026,), 5, ["text"])
    ]
    broken = {"R06": 0, "R27": 1}
    for rule, place in broken.items():
        drafts[place], _ = PLANTS[rule](drafts[place], 1)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for draft in drafts:
        write_text(inbox / Path(draft.file).name, draft, random.Random(1))
    spoilt = {Path(drafts[place].file).name: rule for rule, place in broken.items()}
    held = "".join(f'{rule} = "quarantine"\n' for rule in broken)
    warehouse = gated(tmp_path / "w", f"[counties.{drafts[0].county_code}]\n{held}")
    summary = run_batch(warehouse, inbox)
    assert {case.file_name for case in summary.held_back} == set(spoilt)
    assert summary.published == len(drafts) - len(spoilt)
    why = current(warehouse).scan("findings").filter(pl.col("rule").is_in(list(broken)))
    names = current(warehouse).scan("documents").select("document_id", "file_name")
    told = why.join(names, on="document_id").select("file_name", "rule").collect()
    assert spoilt.items() <= set(told.rows())
    assert agree(warehouse)
    elsewhere = gated(tmp_path / "x", f"[counties.999999]\n{held}")
    assert run_batch(elsewhere, inbox).quarantined == 0
    assert {found for found, *_ in findings(elsewhere)} >= set(broken)
