"""The gate, its reasons and its findings."""

import string

import polars as pl
import pytest

from expectations.check import check
from expectations.findings import findings_of, keep_known
from expectations.gate import decide
from expectations.policy import GateFileWrong, GateNamesUnknownRules, Policy, default_policy, policy_of
from expectations.reasons import reason, reason_texts
from expectations.suite import suites
from flows.errors import explain
from tests.expectations.conftest import Batch

FACTS = {
    "other": "另一份.pdf",
    "detail": ".xyz", "kind": "doc", "what": "pages", "limit": 2_000, "memory": "3072 MiB", "seconds": 120, "details_zh": "甲",
    "details_en": "a", "method": "bzip2", "ratio": 200,
}  # fmt: skip


def failures(**changed):
    """What suites find in a batch of which one row of a table is changed."""
    batch = Batch()
    for table, change in changed.items():
        getattr(batch, table)[0].update(change)
    return check(*batch.frames(), "b1", strict=True).failures


NAMELESS = {"project_name": None}


@pytest.fixture(scope="module")
def nameless():
    return failures(projects=NAMELESS)


@pytest.fixture(scope="module")
def without_indicators():
    return failures(projects={"indicator_count": 0, "measurable_count": 0})


def gate(found, *, strict=False, **lines):
    base = default_policy().model_dump()
    return decide(found, Policy.model_validate(base | lines), strict=strict)


def test_a_critical_failure_quarantines_with_a_sentence_to_forward(without_indicators):
    (reason,) = gate(without_indicators)["d1"][:1]
    assert (reason.code, reason.pages) == ("no_indicators", (7,))
    assert "服装费" in reason.message_zh
    assert "绩效指标" in reason.advice_zh


def test_many_rows_of_one_reason_are_one_reason_with_a_count(batch):
    batch.projects = [
        batch.projects[0]
        | {"project_id": f"d1-{n}", "sequence": n, "indicator_count": 0, "measurable_count": 0}
        for n in range(1, 9)
    ]
    reasons = gate(check(*batch.frames(), "b1").failures)["d1"]
    told = next(reason for reason in reasons if reason.code == "no_indicators")
    assert "第 5 个" in told.message_zh
    assert "第 6 个" not in told.message_zh
    assert "共 8 处" in told.message_zh


def test_a_warning_quarantines_only_under_strict(nameless):
    assert gate(nameless) == {}
    (reason,) = gate(nameless, strict=True)["d1"]
    assert reason.code == "strict_warning"


@pytest.mark.parametrize(
    ("lines", "held", "held_strictly"),
    [
        ({"rules": {"S08": "quarantine"}}, True, True),
        ({"rules": {"S08": "pass"}}, False, False),
        ({"severities": {"critical": "quarantine", "warning": "pass", "info": "pass"}}, False, False),
        ({"counties": {"130821": {"S08": "quarantine"}}}, True, True),
        ({"counties": {"130822": {"S08": "quarantine"}}}, False, True),
        ({"counties": {"130821": {"S08": "pass"}}, "rules": {"S08": "quarantine"}}, False, False),
    ],
)
def test_the_narrowest_line_of_the_policy_counts(lines, held, held_strictly, nameless):
    assert bool(gate(nameless, **lines)) == held
    assert bool(gate(nameless, strict=True, **lines)) == held_strictly


def test_a_rule_that_the_policy_makes_hold_is_told_as_such(nameless):
    (reason,) = gate(nameless, rules={"S08": "quarantine"})["d1"]
    assert reason.code == "gate_rule"
    assert "没有名称" in reason.message_zh


def test_rows_are_located_where_a_county_holds_for_them(batch):
    batch.projects[0].update(NAMELESS)
    policy = Policy.model_validate(
        default_policy().model_dump() | {"counties": {"130821": {"S08": "quarantine"}}}
    )
    found = check(*batch.frames(), "b1", policy=policy).failures
    assert found["rule"].to_list() == ["S08"]


@pytest.mark.parametrize(
    ("count", "of", "held"), [(2, 400, False), (4, 400, False), (5, 400, True), (3, 10, True)]
)
def test_a_little_leftover_text_is_tolerated(count, of, held, nameless):
    found = nameless.with_columns(
        rule=pl.lit("R02"), severity=pl.lit("critical"), reason=pl.lit("leftover_text"), count=count, of=of
    )
    assert bool(gate(found)) == held
    assert gate(found, strict=True)


def test_a_warehouse_changes_only_the_lines_it_names(tmp_path):
    (tmp_path / "gate.toml").write_text(
        '[rules]\nR24 = "pass"\n[counties.130821]\nR05 = "quarantine"\n', "utf-8"
    )
    policy = policy_of(tmp_path)
    assert policy.action("R24", "warning", None) == "pass"
    assert policy.action("R05", "warning", "130821") == "quarantine"
    assert policy.action("R05", "warning", "130822") == "warn"
    assert policy.action("R01", "critical", "130821") == "quarantine"
    assert policy_of(tmp_path / "elsewhere") == default_policy()


@pytest.mark.parametrize(
    "text",
    [
        "[rules]\nR24 = 'hold'",
        "[rule]\nR24 = 'pass'",
        "[rules]\nR99 = 'pass'",
        "[counties.130821]\nr05 = 'pass'",
        "rules = [",
        "\xff",
    ],
)
def test_a_gate_file_that_says_nonsense_is_refused_with_its_name(tmp_path, text):
    (tmp_path / "gate.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(GateFileWrong, match=r"gate\.toml"):
        policy_of(tmp_path)


def test_rules_that_there_are_none_of_are_named(tmp_path):
    (tmp_path / "gate.toml").write_text("[rules]\nR99 = 'pass'\nR98 = 'warn'")
    with pytest.raises(GateNamesUnknownRules, match=r"gate\.toml: R98, R99$") as refused:
        policy_of(tmp_path)
    told = explain(refused.value)
    assert told is not None
    assert "不存在的规则" in told[0]


def test_neighbours_are_not_held_back(batch):
    batch.documents.append(batch.documents[0] | {"document_id": "d2", "project_count": 0})
    assert set(gate(check(*batch.frames(), "b1").failures)) == {"d2"}


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


def test_findings_keep_their_id_from_batch_to_batch(without_indicators):
    first, second = findings_of(without_indicators, "b1"), findings_of(without_indicators.reverse(), "b2")
    assert set(first["finding_id"]) == set(second["finding_id"])
    assert set(first["status"]) == {"open"}
    place = first.filter(rule="S09").select("project_id", "page", "county_code")
    assert place.rows() == [("d1-1", 7, "130821")]


def test_a_finding_that_stays_keeps_its_batch_and_one_that_goes_is_gone(without_indicators):
    before = findings_of(without_indicators, "b1")
    after = findings_of(without_indicators.filter(rule="S09"), "b2")
    fresh = after.with_columns(finding_id=pl.lit("other"), observed=pl.lit("1"))
    kept = keep_known(pl.concat([after, fresh]), before)
    assert kept.select("finding_id", "batch_id").rows() == [(after["finding_id"][0], "b1"), ("other", "b2")]


def test_no_failures_make_no_findings(batch):
    none = check(*batch.frames(), "b1").failures
    assert findings_of(none, "b1").is_empty()
    assert gate(none, strict=True) == {}
