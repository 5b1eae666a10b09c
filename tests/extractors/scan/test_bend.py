"""A page that lay bent is made flat by its ruled lines; one whose lines are straight is left as it is."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

import cv2

from extractors.scan.paper import grey_paper
from extractors.scan.picture import Box, Picture, Upright
from extractors.scan.ruling.cells import find_tables
from extractors.scan.ruling.lines import find_rules
from extractors.scan.straight.bend import Bend, bend_of
from tests.extractors.scan.test_ruled_tables import POINT, drawn

HEIGHTS, WIDTHS = [70, 60, 90, 60, 120, 64], [180, 260, 300, 220]
CELLS = [(row, row, column, column) for row in range(6) for column in range(1, 4)] + [
    (0, 2, 0, 0),
    (3, 5, 0, 0),
]


def bent(picture: Picture, bow: float, lean: float) -> Picture:
    """The picture with its rows bowed by ``bow`` pixels towards the left edge, its columns leaning by up to ``lean``."""
    height, width = picture.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    left = (1 - xs / width) ** 2
    return np.asarray(
        cv2.remap(
            picture,
            xs - lean * (1 - xs / width) * ys / height,
            ys - bow * left,
            cv2.INTER_CUBIC,
            borderValue=(250, 250, 250),
        ),
        dtype=np.uint8,
    )


def flattened(picture: Picture) -> tuple[Upright, Bend | None]:
    page = Upright(grey_paper(picture, POINT), POINT)
    bend = bend_of(page, find_rules(page))
    return (Upright(bend.flat(page.grey), POINT), bend) if bend else (page, None)


@pytest.mark.parametrize(("bow", "lean"), [(14.0, 0.0), (-10.0, 8.0), (0.0, 12.0), (24.0, 16.0)])
def test_a_bent_table_is_read_as_drawn(bow: float, lean: float) -> None:
    page, bend = flattened(bent(drawn(HEIGHTS, WIDTHS, CELLS), bow, lean))
    assert bend is not None
    (table,) = find_tables(page, find_rules(page))
    assert sorted((*cell.rows, *cell.columns) for cell in table.cells) == sorted(CELLS)


def test_what_was_read_is_shown_where_it_stands_in_the_picture_as_given() -> None:
    sheet = np.array(drawn(HEIGHTS, WIDTHS, CELLS, words=False))
    sheet[125:145, 120:150] = 0  # a mark in the first cell, where the page bends most
    given = bent(sheet, 20.0, 0.0)
    page, bend = flattened(given)
    assert bend is not None
    marked = np.argwhere(cv2.erode(255 - page.grey, np.ones((9, 9), np.uint8)) > 100)
    top, left, bottom, right = (*marked.min(axis=0), *marked.max(axis=0))
    box = bend.back(Box(int(left), int(top), int(right) + 1, int(bottom) + 1))
    inside = given[box.top : box.bottom, box.left : box.right]
    assert inside.mean() < 40
    flat_inside = given[top : bottom + 1, left : right + 1]
    assert flat_inside.mean() > inside.mean()


def test_lines_that_all_lean_far_are_a_sheet_askew() -> None:
    height, width = (sum(HEIGHTS) + 200, sum(WIDTHS) + 200)
    askew = cv2.warpAffine(
        drawn(HEIGHTS, WIDTHS, CELLS),
        np.array([[1.0, -0.1, 40.0], [0.0, 1.0, 0.0]]),
        (width, height),
        borderValue=(250, 250, 250),
    )
    page, _ = flattened(np.asarray(askew, dtype=np.uint8))
    (table,) = find_tables(page, find_rules(page))
    assert sorted((*cell.rows, *cell.columns) for cell in table.cells) == sorted(CELLS)


def test_straight_lines_are_left_alone() -> None:
    assert flattened(drawn(HEIGHTS, WIDTHS, CELLS))[1] is None
