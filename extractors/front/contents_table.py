"""A contents list laid out as a table (number, title, page): its rows become the lines that they would be."""

from __future__ import annotations

import re

from extractors.form.words.numbered import numbered
from extractors.joining import join_lines, squeeze
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT
from extractors.pieces import Block, Grid, GridCell, Line, Piece

_PAGE = re.compile(r"\d{1,4}")
_PAGES = re.compile("页[码次数]")
_FEWEST = 2  # rows
_SHARE = 0.6  # of the rows name a page; a heading and the parts' own rows may not


def with_contents_as_lines(blocks: list[Block], layout: Layout) -> list[Block]:
    """Return the blocks with a table under the heading 目录, with it as first row, or of pages, as lines; its pieces taken."""
    found: list[Block] = []
    under_heading = False
    for block in blocks:
        if isinstance(block, Line):
            section = numbered(block.piece.text)
            part = layout.part(section.rest if section else block.piece.text)
            under_heading = part == "contents" or (under_heading and part is not None)
            found.append(block)
        elif (under_heading or _has_heading(block, layout) or _heads_pages(block)) and _is_contents(block):
            title = _title_column(block, layout)
            found += [line for row in block.rows if (line := _line(row, title))]
        else:
            found.append(block)
            under_heading = False
    return found


def _has_heading(grid: Grid, layout: Layout) -> bool:
    first = _texts(grid.rows[0]) if grid.rows else []
    return len(first) == 1 and layout.part(first[0]) == "contents"


def _heads_pages(grid: Grid) -> bool:
    """Tell whether the last heading of a table stands over pages, whatever the line over the table says."""
    first = _texts(grid.rows[0]) if grid.rows else []
    return bool(first) and _PAGES.fullmatch(first[-1]) is not None


def _is_contents(grid: Grid) -> bool:
    rows = [texts for row in grid.rows if (texts := _texts(row))]
    paged = sum(len(texts) > 1 and _PAGE.fullmatch(texts[-1]) is not None for texts in rows)
    return len(rows) >= _FEWEST and paged >= _SHARE * len(rows)


def _texts(row: list[GridCell]) -> list[str]:
    cells = (cell for cell in row if not cell.spanned)
    return [squeeze(cell.piece.text) for cell in cells if cell.piece.text.strip()]


def _title_column(grid: Grid, layout: Layout) -> GridCell | None:
    """The heading over the titles, where the list has one (项目名称, beside 所属单位)."""
    return next(
        (cell for row in grid.rows[:1] for cell in row if layout.label(cell.piece.text) in NAMES_PROJECT),
        None,
    )


def _line(row: list[GridCell], title: GridCell | None) -> Line | None:
    cells = [cell for cell in row if not cell.spanned and cell.piece.text.strip()]
    for cell in cells:
        cell.piece.take("contents")
    pieces = [
        cell.piece
        for cell in cells
        if title is None
        or _PAGE.fullmatch(squeeze(cell.piece.text))
        or (cell.left < title.right and title.left < cell.right)
    ]
    if not pieces:
        return None
    texts = [join_lines([piece.text]) for piece in pieces]
    if len(texts) > 2 and _PAGE.fullmatch(texts[0]):
        texts[:2] = [f"{texts[0]}. {texts[1]}"]
    page = f"\t{texts.pop()}" if len(texts) > 1 and _PAGE.fullmatch(texts[-1]) else ""
    first = pieces[0]
    return Line(
        Piece(" ".join(texts) + page, page=first.page, row=first.row, box=first.box, index=first.index)
    )
