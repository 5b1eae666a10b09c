"""What a person reads at the end of a batch."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.commands.telling_batch import tell_batch
from flows.releasing.replaced import ReplacedDraft
from flows.releasing.summary import BatchSummary, HeldBack

LISTS = ("counties", "held_back", "new_labels", "closed", "desk_outdated", "replaced", "duplicates")
ADVICE = {
    "path": "甲水县/甲.pdf",
    "folder_county": "甲水县",
    "how_to_close_zh": "放回原处。",
    "how_to_close_en": "Put it back.",
}


def summary(*held_back: HeldBack) -> BatchSummary:
    counts = dict.fromkeys(
        (name for name, field in BatchSummary.model_fields.items() if field.annotation in (int, float)), 0
    )
    lists = {name: [] for name in LISTS}
    words = dict.fromkeys(("batch_id", "release_id", "quality_page"), "x")
    return BatchSummary.model_validate(counts | lists | words | {"data_docs": None, "held_back": held_back})


def test_a_reason_in_chinese_fills_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Chinese breaks anywhere: it must not break at its few spaces and leave the rest of the line empty."""
    reason = (
        "预算数缺失或读不出：第 1 项：预算数写作“待定”，不是数字；"
        + "本草案另有许多项目的预算数也读不出来" * 3
    )
    held = HeldBack(
        document_id="d", file_name="甲.pdf", codes=["x"], messages_zh=[reason], messages_en=["why"], **ADVICE
    )
    tell_batch(summary(held), Path("w"), as_json=False)
    (first,) = (line for line in capsys.readouterr().err.splitlines() if "甲.pdf" in line)
    assert "项：预算数写作" in first


def test_a_draft_held_back_is_told_with_its_folder_and_what_closes_its_case(
    capsys: pytest.CaptureFixture[str],
) -> None:
    held = HeldBack(
        document_id="d",
        file_name="甲.pdf",
        codes=["x"],
        messages_zh=["空的。"],
        messages_en=["empty"],
        **ADVICE,
    )
    tell_batch(summary(held, held), Path("w"), as_json=False)
    told = capsys.readouterr().err
    assert "甲水县/甲.pdf" in told
    assert "仅供参考" in told
    assert told.count("结案：放回原处。") == 1


def test_files_that_a_newer_one_stands_for_are_told_where_there_are_some(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_batch(summary(), Path("w"), as_json=False)
    assert "被取代" not in capsys.readouterr().err
    replaced = ReplacedDraft(
        document_id="d",
        file_name="旧.pdf",
        path="甲水县/旧.pdf",
        by_document_id="e",
        by_file_name="新.pdf",
        by_path="甲水县/新.pdf",
        of_batch=True,
        earlier=False,
        compared=True,
        missing=[],
        budget_wanyuan=None,
    )
    some = {"superseded": 1, "replaced": [replaced]}
    tell_batch(summary().model_copy(update=some), Path("w"), as_json=False)
    told = capsys.readouterr().err
    assert "被取代 1  隔离 0" in told
    assert "不用再处理" in told
    assert "甲水县/旧.pdf→甲水县/新.pdf" in "".join(told.split())
    some = {"superseded": 1, "replaced": [replaced.model_copy(update={"compared": False})]}
    tell_batch(summary().model_copy(update=some), Path("w"), as_json=False)
    told = "".join(capsys.readouterr().err.split())
    assert "不用再处理" not in told
    assert "未能读出，无法核对项目" in told


@pytest.mark.parametrize(
    ("found", "told"), [(None, "  .venv/bin/jixiao tables"), ("/bin/jixiao", "  jixiao tables")]
)
def test_what_to_try_next_works_as_it_stands(
    found: str | None, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", [".venv/bin/jixiao", "run"])
    monkeypatch.setattr("shutil.which", lambda _: found)
    tell_batch(summary(), Path("w"), as_json=False)
    assert told in capsys.readouterr().err.splitlines()
