"""The picture of ``jixiao trace --image``: every box of a value on the picture of its page."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from extractors.errors import UnreadableDraft
from extractors.page_picture import page_picture
from flows.errors import NoPagePicture
from flows.published.trace import Trace
from flows.texts import Language
from reports.traced_pages import TracedBox, TracedPage, draw_pages

_DPI = 150
_MOST_PAGES = 20  # drawn below one another; a form runs over two or three
_LEFTOVER = "leftover"


def draw_trace(found: Trace, target: Path, lang: Language) -> None:
    """Write a PNG with the pages that the cells stand on, the first 20 of them.

    Raises NoPagePicture where the draft's format has no pages, or the file as received cannot be drawn.
    """
    name = str(found.document["file_name"])
    placed = found.cells.with_columns(pl.col("field").fill_null(_LEFTOVER)).drop_nulls(["page", "x0", "top"])
    if found.raw is None or placed.is_empty():
        raise NoPagePicture(name)
    pages = []
    for (number,), cells in placed.sort("page", maintain_order=True).group_by("page", maintain_order=True):
        try:
            picture, scale = page_picture(found.raw, int(str(number)), _DPI)
        except UnreadableDraft as error:
            raise NoPagePicture(name) from error
        boxes = [
            TracedBox(**box) for box in cells["field", "x0", "top", "x1", "bottom"].iter_rows(named=True)
        ]
        pages.append(TracedPage(int(str(number)), picture, scale, boxes))
        if len(pages) == _MOST_PAGES:
            break
    numbers = {field or _LEFTOVER: number for field, number in found.numbers.items()}
    draw_pages(pages, numbers, lang).save(target, "PNG")
