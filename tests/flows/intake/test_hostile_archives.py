"""Zip archives made to fill the memory or the disk, or to break whoever opens them."""

from __future__ import annotations

import bz2
import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from flows.intake.archive_room import ArchiveRoom
from flows.intake.manifest import Entry, Work
from flows.intake.sources import find_files
from flows.intake.taking_in import take_in
from flows.settings import Settings

MIB = 1024 * 1024


def taken(inbox: Path, warehouse: Path, **limits: int) -> dict[str, Entry]:
    """What comes of every file in a folder, by name."""
    work = Work(warehouse / ".work" / "batch")
    work.folder.mkdir(parents=True)
    take_in([str(inbox)], work, Settings(warehouse=warehouse, **limits), recalled=[], force=False)
    return {entry.name: entry for outcome in ("new", "refused") for entry in work.entries(outcome)}


def codes(inbox: Path, warehouse: Path, **limits: int) -> dict[str, str | None]:
    return {name: entry.code for name, entry in taken(inbox, warehouse, **limits).items()}


def member(name: str, data: bytes, method: int, size: int, packed: int | None = None) -> bytes:
    """An archive of one member, with whatever is said of it."""
    facts = (20, 0x800, method, 0, 0x21, 0, len(data) if packed is None else packed, size, len(name), 0)
    about = struct.pack("<5H3L2H", *facts)
    local = b"PK\3\4" + about + name.encode()
    directory = b"PK\1\2\x14\0" + about + struct.pack("<3H2L", 0, 0, 0, 0, 0) + name.encode()
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(directory), len(local) + len(data), 0)
    return local + data + directory + end


def zipped(method: int = zipfile.ZIP_DEFLATED, **members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, data in members.items():
            file.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


@pytest.mark.parametrize("method", [9, 12, 14, 93, 98])
def test_members_packed_in_unusual_ways_are_refused_also_in_nested_archives(
    tmp_path: Path, method: int
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    odd = member("a.txt", b"x", method, 1)
    (inbox / "a.zip").write_bytes(zipped(b_txt=b"1", nested_zip=odd))
    (inbox / "c.zip").write_bytes(member("inner.zip", b"x", method, 1))
    entries = taken(inbox, tmp_path / "warehouse")
    assert {name: entry.code for name, entry in entries.items()} == {
        "b.txt": None, "a.txt": "odd_packing", "inner.zip": "odd_packing",
    }  # fmt: skip
    assert entries["a.txt"].facts["method"] in ("Deflate64", "bzip2", "LZMA", "Zstandard", "PPMd")


def test_a_bomb_in_bzip2_is_never_unpacked(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    bomb = bz2.compress(b"PK\3\4" + bytes(64 * MIB))
    (inbox / "a.zip").write_bytes(member("a.txt", bomb, zipfile.ZIP_BZIP2, 1000))
    tracemalloc.start()
    try:
        assert codes(inbox, tmp_path / "warehouse") == {"a.txt": "odd_packing"}
        assert tracemalloc.get_traced_memory()[1] < 32 * MIB
    finally:
        tracemalloc.stop()


def test_a_nested_archive_is_not_held_in_memory_whole(tmp_path: Path) -> None:
    inner = zipped(zipfile.ZIP_STORED, big_txt=bytes(48 * MIB), small_txt=b"x")
    (tmp_path / "a.zip").write_bytes(zipped(inner_zip=inner))
    del inner
    tracemalloc.start()
    try:
        assert [file.name for file in find_files([str(tmp_path / "a.zip")], Settings())] == [
            "big.txt",
            "small.txt",
        ]
        assert tracemalloc.get_traced_memory()[1] < 45 * MIB
    finally:
        tracemalloc.stop()


def test_archives_damaged_inside_are_told_and_their_neighbours_taken(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    cut = (
        b"\0" + struct.pack("<HH", 0xFFFF, 0) + b"PK\3\4" + bytes(2000)
    )  # a stored block that runs over the end
    whole = zipped(a_txt=b"1", inner_zip=zipped(b_txt=bytes(range(256)) * 8))
    garbled = bytearray(whole)
    at = whole.index(b"inner.zip") + 30
    garbled[at : at + 60] = bytes(255 - byte for byte in whole[at : at + 60])
    (inbox / "cut.zip").write_bytes(member("cut-inner.zip", cut, 8, 100_000, packed=90_000))
    (inbox / "far.zip").write_bytes(zipped(far_zip=b"PK\3\4")[:-6] + struct.pack("<LH", 0xFFFFFF, 0))
    (inbox / "garbled.zip").write_bytes(bytes(garbled))
    (inbox / "z.txt").write_bytes(b"2")
    assert codes(inbox, tmp_path / "warehouse") == {
        "cut-inner.zip": "damaged", "far.zip": "damaged", "a.txt": None, "inner.zip": "damaged", "z.txt": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    "error", [EOFError, MemoryError, OverflowError, struct.error, RecursionError, KeyError]
)
def test_whatever_unpacking_raises_stays_with_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.zip").write_bytes(zipped(inner_zip=zipped(b_txt=b"1"), c_txt=b"2"))
    read = zipfile.ZipExtFile.read

    def broken(self: zipfile.ZipExtFile, size: int = -1) -> bytes:
        if self.name == "inner.zip" and size > 2:
            raise error
        return read(self, size)

    monkeypatch.setattr(zipfile.ZipExtFile, "read", broken)
    assert codes(inbox, tmp_path / "warehouse") == {"inner.zip": "damaged", "c.txt": None}

    def unopened(self: zipfile.ZipFile, *args: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(zipfile, "ZipFile", unopened)
    assert list(codes(inbox, tmp_path / "again")) == ["a.zip"]


def test_what_unpacks_to_more_than_any_draft_is_refused(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.zip").write_bytes(member("zeros.txt", bytes(1000), 8, 200_000_000))
    entries = taken(inbox, tmp_path / "warehouse")
    assert (entries["zeros.txt"].code, entries["zeros.txt"].facts) == ("packed_too_tight", {"ratio": 200})


def test_small_archives_may_pack_well_and_large_ones_hold_much() -> None:
    small = ArchiveRoom(Settings(), packed=1_000)
    assert small.refusal(90 * MIB) is None
    refusal = small.refusal(90 * MIB)
    assert refusal is not None
    assert refusal.code == "packed_too_tight"
    large = ArchiveRoom(Settings(), packed=MIB)
    assert [large.refusal(90 * MIB) for _ in range(2)] == [None, None]
    assert large.refusal(90 * MIB) is not None
