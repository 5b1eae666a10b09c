"""What lies in a folder and is no ordinary file: told, never waited for, never followed out of the folder."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from flows.errors import SourceIsWarehouse, SourceMissing
from flows.intake.found import FoundFile, moment
from flows.intake.local_files import open_regular
from flows.intake.refusal import Refused
from flows.intake.sources import check_sources, find_files
from flows.settings import Settings

SETTINGS = Settings()
on_unix = pytest.mark.skipif(os.name == "nt", reason="links and pipes of Unix")


def found(*sources: Path | str, settings: Settings = SETTINGS) -> list[FoundFile]:
    return list(find_files([str(source) for source in sources], settings))


def codes(*sources: Path | str, settings: Settings = SETTINGS) -> dict[str, str | None]:
    return {
        file.name: file.refused.code if file.refused else None for file in found(*sources, settings=settings)
    }


@on_unix
def test_what_is_no_regular_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's address may not be long
    os.mkfifo("a.pdf")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("b.pdf")
    (tmp_path / "c.txt").write_bytes(b"x")
    assert codes(tmp_path) == {"a.pdf": "not_a_file", "b.pdf": "not_a_file", "c.txt": None}
    assert codes(tmp_path / "a.pdf") == {"a.pdf": "not_a_file"}


@on_unix
def test_a_pipe_put_where_a_file_was_keeps_nobody_waiting(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    (file,) = found(tmp_path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(Refused) as refused:
        file.open()
    assert refused.value.code == "not_a_file"


@on_unix
def test_links_that_lead_nowhere_or_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    (inbox / "sub").mkdir(parents=True)
    (tmp_path / "inbox-secret.txt").write_bytes(b"secret")
    (inbox / "sub" / "draft.txt").write_bytes(b"x")
    for name, target in {
        "broken.pdf": "nowhere", "loop.pdf": "loop.pdf", "itself": ".", "up": "..",
        "out.txt": "../inbox-secret.txt", "inside.txt": "sub/draft.txt", "device.txt": "/dev/zero",
    }.items():  # fmt: skip
        (inbox / name).symlink_to(target)
    told = {
        "broken.pdf": "broken_link", "loop.pdf": "broken_link", "itself": "not_a_file", "up": "link_outside",
        "out.txt": "link_outside", "device.txt": "link_outside", "inside.txt": None, "draft.txt": None,
    }  # fmt: skip
    assert codes(inbox) == told
    (tmp_path / "link-to-inbox").symlink_to("inbox")
    assert codes(tmp_path / "link-to-inbox") == told
    assert codes(inbox / "out.txt") == {"inbox-secret.txt": None}  # whoever names it means it


@on_unix
def test_a_link_put_where_a_file_was_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    (tmp_path / "secret.txt").write_bytes(b"secret")
    path.symlink_to("secret.txt")
    with pytest.raises(Refused):
        open_regular(str(path))


def test_a_file_that_goes_after_the_listing_is_told(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_bytes(name.encode())
    seen = []
    for file in find_files([str(tmp_path)], SETTINGS):
        seen.append((file.name, file.refused and file.refused.code))
        (tmp_path / "b").unlink(missing_ok=True)
    assert seen == [("a", None), ("b", "vanished"), ("c", None)]
    (tmp_path / "c").unlink()
    with pytest.raises(Refused) as refused:
        file.open()
    assert refused.value.code == "vanished"


def test_a_folder_or_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "locked/b.txt", "lost+found/x", "z.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    scandir, stat = os.scandir, os.stat

    def locked_scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path).name in ("locked", "lost+found"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    def locked_stat(path: str, **options: bool) -> os.stat_result:
        if str(path).endswith("z.txt"):
            raise PermissionError(13, "Permission denied", path)
        return stat(path, **options)

    monkeypatch.setattr(os, "scandir", locked_scandir)
    monkeypatch.setattr(os, "stat", locked_stat)
    assert codes(tmp_path) == {"a.txt": None, "locked": "no_access", "z.txt": "no_access"}


@pytest.mark.parametrize("when", [1e12, -1e18, 1e30, float("nan"), float("inf")])
def test_a_time_that_no_calendar_holds_is_no_time(when: float) -> None:
    assert moment(when) is None


def test_a_file_of_the_far_future_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    stat = os.stat

    def far(path: str, **options: bool) -> os.stat_result:
        status = stat(path, **options)
        return os.stat_result((*status[:7], 300_000_000_000, 300_000_000_000, *status[9:10]))

    monkeypatch.setattr(os, "stat", far)
    (file,) = found(tmp_path)
    assert (file.refused, file.modified_at) == (None, None)


def test_the_warehouse_is_no_part_of_the_folder_that_it_lies_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "warehouse-data/raw/ab/b.txt", "warehouse-data.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    assert list(codes(".")) == ["a.txt", "warehouse-data.txt"]
    assert list(codes("warehouse-data/raw")) == ["b.txt"]  # whoever names it means it
    for own in (".", str(tmp_path)):
        with pytest.raises(SourceIsWarehouse):
            check_sources([own], Path())


def test_a_source_with_a_name_too_long_is_told() -> None:
    with pytest.raises(SourceMissing):
        check_sources(["x" * 5000], Path("warehouse-data"))


def test_a_remote_folder_or_file_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import fsspec
    from fsspec import AbstractFileSystem
    from fsspec.implementations.memory import MemoryFileSystem

    memory = fsspec.filesystem("memory")
    for name in ("a.txt", "gone.txt", "locked/b.txt", "open/c.txt"):
        memory.pipe(f"/inbox/{name}", b"x")
    memory.mkdir("/inbox/empty")
    ls, info, open_ = MemoryFileSystem.ls, MemoryFileSystem.info, MemoryFileSystem.open

    def locked_ls(self: MemoryFileSystem, path: str, **options: bool) -> list[str]:
        if path.endswith("locked"):
            raise PermissionError(path)
        return ls(self, path, **options)

    def gone(self: MemoryFileSystem, path: str, **options: bool) -> dict[str, object]:
        if path.endswith("gone.txt"):
            raise FileNotFoundError(path)
        return info(self, path, **options)

    def locked_open(self: MemoryFileSystem, path: str, mode: str) -> IO[bytes]:
        if path.endswith("c.txt"):
            raise ConnectionResetError(path)
        return open_(self, path, mode)

    monkeypatch.setattr(MemoryFileSystem, "find", AbstractFileSystem.find)  # as shares have it
    monkeypatch.setattr(MemoryFileSystem, "ls", locked_ls)
    monkeypatch.setattr(MemoryFileSystem, "info", gone)
    monkeypatch.setattr(MemoryFileSystem, "open", locked_open)
    try:
        files = {file.name: file for file in found("memory://inbox")}
        assert {name: file.refused and file.refused.code for name, file in files.items()} == {
            "a.txt": None, "gone.txt": "vanished", "locked": "no_access", "c.txt": None,
        }  # fmt: skip
        with pytest.raises(Refused):
            files["c.txt"].open()
    finally:
        monkeypatch.undo()
        memory.rm("/inbox", recursive=True)
