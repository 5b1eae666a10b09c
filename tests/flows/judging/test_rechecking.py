"""Findings are those of the present rules, also on drafts that no batch reads again."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import expectations.digest
import expectations.rule_run
from expectations.digest import rules_digest
from expectations.policy import default_policy
from expectations.rules.registry import rules
from expectations.rules.rule import Find, Rule
from expectations.rules.tables import Tables
from flows.published.waive import waive
from tests.flows.conftest import RunBatch
from tests.flows.drafts import draft_text, write_draft
from warehouse.release import Release
from warehouse.store import Warehouse


def current(warehouse: Path) -> Release:
    return Warehouse(warehouse).release()


def found(warehouse: Path, rule: str = "R04") -> list[tuple[str, str, str]]:
    rows = current(warehouse).scan("findings").filter(rule=rule).sort("county_code")
    return rows.select("finding_id", "batch_id", "status").collect().rows()


def checked_again(warehouse: Path) -> int:
    release = current(warehouse)
    return (
        release.scan("batches").filter(batch_id=release.manifest.batch_id).collect()["checked_again"].item()
    )


def counted(warehouse: Path, rule: str = "R04") -> dict[str, int]:
    """What the last batch's suites count for a rule."""
    release = current(warehouse)
    results = release.scan("expectation_results").filter(batch_id=release.manifest.batch_id, rule=rule)
    return dict(results.select("suite", "unexpected_count").collect().iter_rows())


def faulty(inbox: Path, *counties: str) -> Path:
    """Drafts whose funds do not add to the budget (R04)."""
    inbox.mkdir(exist_ok=True)
    for county in counties:
        text = draft_text(county=county).replace("其中：财政资金\t12.50", "其中：财政资金\t9.00")
        (inbox / f"{county}.txt").write_text(text, encoding="utf-8")
    return inbox


def become(monkeypatch: pytest.MonkeyPatch, find: Find | None) -> None:
    """R04 as another version of the program would have it; None puts the real one back."""
    changed = tuple(Rule(rule.file, find) if find and rule.file.id == "R04" else rule for rule in rules())
    monkeypatch.setattr(expectations.rule_run, "rules", lambda: changed)
    monkeypatch.setattr(expectations.digest, "_files", lambda: str(find))


def nothing(tables: Tables) -> pl.LazyFrame:
    return next(rule for rule in rules() if rule.file.id == "R04").find(tables).limit(0)


def broken(tables: Tables) -> pl.LazyFrame:
    raise ValueError("no such column")


def test_a_changed_rule_is_run_on_published_drafts(
    run_batch: RunBatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, warehouse = faulty(tmp_path / "inbox", "990101", "990102"), tmp_path / "w"
    summary = run_batch(warehouse, inbox)
    before = found(warehouse)
    assert (len(before), summary.checked_again) == (2, 0)
    assert run_batch(warehouse, inbox).checked_again == 0
    assert found(warehouse) == before

    become(monkeypatch, nothing)
    faulty(inbox, "990103")
    summary = run_batch(warehouse, inbox)
    assert (summary.published, summary.unchanged, summary.checked_again) == (1, 2, 2)
    assert found(warehouse) == []
    assert counted(warehouse) == {"rules": 0, "rules_again": 0}

    become(monkeypatch, None)
    assert run_batch(warehouse, inbox).checked_again == 3
    after = found(warehouse)
    assert [one for one, *_ in after][:2] == [one for one, *_ in before]
    assert {batch for _, batch, _ in after} == {current(warehouse).manifest.batch_id}
    assert counted(warehouse) == {"rules": 0, "rules_again": 3}


def test_checking_again_changes_nothing_where_the_rules_say_the_same(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    inbox, warehouse = faulty(tmp_path / "inbox", "990101"), tmp_path / "w"
    write_draft(inbox / "held.txt", county="990102", budgets=("待定",))
    run_batch(warehouse, inbox)
    before = current(warehouse)
    (finding,) = found(warehouse)
    waive(warehouse, before, finding[0], "已核对", None)
    (warehouse / "gate.toml").write_text('[rules]\nR19 = "warn"\n', "utf-8")
    run_batch(warehouse, inbox / "990101.txt")
    assert checked_again(warehouse) == 1
    assert found(warehouse) == [(*finding[:2], "waived")]
    ids = [set(one.scan("findings").collect()["finding_id"]) for one in (before, current(warehouse))]
    assert ids[0] == ids[1]  # also those that say why a draft is in quarantine


def test_other_rules_on_a_batch_that_reads_a_published_draft_again(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    """As after an update: what goes takes its rows along, and marts, which are of no single draft, stay whole."""
    inbox, warehouse = faulty(tmp_path / "inbox", "990101", "990102"), tmp_path / "w"
    run_batch(warehouse, inbox)
    (warehouse / "gate.toml").write_text('[rules]\nR19 = "warn"\n', "utf-8")
    mended = inbox / "990102.txt"
    mended.write_text(mended.read_text("utf-8") + "\n", "utf-8")
    summary = run_batch(warehouse, inbox)
    assert (summary.published, summary.unchanged, summary.checked_again) == (1, 1, 1)
    assert len(found(warehouse)) == 2


def test_a_published_draft_stays_whatever_the_new_gate_says(run_batch: RunBatch, tmp_path: Path) -> None:
    inbox, warehouse = faulty(tmp_path / "inbox", "990101"), tmp_path / "w"
    run_batch(warehouse, inbox)
    (warehouse / "gate.toml").write_text('[rules]\nR04 = "quarantine"\n', "utf-8")
    summary = run_batch(warehouse, faulty(inbox, "990102"))
    assert (summary.unchanged, summary.quarantined, summary.checked_again) == (1, 1, 1)
    assert len(found(warehouse)) == 2


def test_a_rule_that_cannot_run_takes_no_finding_back(
    run_batch: RunBatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, warehouse = faulty(tmp_path / "inbox", "990101"), tmp_path / "w"
    run_batch(warehouse, inbox)
    before = found(warehouse)
    become(monkeypatch, broken)
    assert run_batch(warehouse, inbox).checks_not_run == 1
    assert found(warehouse) == before


def test_a_draft_that_a_critical_rule_cannot_be_run_on_is_held_back_alone(
    run_batch: RunBatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def picky(tables: Tables) -> pl.LazyFrame:
        assert "990102" not in set(tables.documents.collect()["county_code"])
        return nothing(tables)

    critical = tuple(
        Rule(rule.file.model_copy(update={"severity": "critical", "reason": "budget_missing"}), picky)
        if rule.file.id == "R04"
        else rule
        for rule in rules()
    )
    monkeypatch.setattr(expectations.rule_run, "rules", lambda: critical)
    summary = run_batch(tmp_path / "w", faulty(tmp_path / "inbox", "990101", "990102", "990103"))
    assert (summary.published, summary.quarantined, summary.checks_not_run) == (2, 1, 1)
    (case,) = summary.held_back
    assert (case.file_name, case.codes) == ("990102.txt", ["check_not_run"])
    assert "R04" in case.messages_zh[0]


def test_the_digest_tells_versions_gates_and_files_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = default_policy()
    digests = [rules_digest(policy, "1"), rules_digest(policy, "2")]
    digests.append(rules_digest(policy.model_copy(update={"rules": {"R19": "warn"}}), "1"))
    monkeypatch.setattr(expectations.digest, "_files", lambda: "another rule")
    digests.append(rules_digest(policy, "1"))
    assert len(set(digests)) == 4
