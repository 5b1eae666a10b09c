"""Page numbers and running headers and footers: lines of the page, not of the draft."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby
from statistics import median

from extractors.form.title import NUMBERED, names_form
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, Line, Piece, Reading

_PAGE_NUMBER = re.compile(
    r"^[-—–－·\s]*第?\s*(\d{1,4}|[IVXivx]{1,6})\s*页?([/／,，共\s]+\d{1,4}\s*页?)?[-—–－·\s]*$"
)
_LONGEST_NUMBER = 40  # characters
_SAME_PLACE = 6.0  # points
_FEWEST = 3  # pages
_SHARE = 0.6  # of all pages that have text


def without_furniture(reading: Reading, layout: Layout) -> list[Block]:
    """Return the blocks without lines that belong to the page; their pieces are taken as such.

    A numbered title, a unit line or a money unit is the draft's, however many pages begin with the like.
    """
    furniture: set[int] = set()
    outermost: list[Piece] = []
    pages = 0
    blocks_left = [block for block in reading.blocks if not _taken(block)]  # watermarks and the like
    placed = [block for block in blocks_left if _page(block) is not None]
    for _, group in groupby(placed, key=_page):
        blocks = list(group)
        pages += 1
        for block in (blocks[0], blocks[-1]):
            if not isinstance(block, Line):
                continue
            if len(block.piece.text) <= _LONGEST_NUMBER and _PAGE_NUMBER.match(block.piece.text):
                block.piece.take("page_number")
                furniture.add(id(block.piece))
            elif block.piece.box and not _is_over_form(block.piece.text, layout):
                outermost.append(block.piece)
    with_tables = {_page(block) for block in placed if isinstance(block, Grid)}
    for piece in _running(outermost, pages, with_tables, layout):
        piece.take("page_header")
        furniture.add(id(piece))
    return [block for block in blocks_left if not (isinstance(block, Line) and id(block.piece) in furniture)]


def _is_over_form(text: str, layout: Layout) -> bool:
    unit = any(pattern.match(text) for pattern in layout.unit_lines)
    return unit or bool(NUMBERED.match(text) or layout.money_unit(text))


def _running(pieces: list[Piece], pages: int, with_tables: set[int | None], layout: Layout) -> list[Piece]:
    """Outermost lines that most pages show at the same height, digits apart.

    A form's name is a title, though all forms have the same, where it stands on pages with tables alone.
    """
    alike: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        alike[re.sub(r"\d+", "0", squeeze(piece.text))].append(piece)
    running: list[Piece] = []
    for group in alike.values():
        # the title page may show the same words elsewhere
        usual = median(piece.box[1] for piece in group if piece.box)
        there = [piece for piece in group if piece.box and abs(piece.box[1] - usual) <= _SAME_PLACE]
        titles = names_form(group[0].text, layout) and {piece.page for piece in group} <= with_tables
        if len(there) >= max(_FEWEST, _SHARE * pages) and not titles:
            running += there
    return running


def _taken(block: Block) -> bool:
    return isinstance(block, Line) and block.piece.taken_by is not None


def _page(block: Block) -> int | None:
    if isinstance(block, Line):
        return block.piece.page
    return next((cell.piece.page for row in block.rows for cell in row), None)
