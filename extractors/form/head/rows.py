"""Rows of the head as a whole: those below the indicators, and cells over several rows with a value beside them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from extractors.form.rows import Cell, Row
from extractors.form.words.head import HeadWords
from extractors.layouts.layout import Layout


@dataclass(slots=True)
class HeadBelow:
    """Tells rows below an indicator table that are of the head: a label opens one, and what goes on beside it is one.

    ``in_pairs``: the table has but names and targets. ``first_ends``: where its first column does; what begins behind that is
    no label, but under a name of a level that is not said again.
    """

    words: HeadWords
    label: Cell | None = None
    in_pairs: bool = False
    first_ends: float = math.inf

    def take(self, row: Row) -> bool:
        """Tell whether the next row is of the head."""
        at_left = bool(row.cells) and row.cells[0].left < self.first_ends
        if at_left and self.words.opens_head_row(row, in_pairs=self.in_pairs):
            self.label = row.cells[0]
        elif self.label and not row.goes_on(self.label):
            self.label = None
        return self.label is not None

    def end(self, *, first_ends: float, in_pairs: bool) -> None:
        """Below a heading the rows are of its table, be the label beside them the head's (年度目标及指标)."""
        self.label, self.in_pairs, self.first_ends = None, in_pairs, first_ends


def heads_pairs(heading: Row, layout: Layout) -> bool:
    """Tell whether a heading is over names and targets alone."""
    return [layout.column(cell.text) for cell in heading.cells] == ["level3", "value"]


def beside_values(rows: list[Row], words: HeadWords) -> set[int]:
    """Cells over several rows (by id of their pieces) with some text beside them that is no word of the form.

    Text has no merging: there a first cell goes on where the cells below it are empty.
    """
    tall = {id(cell.pieces) for row in rows for cell in row.cells if cell.spanned}
    found: set[int] = set()
    above: Cell | None = None
    for row in rows:
        own = tall.intersection(id(cell.pieces) for cell in row.cells)
        above = row.cells[0] if row.cells[0].text else above
        if above and not row.cells[0].text:
            own.add(id(above.pieces))
        beside = (cell for cell in row.written() if id(cell.pieces) not in own)
        if own and any(not words.is_word(cell.text) for cell in beside):
            found |= own
    return found
