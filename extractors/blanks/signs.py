"""Tables whose columns a sign parts (一级指标，二级指标，三级指标，指标值): their lines give way to grids, or stay."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.form.rows import heading_sign, parted_by
from extractors.layouts.layout import Layout
from extractors.limits import CELLS, hold
from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.reading import Reading

_FEWEST = 3  # parts of a line that names a level: it is a row


def rule_signs(reading: Reading, layout: Layout) -> list[Grid]:
    """Put grids in the place of lines that a heading's sign parts into as many texts as it has columns, and return these.

    None where a line below such a heading, or elsewhere, may be a row of more texts or fewer.
    """
    if reading.format != "text" or not any(heading_sign(text, layout) for _, text in reading.typed):
        return []
    tables: dict[int, list[list[str]]] = {}
    taken: dict[int, int] = {}  # by line: that of its heading
    sign, above = "", 0
    for line, text in reading.typed:
        number = line.piece.row or 0
        if found := heading_sign(text, layout):
            sign, above = found, number
            tables[number] = [parted_by(found, text)]
        elif above and len(parts := parted_by(sign, text)) == len(tables[above][0]):
            tables[above].append(parts)
        else:
            if sign and _may_be_row(parted_by(sign, text), layout):
                return []
            above = 0
            continue
        taken[number] = above
    if any(len(rows) == 1 for rows in tables.values()):
        return []
    hold("table cells", sum(len(row) for rows in tables.values() for row in rows), CELLS)
    reading.blocks = list(_replaced(reading.blocks, tables, taken))
    return [block for block in reading.blocks if isinstance(block, Grid)]


def _may_be_row(parts: list[str], layout: Layout) -> bool:
    return len(parts) >= _FEWEST and any(map(layout.is_level, parts))


def _replaced(
    blocks: list[Block], tables: dict[int, list[list[str]]], taken: dict[int, int]
) -> Iterator[Block]:
    """The blocks with each table in the place of its heading's line."""
    order = list(tables)
    rows: dict[int, list[list[GridCell]]] = {heading: [] for heading in tables}
    for block in blocks:
        number = (block.piece.row or 0) if isinstance(block, Line) else 0
        heading = taken.get(number, 0)
        if not heading:
            yield block
            continue
        table = order.index(heading)
        texts = tables[heading][len(rows[heading])]
        rows[heading].append([
            GridCell(Piece(text, table=table, row=number, column=at), at, at + 1)
            for at, text in enumerate(texts)
        ])  # fmt: skip
        if number == heading:
            yield Grid(rows[heading])
