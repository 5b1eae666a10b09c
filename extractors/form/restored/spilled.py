"""Sheets printed in halves: a workbook's table wider than the paper goes on, to the right, on further pages.

Such pages show the same rows at the same heights, and each label once: what stands on the later page is no form, and
what stands on the earlier one is half of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from extractors.joining import squeeze
from extractors.laid_out import edges_of
from extractors.layouts.layout import Layout
from extractors.layouts.words import TELLING
from extractors.pieces import Box, Grid, Line
from extractors.reading import Reading

_TITLE = re.compile(r".{1,40}表(?:[（(].{1,20}[)）])?")
_SAME_HEIGHT = 0.75  # points: halves are drawn from the same rows
_FEWEST = 4  # heights of lines: fewer may agree by chance
_FEWEST_FIELDS = 2  # of a form's own
_SHARE = 0.6  # of the heights on one page, at least, are on the other too: merged cells have fewer
_LABELS_SHARED = 1 / 3  # of the labels: two forms of one make share nearly all


@dataclass
class _Page:
    """What the tables of a page show: the heights of their lines and where their columns begin and end.

    ``titles`` are lines that are called tables (部门收支总体情况表).
    """

    number: int
    labels: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    boxes: list[Box] = field(default_factory=list)
    texts: int = 0

    @cached_property
    def heights(self) -> list[float]:
        return edges_of(edge for box in self.boxes for edge in (box[1], box[3]))

    @cached_property
    def columns(self) -> list[float]:
        return edges_of(edge for box in self.boxes for edge in (box[0], box[2]))


def spilled_pages(reading: Reading, layout: Layout) -> tuple[int, ...]:
    """The pages (from 1) of forms whose right columns stand on other pages, and these pages."""
    pages = [page for page in _pages(reading, layout) if page.texts]
    spilled: set[int] = set()
    for left, right in combinations(pages, 2):
        if _are_halves(left, right):
            spilled |= {left.number, right.number}
    return tuple(sorted(spilled))


def _pages(reading: Reading, layout: Layout) -> list[_Page]:
    pages: dict[int, _Page] = {}
    grids = (block for block in reading.blocks if isinstance(block, Grid))
    for piece in (cell.piece for grid in grids for row in grid.rows for cell in row if not cell.spanned):
        if piece.page is None or piece.box is None:
            continue
        page = pages.setdefault(piece.page, _Page(piece.page))
        page.boxes.append(piece.box)
        page.texts += bool(piece.text)
        page.fields |= {layout.label(piece.text) or ""} & set(TELLING)
        if layout.is_label(piece.text):
            page.labels.add(squeeze(piece.text))
    for piece in (block.piece for block in reading.blocks if isinstance(block, Line)):
        if piece.page in pages and _TITLE.fullmatch(squeeze(piece.text)):
            pages[piece.page].titles.add(squeeze(piece.text))
    return list(pages.values())


def _are_halves(left: _Page, right: _Page) -> bool:
    few, many = sorted((left.heights, right.heights), key=len)
    if abs(few[0] - many[0]) > _SAME_HEIGHT or abs(few[-1] - many[-1]) > _SAME_HEIGHT:
        return False
    if len(few) < max(_FEWEST, _SHARE * len(many)) or len(left.fields) < _FEWEST_FIELDS:
        return False
    if left.titles and right.titles and left.titles.isdisjoint(right.titles):
        return False  # tables of their own, with rows of one height
    if len(left.labels & right.labels) > _LABELS_SHARED * len(right.labels) or _are_alike(left, right):
        return False
    return all(any(abs(one - other) <= _SAME_HEIGHT for other in many) for one in few)


def _are_alike(left: _Page, right: _Page) -> bool:
    """Tell whether two tables have the same columns: the later one goes on with the rows."""
    return len(left.columns) == len(right.columns) and all(
        abs(one - other) <= _SAME_HEIGHT for one, other in zip(left.columns, right.columns, strict=True)
    )
