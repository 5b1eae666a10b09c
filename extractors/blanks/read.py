"""A text whose tables are columns of blanks: its lines give way to grids, or stay to be refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, product

from extractors.blanks.single.read import PARTINGS as ALIKE
from extractors.blanks.single.read import single_tables
from extractors.blanks.table import Table, table_of
from extractors.blanks.tables import tables_in
from extractors.blanks.words import GAP, MEASURES, PARTINGS, Word, typed_lines
from extractors.errors import UnreadableDraft, spans
from extractors.layouts.layout import Layout
from extractors.limits import CELLS, hold
from extractors.pieces import Block, Grid, Line
from extractors.reading import Reading
from extractors.unruled.habits import Habits
from extractors.unruled.parts import Unclear


def rule_columns(reading: Reading, layout: Layout) -> list[Grid]:
    """Put grids in the place of the lines that are tables in columns of blanks, and return these.

    None where the lines do not tell the cells apart, whichever way their characters are counted, or tell it in two ways.
    Places tell, or else the words one by one, where single blanks part these.
    """
    if any(isinstance(block, Grid) for block in reading.blocks):
        return []
    found: list[list[Table]] = []
    if any(GAP.search(text.strip()) for _, text in reading.typed):
        found = _by_places(reading, layout)
    for parting, centred in product(ALIKE, (False, True)) if not found else ():
        with suppress(Unclear):
            found = [_held(single_tables(reading, layout, parting, centred=centred), layout)]
            break
    if len(found) != 1 or not found[0]:
        return []
    reading.blocks = list(_replaced(reading.blocks, found[0]))
    return [table.grid for table in found[0]]


def hold_columns(grids: list[Grid]) -> None:
    """Raise UnreadableDraft ``unruled_text`` where words of such a table came into no field: cells were told apart wrongly."""
    pieces = [cell.piece for grid in grids for row in grid.rows for cell in row]
    lost = {piece.row for piece in pieces if piece.text and not (piece.in_form and piece.taken_by)}
    if lost:
        raise UnreadableDraft("unruled_text", spans(sorted(row for row in lost if row)))


def _by_places(reading: Reading, layout: Layout) -> list[list[Table]]:
    """What the tables are by the places of their texts, in each way to count these that tells."""
    found: list[list[Table]] = []
    tried: list[list[list[Word]]] = []
    for parting, widths in product(PARTINGS, MEASURES):
        with suppress(Unclear):
            lines = typed_lines(reading.typed, parting, widths)
            words = [line.words for line in lines]
            if words in tried:
                continue
            tried.append(words)
            stretches = tables_in(lines, layout)
            tables = _held((table_of(one, layout, at) for at, one in enumerate(stretches)), layout)
            if all(_said(tables) != _said(others) for others in found):
                found.append(tables)
    return found


def _held(found: Iterable[Table], layout: Layout) -> list[Table]:
    """The tables, if names that stand beside several rows are clear in all of them. Raises Unclear."""
    tables: list[Table] = []
    cells = 0
    for table in found:
        tables.append(table)
        cells += sum(map(len, table.grid.rows))
        hold("table cells", cells, CELLS)
    habits = Habits()
    for table in tables:
        with suppress(Unclear):  # others may tell
            table.names.hold(habits, layout)
    habits.settled = True
    for table in tables:
        table.names.hold(habits, layout)
    return tables


def _said(tables: list[Table]) -> list[list[list[str]]]:
    return [[[cell.piece.text for cell in row] for row in table.grid.rows] for table in tables]


def _replaced(blocks: list[Block], tables: list[Table]) -> Iterator[Block]:
    """The blocks with each grid in the place of the first of its lines."""
    grids = {min(table.lines): table.grid for table in tables}
    gone = set(chain.from_iterable(table.lines for table in tables))
    for block in blocks:
        number = block.piece.row if isinstance(block, Line) else None
        if number in gone:
            if number in grids:
                yield grids[number]
        else:
            yield block
