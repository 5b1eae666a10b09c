"""Pages whose pictures are too poor to be read: most of what was recognised in their tables is in doubt."""

from __future__ import annotations

from collections import Counter

from extractors.pieces import Grid, Piece
from extractors.reading import Reading

_MOST_IN_DOUBT = (
    0.6  # of a page's cells with text: of scans at 150 dots an inch some 10 %, faint ones too 40 %
)
_ENOUGH = 6  # cells, to tell a page by


def poor_pages(reading: Reading) -> tuple[int, ...]:
    """The pages (from 1) of a reading as recognised, before anything is repaired, most cells of which are in doubt."""
    cells: dict[int, Piece] = {
        id(cell.piece): cell.piece
        for block in reading.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
        if cell.piece.confidence is not None and cell.piece.text
    }
    written = Counter(piece.page for piece in cells.values() if piece.page is not None)
    doubted = Counter(piece.page for piece in cells.values() if piece.page is not None and piece.doubt)
    return tuple(
        page
        for page in sorted(written)
        if written[page] >= _ENOUGH and doubted[page] > _MOST_IN_DOUBT * written[page]
    )
