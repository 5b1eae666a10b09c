"""Rules in a batch: results and findings agree, and the order in which drafts come makes no difference."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl

from demo.content import department_drafts
from demo.counties import counties, county_departments
from demo.text import write_text
from tests.flows.conftest import RunBatch
from warehouse.release import Release
from warehouse.store import Warehouse


def two_years(folder: Path) -> list[Path]:
    """One department's drafts of two years: the earlier copies a purpose, the later raises a budget tenfold."""
    county = next(iter(counties(1, seed=5)))
    department = next(iter(county_departments(county, 1)))
    earlier, later = department_drafts(department, (2025, 2026), 5, ["text", "text"])
    first, second, *others = earlier.projects
    copied = second.model_copy(update={"purpose": first.purpose})
    raised = [one.model_copy(update={"budget": f"{float(one.budget) * 10:.2f}"}) for one in later.projects]
    paths = []
    for draft, projects in ((earlier, (first, copied, *others)), (later, tuple(raised))):
        paths.append(folder / Path(draft.file).name)
        write_text(paths[-1], draft.model_copy(update={"projects": projects}), random.Random(1))
    return paths


def ids(release: Release) -> set[tuple[str, str]]:
    return set(release.scan("findings").select("rule", "finding_id").collect().iter_rows())


def test_findings_do_not_depend_on_the_order_of_batches(run_batch: RunBatch, tmp_path: Path) -> None:
    earlier, later = two_years(tmp_path)
    once, apart = tmp_path / "once", tmp_path / "apart"
    run_batch(once, earlier, later)
    run_batch(apart, later)
    assert not {rule for rule, _ in ids(Warehouse(apart).release())} & {"R28"}
    run_batch(apart, earlier)
    together, in_turn = Warehouse(once).release(), Warehouse(apart).release()
    assert ids(together) == ids(in_turn)
    assert "R28" in {rule for rule, _ in ids(together)}
    for release in (together, in_turn):
        last = release.scan("batches").sort("finished_at").tail(1).collect()["batch_id"].item()
        results = release.scan("expectation_results").filter(batch_id=last).collect()
        of_release = results.filter(pl.col("suite") == "release_rules", pl.col("unexpected_count") > 0)
        counted = dict(of_release.select("rule", "unexpected_count").iter_rows())
        found = release.scan("findings").filter(pl.col("rule").is_in(["R06", "R27", "R28"])).collect()
        assert counted == dict(found.group_by("rule").len().iter_rows())


def test_a_warehouse_may_hold_back_for_a_rule_of_its_own(run_batch: RunBatch, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    warehouse.mkdir()
    (warehouse / "gate.toml").write_text('[rules]\nR23 = "quarantine"\n', "utf-8")
    summary = run_batch(warehouse, two_years(tmp_path)[0])
    assert summary.quarantined == 1
    (held,) = summary.held_back
    assert held.codes == ["gate_rule"]
    assert "逐字相同" in held.messages_zh[0]
