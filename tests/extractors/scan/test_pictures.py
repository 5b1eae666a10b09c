"""Picture files that are broken, huge or odd, and a machine without OCR."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors.errors import UnreadableDraft

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from extractors.scan.files import picture_pages
from extractors.scan.page import read_scanned_page
from extractors.scan.picture import Box, Upright
from extractors.scan.read import read_pictures
from extractors.scan.words import recognition
from extractors.scan.words.line_ink import leaves_ink
from extractors.scan.words.lines import text_rows


def png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (png_claiming(12_000, 9_000), "too_large"),
        (png_claiming(60_000, 60_000), "too_large"),
        (png_claiming(100, 100), "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "damaged"),
        (b"II*\x00\x08\x00\x00\x00\xff\xff" + b"\x01" * 400, "damaged"),
        (b"II*\x00\x08\x00\x00\x00", "damaged"),
    ],
    ids=["large", "bomb", "no-pixels", "cut", "no-jpeg", "odd-tags", "no-tags"],
)
def test_files_that_mean_harm_are_refused(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(content)
    with pytest.raises(UnreadableDraft) as refused:
        list(picture_pages(path))
    assert refused.value.code == code


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_picture_is_ink_on_white(mode: str, tmp_path: Path) -> None:
    levels = np.full((80, 60), 255, np.uint8)
    levels[20:40, 10:30] = 0
    path = tmp_path / "scan.tif"
    if mode == "I;16":
        Image.fromarray(levels.astype(np.uint16) * 256).save(path)
    else:
        Image.fromarray(levels).convert("L" if mode == "L" else "RGBA" if "A" in mode else "RGB").convert(
            mode
        ).save(path)
    (page,) = picture_pages(path)
    assert page.picture.shape == (80, 60, 3)
    assert page.picture[30, 20].max() < 10
    assert page.picture[5, 5].min() > 245


def test_transparent_paper_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (60, 80), (0, 0, 0, 0)).save(tmp_path / "scan.png")
    (page,) = picture_pages(tmp_path / "scan.png")
    assert page.picture.min() == 255


def test_a_large_picture_is_made_smaller_and_keeps_its_size_in_points(tmp_path: Path) -> None:
    Image.new("L", (5_000, 7_000), 255).save(tmp_path / "scan.png", dpi=(600, 600))
    (page,) = picture_pages(tmp_path / "scan.png")
    height, width = page.picture.shape[:2]
    assert height * width <= 12_000_000
    assert width * page.points_per_pixel == pytest.approx(600, rel=0.01)


def test_without_ocr_a_scan_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(recognition, "find_spec", lambda _: None)
    Image.new("L", (60, 80), 255).save(tmp_path / "scan.png")
    with pytest.raises(UnreadableDraft) as refused:
        read_pictures(tmp_path / "scan.png")
    assert refused.value.code == "no_ocr"


@pytest.mark.parametrize("size", [(1, 1), (3, 2000), (2000, 3), (13, 60_000), (40, 40)])
@pytest.mark.parametrize("level", [0, 255])
def test_blank_black_and_tiny_pages_hold_nothing(size: tuple[int, int], level: int) -> None:
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    assert read_scanned_page(np.full((*size, 3), level, np.uint8), 1, 0, 0.36).blocks == []


def test_pale_traces_beside_words_are_told_from_words() -> None:
    grey = np.full((200, 500), 255, np.uint8)
    for left in (40, 60, 80):
        grey[60:90, left : left + 12] = 40
    grey[55:95, 108:112] = 170  # the rim of a stamp that was lifted off
    grey[60:90, 130:142] = 90  # a thin character that the detector overlooked
    page, cell = Upright(grey, 200 / 72), Box(10, 30, 480, 150)
    (((*read, pale),),), outside = text_rows(page, [Box(38, 58, 94, 92)], [cell])
    assert (len(read), pale.pale, pale.box.left > 100, outside) == (1, True, True, [])
    assert read[0].box.right > 140


def test_ink_that_no_character_accounts_for_is_told() -> None:
    line = np.full((40, 150), 255, np.uint8)
    for left in (10, 30, 50, 80, 100):  # 118 41
        line[8:32, left : left + 10] = 0
    line[28:32, 70:74] = 0  # the point
    middles = [15, 35, 55, 72, 85, 105]
    whole = tuple(middle / 150 for middle in middles)
    assert not leaves_ink("118.41", whole, line)
    assert leaves_ink("11841", (*whole[:3], *whole[4:]), line)
    assert leaves_ink("118.4", whole[:-1], line)


@pytest.mark.parametrize(("gap", "told"), [(4, False), (14, True)])
def test_digits_that_stand_apart_had_a_point_between(gap: int, told: bool) -> None:
    line = np.full((40, 150), 255, np.uint8)
    for left in (10, 24, 34 + gap, 48 + gap):  # 78 42
        line[8:32, left : left + 10] = 0
    middles = [15, 29, 39 + gap, 53 + gap]
    assert leaves_ink("7842", [middle / 150 for middle in middles], line) == told


def test_letters_of_the_next_line_are_none_of_this_one() -> None:
    line = np.full((40, 150), 255, np.uint8)
    for left in (10, 30):
        line[10:34, left : left + 16] = 0
    line[:5, 10:140] = 0  # the feet of a longer line above
    assert not leaves_ink("时限", (18 / 150, 38 / 150), line)
    line[10:34, 60:76] = 0
    assert leaves_ink("时限", (18 / 150, 38 / 150), line)
