"""Layouts beside the warehouse: a new label is told, added to a file, and the draft is read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.layouts.library import BrokenLayout
from flows.commands.telling_batch import tell_batch
from flows.errors import WRONG_USE, explain
from flows.releasing.summary import BatchSummary
from flows.texts import choose_language
from tests.flows.conftest import RunBatch
from tests.flows.drafts import draft_text


def with_new_heading(path: Path) -> Path:
    path.write_text(draft_text().replace("绩效指标描述", "指标内涵"), encoding="utf-8")
    return path


def told(summary: BatchSummary, warehouse: Path, capsys: pytest.CaptureFixture[str], language: str) -> str:
    choose_language(["--lang", language], {})
    try:
        tell_batch(summary, warehouse, as_json=False)
    finally:
        choose_language([], {})
    return "".join(capsys.readouterr().err.split())


def test_a_new_label_is_told_added_and_read(
    run_batch: RunBatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, warehouse = with_new_heading(tmp_path / "a.txt"), tmp_path / "w"
    first = run_batch(warehouse, draft)
    assert first.quarantined == 1
    assert [(new.text, new.section, new.county_name, new.forms, new.field) for new in first.new_labels] == [
        ("指标内涵", "columns", "甲水县", 2, "description")
    ]
    assert "新标签“指标内涵”：甲水县2张表" in told(first, warehouse, capsys, "zh")
    assert "[columns]description" in told(first, warehouse, capsys, "en")

    (warehouse / "layouts").mkdir()
    added = 'extends = "hebei"\n[columns]\ndescription = ["指标内涵"]\n'
    (warehouse / "layouts" / "甲水.toml").write_text(added, encoding="utf-8")
    second = run_batch(warehouse, draft)
    assert (second.published, second.quarantined, second.new_labels) == (1, 0, [])


def test_a_broken_layout_stops_the_batch_before_it_starts(tmp_path: Path) -> None:
    from flows.prefect.run_batch import run_batch as run_from_command_line

    (tmp_path / "w" / "layouts").mkdir(parents=True)
    (tmp_path / "w" / "layouts" / "坏.toml").write_text("extends = 'hebei'\n[lables]\n", encoding="utf-8")
    with pytest.raises(BrokenLayout) as broken:
        run_from_command_line([str(with_new_heading(tmp_path / "a.txt"))], tmp_path / "w")
    message, code = explain(broken.value) or ("", 0)
    assert code == WRONG_USE
    assert "坏.toml" in message
    assert "labels" in message
