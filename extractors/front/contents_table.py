"""A contents list laid out as a table (number, title, page): its rows become the lines that they would be."""

from __future__ import annotations

import re

from extractors.joining import join_lines, squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, GridCell, Line, Piece

_PAGE = re.compile(r"\d{1,4}")
_FEWEST = 2  # rows
_SHARE = 0.6  # of the rows name a page; a heading and the parts' own rows may not


def with_contents_as_lines(blocks: list[Block], layout: Layout) -> list[Block]:
    """Return the blocks with a table under the heading 目录, or with it as first row, as lines; its pieces taken."""
    found: list[Block] = []
    under_heading = False
    for block in blocks:
        if isinstance(block, Line):
            under_heading = layout.part(block.piece.text) == "contents" or (
                under_heading and layout.part(block.piece.text) is not None
            )
            found.append(block)
        elif (under_heading or _has_heading(block, layout)) and _is_contents(block):
            found += [line for row in block.rows if (line := _line(row))]
        else:
            found.append(block)
            under_heading = False
    return found


def _has_heading(grid: Grid, layout: Layout) -> bool:
    first = _texts(grid.rows[0]) if grid.rows else []
    return len(first) == 1 and layout.part(first[0]) == "contents"


def _is_contents(grid: Grid) -> bool:
    rows = [texts for row in grid.rows if (texts := _texts(row))]
    paged = sum(len(texts) > 1 and _PAGE.fullmatch(texts[-1]) is not None for texts in rows)
    return len(rows) >= _FEWEST and paged >= _SHARE * len(rows)


def _texts(row: list[GridCell]) -> list[str]:
    cells = (cell for cell in row if not cell.spanned)
    return [squeeze(cell.piece.text) for cell in cells if cell.piece.text.strip()]


def _line(row: list[GridCell]) -> Line | None:
    pieces = [cell.piece for cell in row if not cell.spanned and cell.piece.text.strip()]
    if not pieces:
        return None
    for piece in pieces:
        piece.take("contents")
    texts = [join_lines([piece.text]) for piece in pieces]
    if len(texts) > 2 and _PAGE.fullmatch(texts[0]):
        texts[:2] = [f"{texts[0]}. {texts[1]}"]
    page = f"\t{texts.pop()}" if len(texts) > 1 and _PAGE.fullmatch(texts[-1]) else ""
    first = pieces[0]
    return Line(
        Piece(" ".join(texts) + page, page=first.page, row=first.row, box=first.box, index=first.index)
    )
