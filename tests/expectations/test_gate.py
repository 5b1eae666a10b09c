"""The gate, its reasons and its findings."""

import string

import polars as pl
import pytest

from expectations.check import check
from expectations.findings import gate_findings
from expectations.gate import decide
from expectations.reasons import reason, reason_texts
from expectations.suite import suites

FACTS = {"detail": ".xyz", "limit": "200 MB", "seconds": 120, "details_zh": "甲", "details_en": "a"}


def test_a_critical_failure_quarantines_with_a_sentence_to_forward(batch):
    batch.documents[0].update(toc_project_count=3)
    batch.projects[0]["budget_wanyuan"] = None
    verdict = decide(check(*batch.frames(), "b1").failures, strict=False)["d1"]
    assert verdict.quarantine
    toc, budget = verdict.reasons
    assert (toc.code, toc.message_zh) == (
        "toc_mismatch",
        "目录与读出的绩效目标表对不上：目录列出 3 个项目，实际读出 2 个。",
    )
    assert (budget.code, budget.pages) == ("budget_missing", (7,))
    assert "服装费" in budget.message_zh
    assert "目录" in toc.advice_zh


def test_many_rows_of_one_reason_are_one_reason_with_a_count(batch):
    batch.projects = [
        batch.projects[0] | {"project_id": f"d1-{n}", "sequence": n, "budget_wanyuan": None}
        for n in range(1, 9)
    ]
    verdict = decide(check(*batch.frames(), "b1").failures, strict=False)["d1"]
    budget = next(reason for reason in verdict.reasons if reason.code == "budget_missing")
    assert "第 5 个" in budget.message_zh
    assert "第 6 个" not in budget.message_zh
    assert "共 8 处" in budget.message_zh


def test_a_warning_quarantines_only_under_strict(batch):
    batch.projects[0]["project_code"] = None
    failures = check(*batch.frames(), "b1", strict=True).failures
    assert not decide(failures, strict=False)["d1"].quarantine
    strict = decide(failures, strict=True)["d1"]
    assert strict.quarantine
    assert [reason.code for reason in strict.reasons] == ["strict_warning"]


def test_neighbours_are_not_held_back(batch):
    batch.documents.append(batch.documents[0] | {"document_id": "d2", "project_count": 9})
    assert set(decide(check(*batch.frames(), "b1").failures, strict=False)) == {"d2"}


@pytest.mark.parametrize("code", reason_texts())
def test_every_reason_can_be_told_and_says_what_to_do(code):
    told = reason(code, pages=[3], **FACTS)
    text = told.message_zh + told.message_en + told.advice_zh + told.advice_en
    assert not set(text) & set("{}")
    assert told.message_zh.endswith("。")
    assert told.advice_zh.endswith("。")
    assert told.pages == (3,)


def test_a_reason_without_its_facts_is_refused():
    with pytest.raises(KeyError):
        reason("timeout")


def test_every_critical_check_has_a_reason_that_needs_only_its_rows():
    for suite in suites():
        for item in suite.check:
            if item.reason:
                fields = string.Formatter().parse(reason_texts()[item.reason].message_zh)
                assert {name for _, name, _, _ in fields if name} <= {"details_zh"}


def test_findings_keep_their_id_from_batch_to_batch(batch):
    batch.documents[0].update(leftover_cell_count=9)
    batch.projects[0]["budget_wanyuan"] = None
    failures = check(*batch.frames(), "b1", strict=True).failures
    first, second = gate_findings(failures, "b1"), gate_findings(failures.reverse(), "b2")
    assert set(first["finding_id"]) == set(second["finding_id"])
    assert sorted(first.select("rule", "severity", "field").rows()) == [
        ("R02", "critical", "leftover_cell_count"),
        ("R03", "critical", "budget_wanyuan"),
    ]
    assert set(first["status"]) == {"open"}
    place = first.filter(rule="R03").select("project_id", "page", "county_code")
    assert place.rows() == [("d1-1", 7, "130821")]


def test_no_failures_make_no_findings(batch):
    failures = check(*batch.frames(), "b1").failures
    assert gate_findings(failures, "b1").is_empty()
    assert decide(failures, strict=True) == {}
    assert isinstance(failures, pl.DataFrame)
