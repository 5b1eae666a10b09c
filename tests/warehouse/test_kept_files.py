"""Drafts as received, their readings and their quarantine: whole or not there, and kept once."""

import hashlib
import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from warehouse import raw
from warehouse.extracts import extract_path, kept_extracts, read_extract, write_extract
from warehouse.quarantine import Reason, WhatWasRead, Why, keep_open_cases, put_quarantine, read_quarantine
from warehouse.raw import keep_raw
from warehouse.store import Warehouse

DRAFT = b"%PDF-1.7 draft"
SHA256 = hashlib.sha256(DRAFT).hexdigest()


def files_under(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_draft_is_kept_once(tmp_path: Path) -> None:
    kept = tmp_path / "raw" / SHA256[:2] / f"{SHA256}.pdf"
    for suffix in (".PDF", "pdf"):
        assert keep_raw(tmp_path, io.BytesIO(DRAFT), suffix)[:2] == (SHA256, kept)
    assert files_under(tmp_path) == [kept]
    assert kept.read_bytes() == DRAFT


def test_a_file_that_is_there_already_is_not_written_again(tmp_path: Path) -> None:
    _, kept, is_new = keep_raw(tmp_path, io.BytesIO(DRAFT), ".txt")
    assert is_new
    before = kept.stat()
    assert not keep_raw(tmp_path, io.BytesIO(DRAFT), "txt").is_new
    assert kept.stat().st_ino == before.st_ino


def test_a_draft_larger_than_is_held_in_memory_is_kept_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "_IN_MEMORY", 4)
    kept = keep_raw(tmp_path, io.BytesIO(DRAFT), ".txt").path
    assert kept.read_bytes() == DRAFT
    assert files_under(tmp_path) == [kept]


@pytest.mark.parametrize(
    ("suffix", "kept_as"),
    [
        (".DOCX", "docx"),
        ("", "bin"),
        ("/../../x", "bin"),
        (".tar.gz", "bin"),
        (".文本", "bin"),
        (".pdf\n", "bin"),
    ],
)
def test_no_suffix_leads_out_of_the_folder(suffix: str, kept_as: str, tmp_path: Path) -> None:
    path = keep_raw(tmp_path, io.BytesIO(DRAFT), suffix).path
    assert path == tmp_path / "raw" / SHA256[:2] / f"{SHA256}.{kept_as}"


def test_a_reading_is_found_again_by_the_version_that_made_it(tmp_path: Path) -> None:
    assert read_extract(tmp_path, SHA256, "1.0") is None
    path = write_extract(tmp_path, SHA256, "1.0", '{"名称": 1}')
    assert path == extract_path(tmp_path, SHA256, "1.0")
    assert json.loads(read_extract(tmp_path, SHA256, "1.0") or "") == {"名称": 1}
    assert read_extract(tmp_path, SHA256, "1.1") is None
    write_extract(tmp_path, SHA256, "1.1", "{}")
    for first in ("1.0", "1.1"):
        assert next(kept_extracts(tmp_path, SHA256, first)) == read_extract(tmp_path, SHA256, first)
    assert len(list(kept_extracts(tmp_path, SHA256, None))) == 2
    assert not list(kept_extracts(tmp_path, "0" * 64, "1.0"))
    assert extract_path(tmp_path, SHA256, "../1").parent.parent == tmp_path / "extracts" / SHA256


WHY = Why(
    document_id=SHA256,
    file_name="承德县.pdf",
    source_uri="in/承德县.pdf",
    batch_id="b1",
    reasons=(
        Reason(
            code="R03",
            message_zh="预算数无法读取",
            message_en="The budget cannot be read",
            pages=(3,),
            advice_zh="请核对第 3 页",
            advice_en="Look at page 3",
        ),
    ),
    what_was_read=WhatWasRead(pages=4, projects=2),
    at=datetime(2026, 1, 1, tzinfo=UTC),
)


def test_quarantine_says_why_and_is_lifted(tmp_path: Path) -> None:
    folder = put_quarantine(tmp_path, SHA256, WHY)
    assert folder == tmp_path / "quarantine" / SHA256
    text = (folder / "why.json").read_text(encoding="utf-8")
    assert "预算数无法读取" in text
    assert Why.model_validate_json(text) == WHY
    assert json.loads(text)["what_was_read"]["indicators"] is None
    keep_open_cases(tmp_path, {SHA256})
    assert read_quarantine(tmp_path, SHA256) == WHY
    keep_open_cases(tmp_path, set())
    assert not folder.exists()
    assert read_quarantine(tmp_path, SHA256) is None


def test_a_write_that_fails_leaves_what_was_there_and_is_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_extract(tmp_path, SHA256, "1.0", "old")

    def full(_: int) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="disk full"):
            write_extract(tmp_path, SHA256, "1.0", "new")
        with pytest.raises(OSError, match="disk full"):
            keep_raw(tmp_path, io.BytesIO(DRAFT), ".pdf")
    assert read_extract(tmp_path, SHA256, "1.0") == "old"
    assert len(files_under(tmp_path)) > 1
    warehouse = Warehouse(tmp_path)
    with warehouse.lock():
        warehouse.clean_unfinished()
    assert {path.name for path in files_under(tmp_path)} <= {"draft.json", ".lock"}
