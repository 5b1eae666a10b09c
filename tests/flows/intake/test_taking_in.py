"""Taking files in: what each is kept and told as, and what the warehouse's disk can hold."""

from __future__ import annotations

import hashlib
import io
import shutil
import zipfile
from collections import namedtuple
from pathlib import Path

import pytest

from flows.intake import taking_in
from flows.intake.manifest import Work
from flows.intake.taking_in import take_in
from flows.settings import Settings


def take(inbox: Path, warehouse: Path) -> Work:
    work = Work(warehouse / ".work" / "batch")
    work.folder.mkdir(parents=True, exist_ok=True)
    take_in([str(inbox)], work, Settings(warehouse=warehouse), recalled=[], force=False)
    return work


def locked() -> bytes:
    """An archive whose one member is marked as encrypted."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("a.txt", "x")
    content = bytearray(buffer.getvalue())
    content[content.index(b"PK\1\2") + 8] |= 1
    return bytes(content)


def test_no_file_can_pass_for_a_refused_one(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "b.zip").write_bytes(locked())
    (inbox / "a.txt").write_text(f"file://{inbox}/b.zip!/a.txt")
    work = take(inbox, tmp_path / "warehouse")
    (refused,) = work.entries("refused")
    assert (refused.code, refused.uri.endswith("b.zip!/a.txt")) == ("encrypted", True)
    assert refused.document_id != hashlib.sha256(refused.uri.encode()).hexdigest()
    assert [entry.name for entry in work.entries("new")] == ["a.txt"]


def test_a_file_for_which_the_disk_has_no_room_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "large.txt").write_bytes(bytes(1000))
    (tmp_path / "inbox" / "small.txt").write_bytes(b"x")
    usage = namedtuple("usage", "total used free")
    free = taking_in._SPARE_BYTES + 1000
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(free, 0, free))
    work = take(tmp_path / "inbox", tmp_path / "warehouse")
    assert [(entry.name, entry.code) for entry in work.entries("refused")] == [("large.txt", "no_room")]
    assert [entry.name for entry in work.entries("new")] == ["small.txt"]


def test_a_disk_that_cannot_be_written_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_bytes(b"x")

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(taking_in, "keep_raw", full)
    with pytest.raises(OSError, match="No space"):
        take(tmp_path / "inbox", tmp_path / "warehouse")
