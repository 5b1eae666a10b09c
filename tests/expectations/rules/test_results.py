"""Great Expectations carries the rules: what it counts is what table findings holds, row for row."""

from __future__ import annotations

import polars as pl
import pytest
from pydantic import ValidationError

import expectations.rule_run
from expectations.findings import findings_of
from expectations.rule_results import rule_results
from expectations.rule_run import combined, run_rules
from expectations.rules.registry import rules
from expectations.rules.rule import Rule, RuleFile
from expectations.rules.tables import Tables, prepare
from tests.expectations.rules.conftest import ROWS, draft, form, tables_of
from warehouse.schema import TABLES

FAULTY = (
    draft(form(1, budget=""), form(2, rows=ROWS[1]), form(3, goals="1.目标内容1"), leftover=["备注"]),
    draft(form(1), form(2, plan={}), form(3, rows=[(*row[:4], "≥0.95%") for row in ROWS[3]]), id="e1",
          department="另一局"),
)  # fmt: skip


def tables(*drafts):
    found = tables_of(*drafts)
    return prepare(lambda table: found[table].lazy())


def test_results_and_findings_agree_row_for_row() -> None:
    for scope in ("draft", "release"):
        run = run_rules(tables(*FAULTY), scope)
        results, findings = rule_results(run, "b1"), findings_of(run.findings, "b1")
        counted = {
            row["rule"]: row["unexpected_count"] for row in results.to_dicts() if row["unexpected_count"]
        }
        assert counted == dict(findings.group_by("rule").len().iter_rows())
        assert results["success"].to_list() == [rule not in counted for rule in results["rule"]]
        TABLES["expectation_results"].validate(TABLES["expectation_results"].conform(results))
    assert {"R02", "R03", "R13", "R17", "R22"} <= set(run_rules(tables(*FAULTY), "draft").findings["rule"])


def test_every_rule_has_one_result_with_the_rows_it_looked_at() -> None:
    results = pl.concat(
        [rule_results(run_rules(tables(draft()), scope), "b1") for scope in ("draft", "release")]
    )
    assert results["rule"].sort().to_list() == [rule.file.id for rule in rules()]
    assert set(results["status"]) == {"passed"}
    looked_at = dict(results.select("rule", "element_count").iter_rows())
    assert (looked_at["R01"], looked_at["R08"], looked_at["R13"]) == (1, 3, 15)


def test_the_id_that_waivers_name_outlived_the_move_of_a_finding_to_the_whole_draft() -> None:
    uncoded = draft(*(form(number, project_code="") for number in (1, 2, 3)))
    run = run_rules(tables(uncoded), "draft")
    (row,) = findings_of(run.findings, "b1").filter(rule="R05").to_dicts()
    assert row["project_id"] is None
    assert row["finding_id"] == "28f63a76239155993cc1"  # as it was when the finding stood at the first form


def test_drafts_looked_at_apart_give_what_they_give_together() -> None:
    together = rule_results(run_rules(tables(*FAULTY), "draft"), "b1")
    apart = rule_results(combined((run_rules(tables(one), "draft") for one in FAULTY), "draft"), "b1")
    assert apart.equals(together)


def test_no_drafts_are_checked_without_a_finding() -> None:
    results = rule_results(combined([], "draft"), "b1")
    assert set(results["status"]) == {"passed"}
    assert set(results["element_count"]) == {0}


def test_a_rule_that_cannot_run_is_an_error_and_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(tables: object) -> pl.LazyFrame:
        raise ValueError("no such column")

    spoilt = tuple(Rule(rule.file, broken) if rule.file.id == "R10" else rule for rule in rules())
    monkeypatch.setattr(expectations.rule_run, "rules", lambda: spoilt)
    run = run_rules(tables(*FAULTY), "draft")
    results = rule_results(run, "b1")
    error = results.filter(status="error").to_dicts()
    assert [(row["rule"], row["success"], row["unexpected_count"]) for row in error] == [("R10", None, None)]
    assert "no such column" in error[0]["error"]
    assert "R17" in set(run.findings["rule"])


def test_a_draft_that_a_rule_cannot_be_run_on_costs_no_other_its_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def picky(rule: Rule) -> Rule:
        def find(given: Tables) -> pl.LazyFrame:
            assert "odd" not in {one[:3] for one in given.documents.collect()["document_id"]}
            return rule.find(given)

        return Rule(rule.file, find)

    spoilt = tuple(picky(rule) if rule.file.id in ("R02", "R13") else rule for rule in rules())
    monkeypatch.setattr(expectations.rule_run, "rules", lambda: spoilt)
    others = [draft(*FAULTY[0]["forms"], id=f"o{n}", leftover=["备注"]) for n in range(5)]
    run = run_rules(tables(*FAULTY, draft(id="odd"), *others), "draft")
    assert run.unchecked == {"R02": ("odd" + "x" * 61,), "R13": ("odd" + "x" * 61,)}
    assert "a.pdf (oddxxxxxxxxx): AssertionError" in run.errors["R13"]
    assert run.findings.filter(rule="R02").height == 6
    assert run.findings.filter(rule="R13")["document_id"].str.head(2).unique().to_list() == ["e1"]
    twice = combined([run, run_rules(tables(FAULTY[1] | {"id": "odd2"}), "draft")], "draft")
    assert len(twice.unchecked["R13"]) == 2
    assert twice.findings.filter(rule="R13").height == run.findings.filter(rule="R13").height


def test_each_rule_is_told_in_both_languages_and_only_critical_ones_name_a_reason() -> None:
    for rule in rules():
        file = rule.file
        assert (file.severity == "critical") == bool(file.reason)
        for texts in (file.name, file.meaning, *file.messages.values()):
            assert texts.zh
            assert texts.en


def test_a_rule_that_expects_something_of_some_cases_only_is_refused() -> None:
    (file,) = (rule.file for rule in rules() if rule.file.id == "R28")
    assert isinstance(file.expected, dict)
    assert set(file.expected) == {"lower", "budget"}
    with pytest.raises(ValidationError, match="cases of messages"):
        RuleFile.model_validate(file.model_dump() | {"expected": {"lower": "上年 {before}"}})
