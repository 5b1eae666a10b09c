"""Two pages in one picture are read one after the other; a wide page with lines across its middle is one."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from extractors.scan.picture import Box
from extractors.scan.ruling.cells import RuledCell, RuledTable
from extractors.scan.spread import gutter_of
from extractors.scan.words.rows import Patch

SHEET = Box(0, 0, 1600, 1100)
LINES = [Box(left, top, left + 500, top + 30) for left in (150, 950) for top in (100, 200, 300)]


def table(left: int, top: int, cells: int = 4) -> RuledTable:
    return RuledTable(Box(left, top, left + 600, top + 400), [RuledCell(SHEET, (0, 0), (0, 0))] * cells)


def test_tables_side_by_side_are_read_from_the_left() -> None:
    gutter = gutter_of([table(900, 100), table(100, 120)], [], SHEET)
    assert gutter is not None
    title, left, right, foot = (
        Box(500, 20, 1100, 50),
        Box(100, 120, 700, 520),
        Box(900, 100, 1500, 500),
        Box(700, 900, 900, 930),
    )
    assert sorted([foot, right, left, title], key=gutter.part) == [title, left, right, foot]
    row = [Patch(Box(150, 60, 500, 90)), Patch(Box(950, 60, 1300, 90))]
    assert gutter.parted(row) == [[row[0]], [row[1]]]
    assert gutter.parted([Patch(title), row[1]]) == [[Patch(title), row[1]]]


def test_a_wide_sheet_with_nothing_across_its_middle_is_two_pages() -> None:
    gutter = gutter_of([], LINES, SHEET)
    assert gutter is not None
    assert gutter.x == 800


@pytest.mark.parametrize(
    ("tables", "texts", "sheet"),
    [
        ([], [*LINES, Box(500, 20, 1100, 50)], SHEET),  # a title in the middle
        ([], LINES[:4], SHEET),
        ([], LINES, Box(0, 0, 1600, 2200)),  # of one page's height
        ([table(100, 100), table(100, 600)], LINES, SHEET),
        ([table(100, 100), table(900, 100, cells=2)], LINES, SHEET),
    ],
)
def test_other_pages_are_one(tables: list[RuledTable], texts: list[Box], sheet: Box) -> None:
    assert gutter_of(tables, texts, sheet) is None
