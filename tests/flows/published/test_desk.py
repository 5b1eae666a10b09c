"""Corrections, waivers and letters through whole batches of small drafts."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import polars as pl
import pytest

from flows.commands import output
from flows.commands.telling_desk import tell_findings
from flows.errors import DeskOutdated, NothingToCorrect, UnknownId
from flows.published.correct import correct
from flows.published.desk_list import list_lines
from flows.published.letters import write_letter, write_letters
from flows.published.rule_names import check_rules
from flows.published.trace import trace
from flows.published.waive import waive
from flows.texts import choose_language
from tests.flows.conftest import RunBatch
from tests.flows.drafts import draft_text, write_draft
from warehouse.desk.errors import DeskFileError
from warehouse.findings import Wanted, find
from warehouse.names import UnknownName
from warehouse.release import Release
from warehouse.store import Warehouse

CODE = "99010125P00000324001A"
TABLES = ("projects", "goals", "spending_plan", "indicators", "cells", "reuse", "budget_per_indicator")


def current(warehouse: Path) -> Release:
    return Warehouse(warehouse).release()


def rows(warehouse: Path, table: str, **wanted: str) -> list[dict[str, Any]]:
    return current(warehouse).scan(table).filter(**wanted).collect().to_dicts()


def write_lines(warehouse: Path, *lines: Mapping[str, str]) -> None:
    columns = [
        "document_id",
        "project_code",
        "fiscal_year",
        "project",
        "indicator",
        "field",
        "old",
        "new",
        "reason",
    ]
    cells = [",".join(f'"{line.get(name, "")}"' for name in columns) for line in lines]
    (warehouse / "corrections.csv").write_text("\n".join([",".join(columns), *cells]), encoding="utf-8")


def on_first(field: str, old: str, new: str, **more: str) -> dict[str, str]:
    return {
        "project_code": CODE,
        "fiscal_year": "2025",
        "field": field,
        "old": old,
        "new": new,
        "reason": "核实",
    } | more


def statuses(warehouse: Path) -> list[tuple[int, str]]:
    return [(row["line"], row["status"]) for row in rows(warehouse, "corrections_applied")]


def test_corrections_reach_published_drafts_and_go_when_their_line_goes(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    warehouse, inbox = tmp_path / "warehouse", tmp_path / "inbox"
    write_draft(inbox / "a.txt")
    write_draft(inbox / "b.txt", county="990102")
    run_batch(warehouse, inbox)
    as_read = current(warehouse)
    (document_id,) = as_read.scan("projects").filter(project_code=CODE).collect()["document_id"]
    write_lines(
        warehouse,
        on_first("budget_wanyuan", "12.50", "21.5"),
        on_first("value_text", "≥98%", "≥88.5%", indicator="2"),
        on_first("level2", "数量指标", "质量指标", indicator="1"),
        on_first("percent_written_03", "25", "20"),
        on_first("unit_code", "324001", "399001"),
        {
            "document_id": document_id,
            "field": "县代码",
            "old": "990101",
            "new": "990109",
            "reason": "区划调整",
        },
    )
    other = write_draft(tmp_path / "elsewhere" / "c.txt", county="990103")
    summary = run_batch(warehouse, other)  # the corrected draft is in no source of this batch
    assert (summary.files_found, summary.published, summary.corrections_applied) == (2, 2, 6)
    assert summary.desk_outdated == []

    release = current(warehouse)
    first = release.scan("projects").filter(document_id=document_id).collect().row(0, named=True)
    assert (first["budget_wanyuan"], first["budget_written"]) == (Decimal("21.5"), "12.50")
    assert (first["unit_code"], first["county_code"]) == ("399001", "990109")
    before, after = (
        one.scan("indicators").filter(project_id=first["project_id"]).collect() for one in (as_read, release)
    )
    assert after["value_text"][1] == "≥88.5%"
    assert (after["comparator"][1], after["value_number"][1], after["value_unit"][1]) == (">=", 88.5, "%")
    assert (before["fingerprint_full"] == after["fingerprint_full"]).to_list() == [False, False, True]
    assert (before["fingerprint_wording"] == after["fingerprint_wording"]).all()
    plan = release.scan("spending_plan").filter(project_id=first["project_id"]).collect()
    assert plan["percent_written"].to_list() == [20.0, 50.0, 75.0, 100.0]
    assert release.scan("cells").filter(document_id=document_id).filter(text="≥98%").collect().height == 2
    assert {row["county_code"] for row in rows(warehouse, "documents")} == {"990109", "990102", "990103"}
    assert {(row["old"], row["new"]) for row in rows(warehouse, "corrections_applied")} >= {("12.5", "21.5")}
    again = run_batch(warehouse, inbox, other)
    assert (again.published, again.unchanged, again.corrections_applied) == (0, 3, 6)

    (warehouse / "corrections.csv").unlink()
    assert run_batch(warehouse, inbox).published == 1
    of_both = pl.col("county_code").is_in(["990101", "990102"])
    for table in TABLES[:5]:
        assert (
            current(warehouse).scan(table).filter(of_both).collect().equals(as_read.scan(table).collect())
        ), table
    assert rows(warehouse, "corrections_applied") == []


def found(warehouse: Path, rule: str) -> list[tuple[str, str]]:
    """County and status of a rule's findings."""
    return sorted((row["county_code"], row["status"]) for row in rows(warehouse, "findings", rule=rule))


