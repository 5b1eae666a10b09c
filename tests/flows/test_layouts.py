"""Layouts beside the warehouse: a new label is told, added to a file, and the draft is read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.draft import LabelSection
from extractors.layouts.library import BrokenLayout, load_layouts
from flows.commands.telling_batch import tell_batch
from flows.commands.telling_labels import layout_file
from flows.errors import WRONG_USE, explain
from flows.releasing.summary import BatchSummary, NewWord
from flows.texts import choose_language
from tests.flows.conftest import RunBatch
from tests.flows.drafts import draft_text


def with_new_heading(path: Path) -> Path:
    path.write_text(draft_text().replace("绩效指标描述", "指标要旨"), encoding="utf-8")
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
        ("指标要旨", "columns", "甲水县", 2, "description")
    ]
    assert "新标签“指标要旨”：甲水县2张表" in told(first, warehouse, capsys, "zh")
    assert "[columns]description" in told(first, warehouse, capsys, "en")

    (warehouse / "layouts").mkdir()
    offered = layout_file(first.new_labels)
    assert offered == 'extends = "hebei"\n[columns]\ndescription = ["指标要旨"]'
    assert "".join(offered.split()) in told(first, warehouse, capsys, "zh")
    (warehouse / "layouts" / "words.toml").write_text(offered, encoding="utf-8")
    assert "words-2.toml" in told(first, warehouse, capsys, "en")
    second = run_batch(warehouse, draft)
    assert (second.published, second.quarantined, second.new_labels) == (1, 0, [])


def test_the_file_offered_is_taken_as_it_is(tmp_path: Path) -> None:
    def new(text: str, section: LabelSection, field: str, county: str | None = "甲县") -> NewWord:
        return NewWord(text=text, section=section, county_name=county, forms=1, nearest="", field=field)

    words = [
        new("指标要旨", "columns", "description"),
        new("1.指标要旨：", "columns", "fact", None),  # the same label, likened to another word elsewhere
        new('归口"股室"', "labels", ""),
        new("项目要旨", "labels", "purpose"),
    ]
    (tmp_path / "words.toml").write_text(layout_file(words), encoding="utf-8")
    layout = load_layouts(tmp_path).recognise(["指标要旨"])
    assert layout.column("指标要旨") == "description"
    assert (layout.label('归口"股室"'), layout.label("项目要旨")) == ("fact", "purpose")


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
