"""Rows of the head as a whole: those below the indicators, and cells over several rows with a value beside them."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.form.rows import Cell, Row
from extractors.form.words.head import HeadWords


@dataclass(slots=True)
class HeadBelow:
    """Tells rows below an indicator table that are of the head: a label opens one, and what goes on beside it is one."""

    words: HeadWords
    label: Cell | None = None

    def take(self, row: Row) -> bool:
        """Tell whether the next row is of the head."""
        if self.words.opens_head_row(row):
            self.label = row.cells[0]
        elif self.label and not row.goes_on(self.label):
            self.label = None
        return self.label is not None

    def end(self) -> None:
        """Below a heading the rows are of its table, be the label beside them the head's (年度目标及指标)."""
        self.label = None


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
