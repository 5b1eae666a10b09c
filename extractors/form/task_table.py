"""A small table inside the head, beside a label over its rows: the tasks of the year, the items of a budget.

Its headings are its own: no layout knows them, and every cell is told with the heading over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.form.entries import Entry
from extractors.form.head_words import money_unit_in
from extractors.form.rows import Cell, Row

_OF_MONEY = ("金额", "资金", "预算")


@dataclass(slots=True)
class TaskTable:
    """The table beside ``label``; ``columns`` are its headings."""

    label: Cell
    columns: list[Cell] = field(default_factory=list)

    def headings(self, cells: list[Cell]) -> None:
        """Take the cells beside the label as headings."""
        self.columns = [cell for cell in cells if cell.text]
        for cell in self.columns:
            for piece in cell.pieces:
                piece.take("label")

    def covers(self, row: Row) -> bool:
        """Tell whether the label stands beside a row too: its cell goes on, or is empty (text has no merging)."""
        beside = [cell for cell in row.cells if cell.overlap(self.label) > 0]
        own = all(cell.pieces is self.label.pieces or not cell.text for cell in beside)
        left = [cell for cell in row.written() if cell.right <= self.label.left]
        return bool(self.columns and beside) and own and not left

    def read(self, row: Row) -> list[Entry]:
        """An entry a cell; in a table of two columns the first is the label of the second."""
        cells = row.written()
        if len(self.columns) == 2 and len(cells) == 2:
            name, value = cells
            for piece in name.pieces:
                piece.take("label")
            return [self._entry(value, name)]
        return [self._entry(cell, None) for cell in cells]

    def _entry(self, cell: Cell, name: Cell | None) -> Entry:
        column = max(self.columns, key=cell.overlap)
        money = any(word in column.text for word in _OF_MONEY)
        label = name.text if name else f"{self.label.text}·{column.text}"
        return Entry(
            "fund" if money else "fact",
            name or column,
            list(cell.pieces),
            unit=money_unit_in(column.text),
            label_text=label,
        )
