"""A form scanned askew over two pages, its last row cut by the page break: every field comes back.

``form.tif`` was made by ``demo.scanning`` (200 dpi, tilted 0.8 and -0.6 degrees, blurred, grainy, shadowed, JPEG)
from a form of the demo; ``form.json`` is that form's truth.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from demo.truth import TruthProject
from extractors.draft import Draft
from extractors.page_picture import page_picture
from extractors.pieces import Grid
from extractors.scan.files import picture_pages
from extractors.scan.page import read_scanned_page
from extractors.scan.read import read_pictures
from extractors.scan.words.recognition import recognise
from extractors.whole_draft import draft_of

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")

FOLDER = Path(__file__).parent
FIELDS = ("title", "unit_code", "unit_name", "money_unit", "project_code", "project_name", "budget", "fiscal", "other",
          "purpose", "goals")  # fmt: skip
INDICATOR_FIELDS = ("level1", "level2", "level3", "description", "value", "basis")


def plain(text: str) -> str:
    """Without white space; brackets count alike, full-width or half-width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def draft() -> Draft:
    return draft_of(read_pictures(FOLDER / "form.tif"))


@pytest.fixture(scope="module")
def truth() -> TruthProject:
    return TruthProject.model_validate_json((FOLDER / "form.json").read_text("utf-8"))


def test_every_field_comes_back(draft: Draft, truth: TruthProject) -> None:
    (project,) = draft.projects
    assert (draft.format, draft.page_count) == ("scan", 2)
    assert {name: plain(getattr(project, name).text) for name in FIELDS} == {
        name: plain(getattr(truth, name)) for name in FIELDS
    }
    assert {month: plain(value.text) for month, value in project.plan.items()} == truth.plan
    assert [
        [plain(getattr(indicator, name).text) for name in INDICATOR_FIELDS]
        for indicator in project.indicators
    ] == [[plain(getattr(row, name)) for name in INDICATOR_FIELDS] for row in truth.indicators]


def test_every_cell_is_counted_and_says_how_sure_it_is(draft: Draft) -> None:
    assert [
        cell.text for cell in draft.cells if cell.table is not None and not cell.field and cell.text
    ] == []
    assert all(0 <= (cell.confidence or 0) <= 1 for cell in draft.cells)
    assert all(cell.confidence is not None and cell.x0 is not None for cell in draft.cells)
    assert {cell.page for cell in draft.cells} == {1, 2}
    assert sum(cell.doubt is not None for cell in draft.cells) < len(draft.cells) / 4


def test_boxes_lie_on_the_ink_of_the_picture_as_given(draft: Draft) -> None:
    picture, point = page_picture(FOLDER / "form.tif", 1, 200)
    (cell,) = (cell for cell in draft.cells if plain(cell.text) == "全年供餐天数")
    assert cell.x0 is not None
    assert cell.top is not None
    assert cell.x1 is not None
    assert cell.bottom is not None
    left, top, right, bottom = (round(edge * point) for edge in (cell.x0, cell.top, cell.x1, cell.bottom))
    (read,) = recognise([picture[top + 20 : bottom - 20, left + 5 : right - 5, 0]])
    assert read.text == "全年供餐天数"


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_on_its_side_or_head_is_read(quarters: int, draft: Draft) -> None:
    with Image.open(FOLDER / "form.tif") as image:
        image.seek(1)
        top = np.asarray(image.convert("RGB"))[60:480]
    read = read_scanned_page(np.rot90(top, quarters), 2, 0, 72 / 200)
    (grid,) = (block for block in read.blocks if isinstance(block, Grid))
    told = [plain(cell.piece.text) for row in grid.rows for cell in row]
    assert told == [plain(cell.text) for cell in draft.cells if cell.page == 2 and cell.table is not None]


def test_frames_become_pages_of_a_size_in_points() -> None:
    pages = list(picture_pages(FOLDER / "form.tif"))
    assert [page.picture.shape for page in pages] == [(2339, 1654, 3)] * 2
    assert pages[0].points_per_pixel == pytest.approx(72 / 200, rel=0.001)
