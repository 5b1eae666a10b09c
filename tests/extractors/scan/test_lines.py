"""Which text of a page stands in one line: specks bring no two together, and the holes of a binder are no text."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

import cv2

from extractors.scan.picture import Box, Upright
from extractors.scan.words.lines import text_rows
from extractors.scan.words.rows import Patch

POINT = 200 / 72
LINES = [Box(100, 100, 700, 130), Box(100, 140, 700, 170)]


def page_with(*spots: Box) -> Upright:
    """Two lines of strokes as letters have them, and filled spots."""
    grey = np.full((400, 900), 255, np.uint8)
    for line in LINES:
        for left in range(line.left + 4, line.right - 24, 30):
            cv2.rectangle(grey, (left, line.top + 4), (left + 20, line.bottom - 4), 0, 3)
    for spot in spots:
        cv2.ellipse(
            grey,
            ((spot.left + spot.right) // 2, (spot.top + spot.bottom) // 2),
            (spot.width // 2, spot.height // 2),
            0, 0, 360, 0, -1,
        )  # fmt: skip
    return Upright(grey, POINT)


def rows_of(page: Upright, found: list[Box]) -> list[list[Patch]]:
    _, outside = text_rows(page, found, [])
    return outside


def test_a_speck_between_two_lines_brings_them_together_no_more_than_nothing() -> None:
    speck = Box(60, 126, 78, 146)
    rows = [[patch.box for patch in row if not patch.by_ink] for row in rows_of(page_with(speck), LINES)]
    assert [row for row in rows if row] == [[LINES[0]], [LINES[1]]]


def test_a_hole_is_no_text() -> None:
    hole = Box(20, 240, 70, 290)
    rows = rows_of(page_with(hole), [*LINES, hole.grown(4)])
    assert [[patch.box for patch in row] for row in rows] == [[LINES[0]], [LINES[1]]]