def results_and_findings_agree(warehouse: Path) -> bool:
    """Whether the last batch's results count the findings on its drafts, row for row."""
    batch = current(warehouse).manifest.batch_id
    results = rows(warehouse, "expectation_results", batch_id=batch, suite="rules")
    counted = {row["rule"]: row["unexpected_count"] for row in results}
    own = {row["document_id"] for row in rows(warehouse, "documents", batch_id=batch)}
    told = [row["rule"] for row in rows(warehouse, "findings") if row["document_id"] in own]
    return all(told.count(rule) == count for rule, count in counted.items())


def test_the_rules_judge_what_a_correction_makes_of_a_published_draft(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    warehouse, inbox = tmp_path / "warehouse", tmp_path / "inbox"
    inbox.mkdir()
    faulty = draft_text().replace("其中：财政资金\t12.50", "其中：财政资金\t9.00")
    (inbox / "a.txt").write_text(faulty, encoding="utf-8")
    write_draft(inbox / "b.txt", county="990102")
    run_batch(warehouse, inbox)
    before = rows(warehouse, "findings")
    assert found(warehouse, "R04") == [("990101", "open")]
    mending = on_first("fiscal_wanyuan", "9", "12.5", project_code=f" {CODE.lower()} ")
    causing = on_first("fiscal_wanyuan", "12.5", "11", project_code=CODE.replace("990101", "990102"))
    write_lines(warehouse, mending, causing)
    summary = run_batch(warehouse, inbox)
    assert (summary.corrections_applied, summary.published, summary.unchanged) == (2, 2, 0)
    assert found(warehouse, "R04") == [("990102", "open")]
    assert results_and_findings_agree(warehouse)

    write_lines(warehouse, causing)
    assert run_batch(warehouse, inbox).published == 1
    assert found(warehouse, "R04") == [("990101", "open"), ("990102", "open")]
    assert results_and_findings_agree(warehouse)
    (warehouse / "corrections.csv").unlink()
    run_batch(warehouse, inbox)
    assert {row["finding_id"] for row in rows(warehouse, "findings")} == {row["finding_id"] for row in before}
    assert {row["status"] for row in rows(warehouse, "findings")} == {"open"}
    assert results_and_findings_agree(warehouse)


def test_lines_that_do_nothing_are_told_and_fail_a_strict_batch(run_batch: RunBatch, tmp_path: Path) -> None:
    warehouse, inbox = tmp_path / "warehouse", tmp_path / "inbox"
    draft = write_draft(inbox / "a.txt")
    run_batch(warehouse, inbox)
    write_lines(
        warehouse,
        on_first("purpose", "用于供水。", "用于供热。"),
        on_first("purpose", "用于供水。", "用于供气。"),
        on_first("budget_wanyuan", "13", "14"),
        on_first("budget_wanyuan", "13", "12.5"),
        on_first("unit_name", "甲水县水务局本级", "甲水县水务局机关"),
        on_first("unit_name", "甲水县水务局本级", "甲水县水务局机关", reason="又写了一遍"),
        on_first("unit_name", "x", "y", project_code="没有这个编码"),
        {"document_id": "0123456789ab", "field": "stage", "old": "草案", "new": "正式", "reason": "x"},
        on_first("level3", "用户满意度", "满意度", indicator="9"),
    )
    expected = [
        (2, "conflicting"), (3, "conflicting"), (4, "expired"), (5, "unneeded"), (6, "applied"), (7, "unneeded"),
        (8, "unknown"), (9, "unknown"), (10, "unknown"),
    ]  # fmt: skip
    with pytest.raises(DeskOutdated, match=r"第 8 行"):
        run_batch(warehouse, inbox, strict=True)
    assert statuses(warehouse) == []
    summary = run_batch(warehouse, inbox)
    assert statuses(warehouse) == expected
    assert [(line.line, line.found) for line in summary.desk_outdated][2:4] == [(4, "12.5"), (5, "12.5")]
    assert rows(warehouse, "projects")[0]["purpose"] == "用于供水。"

    write_lines(warehouse, on_first("budget_wanyuan", "12.5", "14"))
    run_batch(warehouse, inbox)
    draft.write_text(draft_text(budgets=("14.00", "300.00")), encoding="utf-8")  # the county mends its draft
    run_batch(warehouse, inbox)
    assert statuses(warehouse) == [(2, "unneeded")]


def test_a_line_that_is_applied_is_not_held_against_a_draft_in_quarantine(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    """Two departments give their projects the same codes; only one of the drafts is published."""
    warehouse, inbox = tmp_path / "warehouse", tmp_path / "inbox"
    write_draft(inbox / "a.txt", budgets=("12.50", "300.00"))
    other = draft_text(budgets=("7.00", "待定")).replace("甲水县水务局", "甲水县林业局")
    (inbox / "b.txt").write_text(other, encoding="utf-8")
    assert run_batch(warehouse, inbox).quarantined == 1
    write_lines(warehouse, on_first("budget_wanyuan", "12.5", "13"))
    summary = run_batch(warehouse, inbox)
    assert (summary.corrections_applied, summary.desk_outdated) == (1, [])
    assert statuses(warehouse) == [(2, "applied")]


def test_a_malformed_file_stops_the_batch_before_anything_is_done(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    draft = write_draft(tmp_path / "a.txt")
    warehouse.mkdir()
    write_lines(warehouse, on_first("budget_wanyuan", "12.5", "14", reason=""))
    with pytest.raises(DeskFileError):
        run_batch(warehouse, draft)
    assert Warehouse(warehouse).releases() == []


def test_a_correction_lets_a_quarantined_draft_in(run_batch: RunBatch, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    draft = write_draft(tmp_path / "a.txt", budgets=("待定", "3.00"))
    assert run_batch(warehouse, draft).exit_code == 3
    held = rows(warehouse, "documents")[0]["document_id"]
    line = correct(warehouse, current(warehouse), f"{held[:12]}-1", "预算数", "8", "县里来函", "张")
    assert (line.line, line.field, line.old, line.new) == (2, "budget_wanyuan", "", "8")
    assert run_batch(warehouse, write_draft(tmp_path / "b.txt", department="330")).exit_code == 0
    budgets = current(warehouse).scan("projects").filter(document_id=held).collect()["budget_wanyuan"]
    assert budgets.to_list() == [Decimal(8), Decimal(3)]
    assert not list(warehouse.glob("quarantine/*"))


def test_a_code_that_a_draft_in_quarantine_has_too_does_not_name_a_project(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    warehouse, inbox = tmp_path / "warehouse", tmp_path / "inbox"
    write_draft(inbox / "a.txt")
    other = draft_text(department="330", budgets=("待定", "12.50")).replace("P00000330002A", "P00000324001A")
    (inbox / "b.txt").write_text(other, encoding="utf-8")
    assert run_batch(warehouse, inbox).quarantined == 1
    release = current(warehouse)
    projects = release.scan("projects").sort("sequence").collect()["project_id"]
    for project in projects:
        correct(warehouse, release, project, "purpose", "另写", "核实", None)
    shared, single = list_lines(warehouse, release).rows(named=True)
    assert shared["document_id"] is not None
    assert single["document_id"] is None


def test_lines_written_for_a_person(run_batch: RunBatch, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    run_batch(warehouse, write_draft(tmp_path / "a.txt"))
    release = current(warehouse)
    (first, _) = release.scan("projects").sort("sequence").collect()["project_id"]
    correct(warehouse, release, f"{first}-2", "指标值", "=95%", "=1+1", None)
    correct(warehouse, release, f"{first}-2", "预算数", "1,300", "核实", "李")
    for wanted, field, new in (
        (f"{first}-2", "value_text", "≥96%"), (f"{first}-1", "value_number", "3"), (first, "value_text", "x"),
        (first, "fiscal", "许多"), (first, "fiscal", "12.500"), (first, "颜色", "x"),
    ):  # fmt: skip
        with pytest.raises(NothingToCorrect):
            correct(warehouse, release, wanted, field, new, "核实", None)
    with pytest.raises(UnknownId):
        correct(warehouse, release, f"{first}-99", "value_text", "x", "核实", None)
    pending = list_lines(warehouse, release)
    assert pending.select("line", "status", "old", "new").rows() == [
        (2, "pending", "≥98%", "=95%"), (3, "pending", "12.5", "1300"),
    ]  # fmt: skip
    assert run_batch(warehouse, tmp_path / "a.txt", strict=True).corrections_applied == 2
    listed = list_lines(warehouse, current(warehouse))
    assert listed.select("status", "project_id").rows() == [("applied", first), ("applied", first)]


def test_waived_findings_stay_listed_and_outlive_the_draft_they_were_found_in(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    warehouse, inbox = tmp_path / "warehouse", tmp_path / "inbox"
    draft = write_draft(inbox / "a.txt", listed=3)
    run_batch(warehouse, inbox)
    (finding,) = rows(warehouse, "findings", rule="R01")
    waive(warehouse, current(warehouse), finding["finding_id"], "目录另有说明", "王")
    with pytest.raises(NothingToCorrect):
        waive(warehouse, current(warehouse), finding["finding_id"], "再说一次", None)
    with pytest.raises(UnknownId):
        waive(warehouse, current(warehouse), "no such", "x", None)
    draft.write_text(draft_text(listed=3).replace("管好水。", "管好水，管好电。"), encoding="utf-8")
    summary = run_batch(warehouse, inbox)
    assert summary.waivers_applied == 1
    before = finding["document_id"]
    (found,) = (row for row in rows(warehouse, "findings", rule="R01") if row["document_id"] != before)
    assert (found["status"], found["status_reason"]) == ("waived", "目录另有说明")
    assert write_letter(current(warehouse), "990101", tmp_path / "x.docx").paths

    path = warehouse / "waivers.csv"
    path.write_text(
        path.read_text("utf-8-sig").replace(finding["finding_id"], "0" * 20).replace("R01", "R99"), "utf-8"
    )
    with pytest.raises(DeskOutdated):
        run_batch(warehouse, inbox, strict=True)
    assert run_batch(warehouse, inbox).desk_outdated[0].status == "expired"
    assert {row["status"] for row in rows(warehouse, "findings", rule="R01")} == {"open"}


def test_a_letter_tells_a_county_what_was_found(run_batch: RunBatch, tmp_path: Path) -> None:
    warehouse, inbox = tmp_path / "warehouse", tmp_path / "inbox"
    write_draft(inbox / "a.txt", budgets=("待定<w:p>&amp;", "3.00"))
    write_draft(inbox / "b.txt", department="330")
    write_draft(inbox / "c.txt", county="990102")
    (inbox / "d.pdf").write_bytes(b"junk\x00")
    run_batch(warehouse, inbox)
    release = current(warehouse)
    (unread,) = rows(warehouse, "findings", rule="R03")
    held = trace(release, unread["finding_id"])  # in no table: as it was read before it was held back
    assert held.held
    assert "待定<w:p>&amp;" in held.cells["text"].to_list()
    # another version's reading does, and where none is kept, it is read without a trace in the warehouse
    (own,) = (warehouse / "extracts" / held.document["document_id"]).iterdir()
    own.rename(own.with_name("other"))
    assert trace(release, unread["finding_id"]).cells.equals(held.cells)
    shutil.rmtree(warehouse / "extracts")
    assert trace(release, unread["finding_id"]).cells.equals(held.cells)
    assert not (warehouse / "extracts").exists()
    first = release.scan("projects").filter(county_code="990101").collect()["project_id"][0]
    correct(warehouse, release, first, "purpose", "=HYPERLINK()", "核实", "李")
    run_batch(warehouse, inbox)
    written = write_letters(current(warehouse), tmp_path / "letters")
    letters = {path.name: path for path in written.paths}
    letter = docx.Document(str(letters["990101_甲水县_草案核对函.docx"]))
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert "甲水县财政局：" in text
    assert "2025 年部门预算绩效文本草案" in text
    found, *_, corrected = letter.tables
    assert [cell.text for cell in found.rows[0].cells] == ["序号", "项目", "位置", "问题", "建议"]
    assert "待定<w:p>&amp;" in found.rows[1].cells[3].text
    assert "=HYPERLINK()" in [cell.text for cell in corrected.rows[1].cells]
    with pytest.raises(UnknownName):
        write_letter(current(warehouse), "999999")


def test_findings_are_found_by_every_filter(
    run_batch: RunBatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    warehouse, inbox = tmp_path / "warehouse", tmp_path / "inbox"
    for county in ("990101", "990102"):
        text = draft_text(county=county).replace("其中：财政资金\t12.50", "其中：财政资金\t9.00")
        (inbox).mkdir(exist_ok=True)
        (inbox / f"{county}.txt").write_text(text, encoding="utf-8")
    run_batch(warehouse, inbox, strict=True)
    release = current(warehouse)
    everything = find(release, Wanted(rule=("R04",))).collect()
    assert everything["county_code"].to_list() == ["990101", "990102"]
    for wanted, count in (
        (Wanted(county=("990101",), rule=("R04",)), 1), (Wanted(county=("甲水县",), rule=("R04",)), 2),
        (Wanted(rule=("R04",)), 2),
        (Wanted(rule=("R05",)), 0), (Wanted(severity=("critical",)), 0), (Wanted(status=("waived",)), 0),
    ):  # fmt: skip
        assert find(release, wanted).collect().height == count, wanted
    for unknown in (Wanted(county=("1",)), Wanted(unit=("1",)), Wanted(project=("1",))):
        with pytest.raises(UnknownName):
            find(release, unknown)
    with pytest.raises(UnknownName) as told:
        find(release, Wanted(county=("甲水",)))
    assert told.value.near == ["甲水县"]
    capsys.readouterr()
    for arguments, words in (((), "资金"), (("--lang", "en"), "funds do not add")):
        choose_language(arguments, {})
        tell_findings(release, Wanted(rule=("R04",)), "table")
        assert words in " ".join(capsys.readouterr().out.split())
    choose_language((), {})
    monkeypatch.setattr(output, "_NOT_A_TERMINAL", 60)  # too narrow for a table: each finding by itself
    tell_findings(release, Wanted(rule=("R04",)), "table")
    assert f"警告  R04  待处理  {everything['finding_id'][0]}" in capsys.readouterr().out.splitlines()
    check_rules(("R05", "S01"), release)
    with pytest.raises(UnknownName) as told:
        check_rules(("R05", "R99"), release)
    assert (told.value.name, told.value.near[0]) == ("R99", "R09")
