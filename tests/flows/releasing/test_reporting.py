"""The quality page against the warehouse and the command's summary, over several batches."""

from __future__ import annotations

import os
import re
from pathlib import Path

from flows.releasing.summary import BatchSummary
from tests.flows.conftest import RunBatch
from tests.flows.drafts import write_draft
from warehouse.release import Release
from warehouse.store import Warehouse


def told(summary: BatchSummary) -> str:
    html = Path(summary.quality_page).read_text("utf-8").split("</style>")[1]
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


def agree(summary: BatchSummary, release: Release) -> None:
    """The page's figures are those of the summary and of the warehouse."""
    text = told(summary)
    documents = release.scan("documents").collect()
    held = documents.filter(status="quarantined")
    assert f"隔离中的草案（{held.height}）" in text
    for name in held["file_name"]:
        assert name in text
    overview = text.split("各县情况")[-1]
    for county in summary.counties:
        figures = f"{county.drafts}{county.projects}{county.indicators}{county.budget_wanyuan:,.2f}"
        assert f"{county.county_name}{county.county_code}{figures}" in overview
    totals = [
        sum(getattr(one, name) for one in summary.counties) for name in ("drafts", "projects", "indicators")
    ]
    assert totals == [
        documents.filter(status="published").height,
        *(release.scan(table).collect().height for table in ("projects", "indicators")),
    ]
    found = release.scan("findings").collect()
    for (rule,), rows in found.group_by("rule"):
        assert re.search(rf"{rule}{rows.height}(?!\d)|{rule}{rows.height}(隔离|\d)", text), rule
        assert any(finding_id in text for finding_id in rows["finding_id"])


def test_the_page_agrees_with_the_warehouse_after_every_run(run_batch: RunBatch, tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    write_draft(inbox / "甲水县" / "a.txt")
    write_draft(inbox / "甲水县" / "b.txt", department="325", budgets=("5.00", "5.00"))
    write_draft(inbox / "甲水县" / "held.txt", department="326", budgets=("待定",))
    (inbox / "甲水县" / "空.docx").write_bytes(b"")
    first = run_batch(warehouse, inbox)
    agree(first, Warehouse(warehouse).release())
    assert (first.quarantined, len(first.counties)) == (2, 1)
    assert {case.path: case.folder_county for case in first.held_back} == {
        "甲水县/held.txt": None, "甲水县/空.docx": "甲水县",
    }  # fmt: skip

    unchanged = run_batch(
        warehouse, inbox / "甲水县" / "a.txt"
    )  # the cases stay open: their files did not come again
    assert (unchanged.unchanged, unchanged.quarantined, unchanged.open_earlier) == (1, 0, 2)
    agree(unchanged, Warehouse(warehouse).release())
    assert unchanged.counties == first.counties
    text = told(unchanged)
    assert "没有草案被隔离" not in text
    assert text.count("以前批次") >= 2
    assert "共检查0" not in text
    assert "草案：没有可检查的数据" in text

    path = write_draft(inbox / "甲水县" / "a.txt", budgets=("12.50", "300.00", "7.00"))
    os.utime(path, (4_000_000_000,) * 2)
    changed = run_batch(warehouse, inbox)
    agree(changed, Warehouse(warehouse).release())
    assert (changed.published, changed.unchanged, changed.quarantined) == (1, 1, 2)
    assert changed.counties[0].projects == 5
    assert "以前批次" not in told(changed)


def test_a_renamed_file_that_was_published_closes_the_case_at_its_new_address(
    run_batch: RunBatch, tmp_path: Path
) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    inbox.mkdir()
    (inbox / "草案.txt").write_bytes(b"")
    run_batch(warehouse, inbox)
    (inbox / "草案.txt").unlink()
    mended = write_draft(inbox / "改正.txt")
    assert run_batch(warehouse, inbox).open_earlier == 1
    mended.rename(inbox / "草案.txt")
    closed = run_batch(warehouse, inbox)
    assert (closed.unchanged, closed.open_earlier, [case.file_name for case in closed.closed]) == (
        1,
        0,
        ["草案.txt"],
    )
