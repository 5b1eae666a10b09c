"""A project of a table of many whose rows are being read: what they tell of it, and whether the next row goes on with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.form.column import PROJECT_NAMES, Column
from extractors.form.entries import Entry, FormHead
from extractors.form.indicators.read import IndicatorReader
from extractors.form.many.project_columns import UNIT_AND_PROJECT, ProjectColumns
from extractors.form.rows import Cell, Row
from extractors.form.words.head import money_unit_in
from extractors.form.words.numbered import numbered
from extractors.pieces import take_all


@dataclass(slots=True)
class OpenProject:
    """The names that tell it from the next, what its columns say, and its indicators so far."""

    names: dict[str, str]
    head: FormHead
    reader: IndicatorReader

    def goes_on(
        self, names: dict[str, str], told: list[tuple[Column, Cell]], row: Row, columns: ProjectColumns
    ) -> bool:
        """Tell whether names say the same again, or are the rest of names that a page break cut."""
        if all(self.names.get(name) == text for name, text in names.items()):
            return True
        if not row.opens_grid:
            return False
        # a project of its own says its amount again; the rest of a cut one has it on the page before
        if any(entry.field == "budget" for entry in self.head.entries):
            return all(column.field != "budget" for column, _ in told)
        alone = all(columns.names(column) for column, _ in told)
        return alone and not columns.columns.texts(row, with_spanned=False).get("level1")

    def tell(self, column: Column, cell: Cell, sequence: int, *, counted: bool, goes_on: bool) -> None:
        """Take what a cell tells of it; the first row of a page may go on with what the last one began.

        ``counted``: the number before its name is the table's.
        """
        entry = entry_of(column, cell)
        if column.field in PROJECT_NAMES and (both := UNIT_AND_PROJECT.fullmatch(cell.text)):
            self.head.entries.append(replace(entry, field="unit_name", text=both["unit"]))
            entry.text = both["project"]
        if counted and (said := numbered(cell.text)):
            entry.text = said.rest
        known = [one for one in self.head.entries if one.label is column.cell]
        if any(one.value().text == cell.text for one in known):
            take_all(cell.pieces, "heading", sequence)
        elif known and goes_on and column.field == "fact":
            known[-1].pieces.extend(cell.pieces)
        else:
            self.head.entries.append(entry)


def entry_of(column: Column, cell: Cell) -> Entry:
    """What a cell says under its column, with the money unit that the column's heading names, or the heading over it."""
    unit = money_unit_in(column.cell.text) or money_unit_in(column.over)
    return Entry(str(column.field), column.cell, list(cell.pieces), unit=unit)
