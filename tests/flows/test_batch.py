"""Batches on made-up drafts: what is published, unchanged, quarantined, duplicate; what replaces what."""

from __future__ import annotations

import json
import os
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from docx import Document
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from flows.errors import NothingFound
from flows.releasing.summary import BatchSummary
from tests.flows.conftest import RunBatch
from tests.flows.drafts import draft_text, write_draft
from tests.fuzz.sound import as_docx
from warehouse.errors import WarehouseBusy
from warehouse.release import Release
from warehouse.store import Warehouse


def current(warehouse: Path) -> Release:
    return Warehouse(warehouse).release()


def reasons(warehouse: Path) -> dict[str, list[str]]:
    """File name to reason codes, from every why.json."""
    cases = [json.loads(path.read_text("utf-8")) for path in warehouse.glob("quarantine/*/why.json")]
    return {case["file_name"]: [reason["code"] for reason in case["reasons"]] for case in cases}


def test_unreadable_files_are_quarantined_and_their_neighbours_published(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    write_draft(inbox / "good.txt")
    (inbox / "copy.txt").write_bytes((inbox / "good.txt").read_bytes())
    (inbox / "random.pdf").write_bytes(bytes(range(256)) * 40)
    (inbox / "empty.pdf").write_bytes(b"")
    (inbox / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    notice = Canvas(str(inbox / "notice.pdf"))
    notice.drawString(72, 720, "No form here")
    notice.save()
    locked = Canvas(str(inbox / "locked.pdf"), encrypt=pdfencrypt.StandardEncryption("secret"))
    locked.drawString(72, 720, "x")
    locked.save()
    picture = Canvas(str(inbox / "picture.pdf"))
    picture.rect(72, 72, 200, 200, fill=1)
    picture.save()
    letter = Document()
    letter.add_paragraph("关于报送草案的通知")
    letter.save(str(inbox / "letter.docx"))
    write_draft(inbox / "budget.txt", department="325", budgets=("12.50", "待定"))
    write_draft(inbox / "contents.txt", department="326", listed=3)
    write_draft(inbox / "remarks.txt", department="327", remark="说明")
    summary = run_batch(warehouse, inbox)

    assert summary.exit_code == 1
    assert (summary.files_found, summary.published, summary.duplicate, summary.quarantined) == (12, 1, 1, 10)
    assert reasons(warehouse) == {
        "random.pdf": ["not_a_document"], "empty.pdf": ["empty_file"], "cut.pdf": ["damaged"],
        "notice.pdf": ["no_form"], "locked.pdf": ["encrypted"], "picture.pdf": ["no_text_layer"],
        "letter.docx": ["no_form"], "budget.txt": ["budget_missing"], "contents.txt": ["toc_mismatch"],
        "remarks.txt": ["leftover_text"],
    }  # fmt: skip
    release = current(warehouse)
    documents = release.scan("documents").collect()
    assert documents.group_by("status").len().sort("status").rows() == [("published", 1), ("quarantined", 10)]
    published = documents.filter(status="published")["document_id"][0]
    for table in ("projects", "indicators", "cells", "overall_targets"):
        assert release.scan(table).collect()["document_id"].unique().to_list() == [published]
    held = release.scan("findings").filter(severity="critical").collect()
    assert sorted(held["rule"].unique()) == ["R01", "R02", "R03"]
    assert all(case.messages_zh and case.messages_en for case in summary.held_back)
    assert "待定" in (warehouse / "reports" / "quality.html").read_text("utf-8")
    (batch,) = release.scan("batches").collect().to_dicts()
    assert batch["files_found"] == sum(
        batch[name] for name in ("published", "unchanged", "superseded", "quarantined", "duplicate")
    )


def test_nothing_published_and_nothing_found(run_batch: RunBatch, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    with pytest.raises(NothingFound):
        run_batch(tmp_path / "warehouse", tmp_path / "inbox")
    (tmp_path / "inbox" / "a.pdf").write_bytes(b"junk\x00")
    summary = run_batch(tmp_path / "warehouse", tmp_path / "inbox")
    assert summary.exit_code == 3
    assert current(tmp_path / "warehouse").scan("documents").collect()["status"].to_list() == ["quarantined"]


def test_a_second_run_leaves_everything_as_it_is(run_batch: RunBatch, tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    for county in ("990101", "990102"):
        write_draft(inbox / f"{county}.txt", county=county)
    run_batch(warehouse, inbox)
    first = current(warehouse)
    summary = run_batch(warehouse, inbox)
    second = current(warehouse)
    assert (summary.published, summary.unchanged, summary.exit_code) == (0, 2, 0)
    assert second.release_id != first.release_id
    for table in ("projects", "indicators", "cells", "reuse"):
        for before, after in zip(first.files(table), second.files(table), strict=True):
            assert before.samefile(after)
    assert second.scan("batches").collect().height == 2


def test_a_newer_draft_replaces_the_older_one_in_its_own_partition(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    old = write_draft(inbox / "old.txt", budgets=("10.00",))
    os.utime(old, (1_700_000_000, 1_700_000_000))
    write_draft(inbox / "other.txt", county="990102")
    run_batch(warehouse, inbox)
    before = current(warehouse)
    write_draft(inbox / "new.txt", budgets=("11.00", "5.00"))
    summary = run_batch(warehouse, inbox)
    after = current(warehouse)

    assert (summary.published, summary.unchanged) == (1, 2)
    statuses = dict(after.scan("documents").select("file_name", "status").collect().rows())
    assert statuses == {"old.txt": "superseded", "new.txt": "published", "other.txt": "published"}
    budgets = after.scan("projects").filter(county_code="990101").collect()["budget_wanyuan"].sum()
    assert budgets == Decimal(16)
    same = "projects/year=2025/county=990102/part.parquet"
    assert (before.folder / same).samefile(after.folder / same)
    assert before.verify() == after.verify() == []
    assert before.scan("projects").filter(county_code="990101").collect()["budget_wanyuan"].to_list() == [
        Decimal(10)
    ]


def test_nothing_is_found_on_an_older_version_in_the_same_batch(run_batch: RunBatch, tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    old = write_draft(inbox / "old.txt", budgets=("10.00",))
    os.utime(old, (1_700_000_000, 1_700_000_000))
    write_draft(inbox / "new.txt", budgets=("11.00",))
    run_batch(warehouse, inbox)
    release = current(warehouse)
    standing = release.scan("documents").filter(status="published").collect()["document_id"].to_list()
    found = release.scan("findings").collect()
    assert found["document_id"].unique().to_list() == standing
    counts = release.scan("expectation_results").collect().drop_nulls("rule")
    told = dict(counts.group_by("rule").agg(pl.col("unexpected_count").sum()).rows())
    assert {rule: count for rule, count in told.items() if count} == dict(found.group_by("rule").len().rows())


def test_a_mended_draft_closes_its_case(run_batch: RunBatch, tmp_path: Path) -> None:
    """One is mended in its own file, one comes again under another name and in another format."""
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    for name, department in (("a.txt", "324"), ("b.txt", "325")):
        write_draft(inbox / name, department=department, budgets=("待定",))
    assert run_batch(warehouse, inbox).exit_code == 3
    whys = list(warehouse.glob("quarantine/*/why.json"))
    assert len(whys) == 2
    for why in whys:
        assert "文件名和格式可以不同" in json.loads(why.read_text("utf-8"))["how_to_close_zh"]
    write_draft(inbox / "a.txt", department="324", budgets=("8.00",))
    (inbox / "改正稿.docx").write_bytes(as_docx(draft_text(department="325", budgets=("9.00",))))
    mended = run_batch(warehouse, inbox)
    assert (mended.exit_code, mended.open_earlier) == (0, 0)
    assert sorted(case.file_name for case in mended.closed) == ["a.txt", "b.txt"]
    assert not any(why.exists() for why in whys)
    budgets = current(warehouse).scan("projects").collect()["budget_wanyuan"]
    assert sorted(budgets) == [Decimal(8), Decimal(9)]


def test_cases_stay_open_until_something_closes_them(run_batch: RunBatch, tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    inbox.mkdir()
    broken, unread = inbox / "甲.doc", inbox / "乙.pdf"
    broken.write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(99))
    unread.write_bytes(b"%PDF-1.7 cut")
    for old in (broken, unread):
        os.utime(old, (1_700_000_000, 1_700_000_000))
    run_batch(warehouse, inbox)
    for why in warehouse.glob("quarantine/*/why.json"):
        assert "沿用原来的文件名" in json.loads(why.read_text("utf-8"))["how_to_close_zh"]
    write_draft(tmp_path / "elsewhere" / "other.txt", county="990102")
    elsewhere = run_batch(warehouse, tmp_path / "elsewhere")
    assert (elsewhere.exit_code, elsewhere.open_earlier, elsewhere.closed) == (0, 2, [])
    write_draft(inbox / "甲.txt")  # beside the file that could not be read, which is still there
    mended = run_batch(warehouse, inbox)
    assert [case.file_name for case in mended.closed] == ["甲.doc"]
    assert (mended.files_found, mended.published, mended.superseded, mended.quarantined) == (3, 1, 1, 1)
    assert reasons(warehouse) == {"乙.pdf": ["damaged"]}
    documents = current(warehouse).scan("documents").filter(status="superseded").collect()
    assert "甲.txt" in documents["status_reason"][0]
    assert run_batch(warehouse, inbox).unchanged == 2


def test_a_case_closed_in_its_own_batch_is_told_apart(run_batch: RunBatch, tmp_path: Path) -> None:
    """So is a draft that could be published, had the batch not brought a newer one."""
    inbox = tmp_path / "inbox"
    for name, budget in (("faulty.txt", "待定"), ("old.txt", "10.00")):
        os.utime(write_draft(inbox / name, budgets=(budget,)), (1_700_000_000, 1_700_000_000))
    write_draft(inbox / "new.txt", budgets=("11.00",))
    first = run_batch(tmp_path / "warehouse", inbox)
    assert (first.files_found, first.published, first.superseded, first.quarantined) == (3, 1, 2, 0)
    assert (first.unchanged, first.held_back, first.exit_code) == (0, [], 0)
    second = run_batch(tmp_path / "warehouse", inbox)
    assert (second.unchanged, second.superseded) == (3, 0)


def test_hostile_files_are_told_and_their_neighbours_published(run_batch: RunBatch, tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "inbox" / "warehouse"
    write_draft(inbox / "good.txt")
    (inbox / "broken.pdf").symlink_to("nowhere")
    (inbox / "secret.txt").symlink_to("/etc/passwd")
    with zipfile.ZipFile(inbox / "odd.zip", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", "x")
    for _ in range(2):  # the warehouse lies in the folder by now
        summary = run_batch(warehouse, inbox)
        assert (summary.files_found, summary.quarantined) == (4, 3)
    assert reasons(warehouse) == {
        "broken.pdf": ["broken_link"], "secret.txt": ["link_outside"], "a.txt": ["odd_packing"],
    }  # fmt: skip
    assert [path.suffix for path in warehouse.glob("raw/*/*")] == [".txt"]


def test_strict_quarantines_on_warnings(run_batch: RunBatch, tmp_path: Path) -> None:
    draft = write_draft(tmp_path / "a.txt")
    draft.write_text(draft_text().replace("其中：财政资金\t12.50", "其中：财政资金\t9.00"), encoding="utf-8")
    assert run_batch(tmp_path / "lenient", draft).exit_code == 0
    assert run_batch(tmp_path / "strict", draft, strict=True).exit_code == 3


def test_forced_reading_gives_the_same_rows(run_batch: RunBatch, tmp_path: Path) -> None:
    draft, warehouse = write_draft(tmp_path / "a.txt"), tmp_path / "warehouse"
    run_batch(warehouse, draft)
    first = current(warehouse)
    assert run_batch(warehouse, draft, force=True).published == 1
    for table in ("projects", "indicators", "cells", "reuse", "budget_per_indicator"):
        assert current(warehouse).scan(table).collect().equals(first.scan(table).collect()), table


def test_only_one_batch_writes_at_a_time(run_batch: RunBatch, tmp_path: Path) -> None:
    draft, warehouse = write_draft(tmp_path / "a.txt"), tmp_path / "warehouse"
    with Warehouse(warehouse).lock(), pytest.raises(WarehouseBusy):
        run_batch(warehouse, draft)


HOSTILE = "=cmd|' C calc'!A0 <img src=x onerror=alert(1)>.txt"


@pytest.fixture(scope="module")
def odd_drafts(run_batch: RunBatch, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BatchSummary]:
    """A warehouse with drafts that are each odd in its own way, and what was told of their batch."""
    folder = tmp_path_factory.mktemp("odd")
    inbox, warehouse = folder / "inbox", folder / "warehouse"
    inbox.mkdir()
    texts = {
        "yuan.txt": draft_text(department="331", budgets=("125,000.50",)).replace("单位：万元", "单位：元"),
        "more.txt": draft_text(department="332").replace("\t问卷", "\t问卷\t多出的一格"),
        HOSTILE: draft_text(department="333", budgets=("待定",)).replace(
            "甲水县", "<script>alert(1)</script>县"
        ),
    }
    for county in ("丙江县", "乙山县"):
        coded = draft_text().replace("甲水县", county)
        texts[f"{county}.txt"] = re.sub("项目编码\t\\w+", "项目编码\t", coded)
    for name, text in texts.items():
        (inbox / name).write_text(text, encoding="gb18030")
    return warehouse, run_batch(warehouse, inbox)


def test_counties_without_codes_are_told_apart_by_name(odd_drafts: tuple[Path, BatchSummary]) -> None:
    _, summary = odd_drafts
    uncoded = [(one.county_name, one.drafts) for one in summary.counties if one.county_code is None]
    assert uncoded == [("丙江县", 1), ("乙山县", 1)]


def test_money_in_yuan_comes_out_in_ten_thousands(odd_drafts: tuple[Path, BatchSummary]) -> None:
    (project,) = current(odd_drafts[0]).scan("projects").filter(money_unit="元").collect().to_dicts()
    assert project["budget_wanyuan"] == Decimal("12.50005")
    assert project["budget_written"] == "125,000.50"


def test_hostile_names_stay_text(odd_drafts: tuple[Path, BatchSummary]) -> None:
    warehouse, summary = odd_drafts
    assert HOSTILE in [case.file_name for case in summary.held_back]
    page = (warehouse / "reports" / "quality.html").read_text("utf-8")
    assert "<script" not in page
    assert "<img" not in page


def test_every_cell_of_a_form_is_taken_or_left_over(odd_drafts: tuple[Path, BatchSummary]) -> None:
    release = current(odd_drafts[0])
    cells = release.scan("cells").filter(pl.col("field").is_null(), "in_form").collect()
    assert cells["text"].to_list() == ["多出的一格"] * 2
    (document,) = release.scan("documents").filter(file_name="more.txt").collect().to_dicts()
    assert document["leftover_cell_count"] == 2
