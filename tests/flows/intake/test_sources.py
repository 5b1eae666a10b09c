"""Finding files: folders, archives, names in GBK, limits; every file once, none outside its folder."""

from __future__ import annotations

import io
import os
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from flows.errors import SourceMissing
from flows.intake.found import FoundFile
from flows.intake.sources import find_files
from flows.settings import Settings

SETTINGS = Settings()


def found(*sources: Path | str, settings: Settings = SETTINGS) -> list[FoundFile]:
    return list(find_files([str(source) for source in sources], settings))


def content(file: FoundFile) -> bytes:
    with file.open() as stream:
        return stream.read()


def test_a_folder_gives_its_files_by_name_without_those_of_the_system(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.pdf", ".DS_Store", "~$b.docx", "Thumbs.db"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    assert [file.name for file in found(tmp_path)] == ["a.txt", "b.txt", "c.pdf"]


def test_names_are_never_read_as_addresses(tmp_path: Path) -> None:
    odd = tmp_path / "承德县#1?%20::[终稿].txt"
    odd.write_bytes(b"x")
    assert [file.name for file in found(odd)] == [odd.name]
    assert [content(file) for file in found(tmp_path)] == [b"x"]


def test_a_file_tells_when_it_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    moment = found(path)[0].modified_at
    assert moment is not None
    assert moment.isoformat() == "2023-11-14T22:13:20+00:00"


def test_an_archive_gives_its_members_and_keeps_them_inside(tmp_path: Path) -> None:
    archive = tmp_path / "县.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("../../etc/草案.txt", "甲")
        file.writestr("空/", "")
        file.writestr("__MACOSX/._草案.txt", "x")
    contents = []
    for only in find_files([str(archive)], SETTINGS):  # a member can be opened while its archive is
        contents.append(content(only))
    assert contents == ["甲".encode()]
    assert only.name == "草案.txt"
    assert only.uri.endswith("县.zip!/../../etc/草案.txt")


def test_member_names_in_gbk_are_read(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    info = zipfile.ZipInfo("x.txt")
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(info, "甲")
    gbk = "平山县.txt".encode("gb18030")
    data = archive.read_bytes()
    # as old Chinese archivers write it: the bytes of the name, and no mark that it is UTF-8
    named = data.replace(b"x.txt", gbk).replace(
        (5).to_bytes(2, "little") + b"\0\0", len(gbk).to_bytes(2, "little") + b"\0\0"
    )
    central = named.rindex(b"PK\x01\x02")
    fixed = bytearray(named)
    end = named.rindex(b"PK\x05\x06")
    fixed[end + 12 : end + 16] = (end - central).to_bytes(4, "little")
    fixed[end + 16 : end + 20] = central.to_bytes(4, "little")
    archive.write_bytes(bytes(fixed))
    assert [file.name for file in found(archive)] == ["平山县.txt"]


def test_a_word_file_is_a_file_and_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", "")
    assert [file.name for file in found(path)] == ["a.docx"]


def test_what_is_too_large_or_locked_is_found_and_refused(tmp_path: Path) -> None:
    small = Settings(file_mib=1, archive_files=2)
    (tmp_path / "big.bin").write_bytes(bytes(1024 * 1024 + 1))
    with zipfile.ZipFile(tmp_path / "many.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("bomb.txt", bytes(2 * 1024 * 1024))
        for number in range(3):
            file.writestr(f"{number}.txt", "x")
    refused = {file.name: file.refused and file.refused.code for file in found(tmp_path, settings=small)}
    assert refused == {
        "big.bin": "too_large",
        "0.txt": None,
        "bomb.txt": "too_large",
        "many.zip": "too_large",
    }


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


def test_archives_in_archives_are_opened_within_one_limit(tmp_path: Path) -> None:
    county = zipped(a_zip=zipped(甲_txt=b"1", deep_zip=zipped(deeper_txt=b"x")), 乙_txt=b"2")
    (tmp_path / "province.zip").write_bytes(zipped(county_zip=county, broken_zip=b"PK\x03\x04"))
    read = [(file.name, content(file)[:2]) for file in find_files([str(tmp_path)], SETTINGS)]
    assert read == [("甲.txt", b"1"), ("deep.zip", b"PK"), ("乙.txt", b"2"), ("broken.zip", b"PK")]
    limited = found(tmp_path, settings=Settings(archive_files=4))
    assert [(file.name, file.refused and file.refused.code) for file in limited] == [
        ("甲.txt", None), ("deep.zip", None), ("county.zip", "too_large"), ("province.zip", "too_large"),
    ]  # fmt: skip


def test_odd_members_stay_members(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with warnings.catch_warnings(), zipfile.ZipFile(archive, "w") as file:
        warnings.simplefilter("ignore")  # zipfile warns of the name that is there twice
        file.writestr(link, "/etc/passwd")
        for name, data in (("/abs.txt", "1"), ("C:\\x\\drive.txt", "2"), ("a.txt", "3"), ("a.txt", "4")):
            file.writestr(name, data)
    read = [(file.name, content(file)) for file in find_files([str(archive)], SETTINGS)]
    assert read == [
        ("link.txt", b"/etc/passwd"), ("abs.txt", b"1"), ("drive.txt", b"2"), ("a.txt", b"3"), ("a.txt", b"4"),
    ]  # fmt: skip


def test_what_an_archive_unpacks_to_is_limited(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(a_txt=bytes(900_000), b_txt=bytes(900_000), c_txt=b"x"))
    files = found(tmp_path, settings=Settings(archive_mib=1))
    assert [(file.name, file.refused and file.refused.facts["what"]) for file in files] == [
        ("a.txt", None), ("b.txt", "MiB unpacked from the archive"), ("c.txt", None),
    ]  # fmt: skip


def with_directory_of(content: bytes, size: int, *, in_64_bits: bool) -> bytes:
    """An archive whose last record says that its directory has so many bytes."""
    end = bytearray(content[-22:])
    if not in_64_bits:
        struct.pack_into("<L", end, 12, size)
        return content[:-22] + end
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, size, 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(content) - 22, 1)
    return content[:-22] + record + locator + end


@pytest.mark.parametrize("in_64_bits", [False, True])
def test_a_directory_of_millions_is_not_opened(tmp_path: Path, in_64_bits: bool) -> None:
    large = with_directory_of(zipped(a_txt=b"x"), 90_000_000, in_64_bits=in_64_bits)
    (tmp_path / "a.zip").write_bytes(large)
    (file,) = found(tmp_path)
    assert (file.name, file.refused and file.refused.facts["what"]) == ("a.zip", "files in the archive")


def test_an_archive_without_drafts_is_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "empty.zip").write_bytes(zipped())
    (tmp_path / "system.zip").write_bytes(zipped(Thumbs_db=b"x"))
    assert [file.name for file in found(tmp_path)] == ["empty.zip", "system.zip"]


def test_member_names_in_utf_8_without_its_mark_are_read(tmp_path: Path) -> None:
    marked = zipped(承德县_txt=b"x")
    flags = (0x800).to_bytes(2, "little")
    (tmp_path / "a.zip").write_bytes(marked.replace(flags + b"\x08\0", b"\0\0\x08\0"))
    assert [file.name for file in found(tmp_path)] == ["承德县.txt"]


def test_a_damaged_archive_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 and then nothing")
    assert [file.name for file in found(tmp_path)] == ["a.zip"]


def test_a_source_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="nowhere"):
        found(tmp_path / "nowhere")
    with pytest.raises(SourceMissing):
        found("nosuchprotocol://bucket/x")


def test_an_address_of_a_remote_file_system_is_read() -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/inbox/a.txt", b"x")
    try:
        assert [content(file) for file in found("memory://inbox")] == [b"x"]
    finally:
        memory.rm("/inbox", recursive=True)


@pytest.mark.skipif(os.name == "nt", reason="names on disk are bytes on Unix alone")
def test_a_name_in_gbk_on_disk_becomes_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("承德县.txt".encode("gbk"))
    path.write_bytes(b"x")
    (file,) = found(tmp_path)
    assert (file.name, content(file)) == ("承德县.txt", b"x")
    assert file.uri.encode("utf-8").endswith("承德县.txt".encode())
