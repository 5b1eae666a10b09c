"""``jixiao trace --image``: the pages of a stitched value with its boxes; a clear word where there are no pages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from flows.errors import NoPagePicture, explain
from flows.published.trace import Trace
from flows.published.trace_picture import draw_trace
from tests.extractors.ofd_paper import line_object, text_object, write_ofd

WHERE = {"page": pl.Int32, "x0": pl.Float32, "top": pl.Float32, "x1": pl.Float32, "bottom": pl.Float32}


def traced(raw: Path | None, *cells: tuple[str | None, int | None, float]) -> Trace:
    rows = [
        {"field": field, "page": page, "x0": 50.0, "top": top, "x1": 200.0, "bottom": top + 40}
        for field, page, top in cells
    ]
    frame = pl.DataFrame(rows, schema={"field": pl.String, **WHERE})
    return Trace("indicator", {"file_name": "甲.pdf", "format": "pdf"}, "值", raw, frame)


@pytest.fixture
def two_pages(tmp_path: Path) -> Path:
    canvas = Canvas(str(tmp_path / "draft.pdf"), pagesize=(400, 600))
    for _ in range(2):
        canvas.drawString(60, 500, "value")
        canvas.showPage()
    canvas.save()
    return tmp_path / "draft.pdf"


def test_a_stitched_value_is_drawn_on_both_pages(two_pages: Path, tmp_path: Path) -> None:
    target = tmp_path / "value.png"
    draw_trace(traced(two_pages, ("value_text", 1, 80), ("value_text", 2, 30), (None, 2, 300)), target, "zh")
    with Image.open(target) as picture:
        assert picture.format == "PNG"
        assert picture.height > 2 * 1500
        colours = {colour for _, colour in picture.getcolors(1 << 20) if max(colour) - min(colour) > 60}
    assert len(colours) >= 2


def test_a_picture_file_is_drawn_too(tmp_path: Path) -> None:
    Image.fromarray(np.full((800, 600, 3), 255, np.uint8)).save(tmp_path / "scan.png")
    draw_trace(traced(tmp_path / "scan.png", ("goals", 1, 80)), tmp_path / "value.png", "en")
    assert (tmp_path / "value.png").stat().st_size > 1000


def test_an_ofd_page_is_drawn_too(tmp_path: Path) -> None:
    raw = write_ofd(tmp_path / "draft.ofd", [text_object("项目名称", 20, 30) + line_object(20, 40, 120, 40)])
    draw_trace(traced(raw, ("goals", 1, 80)), tmp_path / "value.png", "zh")
    with Image.open(tmp_path / "value.png") as picture:
        assert picture.height > picture.width >= 1000


@pytest.mark.parametrize("content", [None, b"PK\x03\x04", b"%PDF-1.4 broken"])
def test_without_a_page_to_draw_it_says_so(content: bytes | None, tmp_path: Path) -> None:
    raw = tmp_path / "draft.bin" if content else None
    if raw and content:
        raw.write_bytes(content)
    with pytest.raises(NoPagePicture) as refused:
        draw_trace(traced(raw, ("goals", 1, 80)), tmp_path / "value.png", "zh")
    told = explain(refused.value)
    assert told is not None
    assert told[1] == 2
    assert "甲.pdf" in told[0]
    assert not (tmp_path / "value.png").exists()


def test_cells_without_boxes_say_so(two_pages: Path, tmp_path: Path) -> None:
    with pytest.raises(NoPagePicture):
        draw_trace(traced(two_pages, ("goals", None, 80)), tmp_path / "value.png", "zh")
