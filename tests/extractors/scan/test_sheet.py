"""A sheet photographed on a desk is seen from straight above; where the paper fills the picture, nothing is cut off."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

import cv2

from extractors.scan.picture import Picture
from extractors.scan.straight.sheet import sheet_in

WIDTH, HEIGHT = 900, 1300
DOT = (300, 400, 340, 440)  # of the sheet


def paper() -> Picture:
    page = np.full((HEIGHT, WIDTH, 3), 235, np.uint8)
    for row in range(200, HEIGHT - 100, 40):  # lines of letters
        page[row : row + 20, 100 : WIDTH - 100 : 7] = 30
    left, top, right, bottom = DOT
    page[top - 20 : bottom + 20, left - 20 : right + 20] = 235
    page[top:bottom, left:right] = (0, 0, 200)
    return page


def photographed(page: Picture, desk: int) -> Picture:
    """The sheet askew on a desk that is darker on one side."""
    size = (1200, 1600)
    corners = np.array([[140, 170], [1010, 120], [1090, 1480], [60, 1440]], np.float32)
    own = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.float32)
    onto = cv2.getPerspectiveTransform(own, corners)
    around = np.full((size[1], size[0], 3), desk, np.uint8)
    around[:, ::9] = desk // 2
    seen = cv2.warpPerspective(page, onto, size)
    inside = cv2.warpPerspective(np.full(page.shape[:2], 255, np.uint8), onto, size)
    return np.where(inside[:, :, None] > 127, seen, around).astype(np.uint8)


def blue_in(picture: Picture) -> tuple[float, float, float, float]:
    blue = (picture[:, :, 2].astype(int) - picture[:, :, 0]) > 100
    ys, xs = np.nonzero(blue)
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


@pytest.mark.parametrize("desk", [90, 150])
def test_a_sheet_on_a_desk_is_laid_flat(desk: int) -> None:
    picture = photographed(paper(), desk)
    sheet = sheet_in(picture)
    assert sheet
    flat = sheet.flat(picture)
    found = blue_in(flat)
    scale = np.array([flat.shape[1] / WIDTH, flat.shape[0] / HEIGHT] * 2)
    assert np.abs(np.array(found) / scale - DOT).max() < 12  # the sheet's own edge is left out
    back = np.array(sheet.back(found))
    assert np.abs(back - blue_in(picture)).max() < 12


def test_a_shadow_over_a_corner_does_not_hide_it() -> None:
    picture = photographed(paper(), 90)
    cv2.fillPoly(picture, [np.array([[1096, 1250], [1096, 1490], [850, 1490]])], (60, 60, 60))
    sheet = sheet_in(picture)
    assert sheet
    assert np.abs(sheet.corners[2] - (1090, 1480)).max() < 20  # along the edges that are left


def test_paper_that_fills_the_picture_stays_whole() -> None:
    page = paper()
    half_in_shadow = page.copy()
    half_in_shadow[:, : WIDTH // 2] //= 2
    dark_edge = page.copy()
    dark_edge[:, :60] = 20
    for picture in (page, half_in_shadow, dark_edge):
        assert sheet_in(picture) is None
