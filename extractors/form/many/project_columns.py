"""What the cells of a row tell of projects, in a table of many: their columns, those of the unit set apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.form.column import OWN_NAMES, PROJECT_NAMES, UNIT_OR_PROJECT, Column, tells_goals
from extractors.form.indicators.columns import Columns
from extractors.form.indicators.levels import says_same
from extractors.form.rows import Cell, Row
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Piece

# a unit and its project in one cell, each behind its code: 317001-某某局 13…A-防汛抗旱
UNIT_AND_PROJECT = re.compile(
    r"(?P<unit>\d{3,9}\s*[-—－]\s*[^\d\s][^\d]*?)\s*(?P<project>\d{6,8}[0-9A-Z]{6,17}\s*[-—－]\s*.+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ProjectColumns:
    """The columns of such a table, asked for what they tell of a project, or of the unit over several."""

    columns: Columns
    layout: Layout

    def told_by(self, row: Row) -> list[tuple[Column, Cell]]:
        """The cells of a row that tell of its project or unit, each with the column as the row means it.

        A project has goals or indicators beside its name, a unit at most the sum of its projects' amounts.
        """
        cells = [(self.columns.at(cell), cell) for cell in row.written()]
        told = [
            (column, cell)
            for column, cell in cells
            if column and column.of_project and not says_same(cell.text)
        ]
        goals = any(tells_goals(column.field) for column, _ in told)
        of_unit = not (goals or self.has_indicator(row) or self._says_unknown(row))
        return [(self._meant(column, cell, of_unit=of_unit), cell) for column, cell in told]

    def said_as_above(self, row: Row) -> list[Piece]:
        """What says no more than that the project or its unit is the one above (同上)."""
        cells = [cell for cell in row.written() if says_same(cell.text)]
        return [
            piece
            for cell in cells
            if (column := self.columns.at(cell)) and column.of_project
            for piece in cell.pieces
        ]

    def names_in(self, told: list[tuple[Column, Cell]]) -> dict[str, str]:
        """The words that tell one project from the next, by field."""
        return {str(column.field): squeeze(cell.text) for column, cell in told if self.names(column)}

    def names(self, column: Column) -> bool:
        """Tell whether what stands in a column tells one project from the next."""
        return column.field in (*PROJECT_NAMES, *self.columns.naming)

    def has_indicator(self, row: Row) -> bool:
        """Tell whether a row has a level or a target of its own, in any of the tables side by side."""
        own = {self.columns.field(cell): cell.text for cell in row.written()}
        named = self.layout.is_level1(own.get("level1", ""))
        return named or any(own.get(name) for name in ("level2", "level3", "value"))

    def _meant(self, column: Column, cell: Cell, *, of_unit: bool) -> Column:
        """A column as a row means it; a cell over those of the unit and the project is the unit's.

        What holds both, each behind its code, is the project's.
        """
        if UNIT_AND_PROJECT.fullmatch(cell.text):
            return replace(column, field="project_name")
        if column.field in UNIT_OR_PROJECT:
            return replace(column, field=UNIT_OR_PROJECT[column.field][of_unit])
        over = self.columns.all if of_unit and column.field in PROJECT_NAMES else []
        units = (
            one for one in over if one.field in OWN_NAMES and one.of_project and cell.overlap(one.cell) > 0
        )
        return next(units, column)

    def _says_unknown(self, row: Row) -> bool:
        """Tell whether a row holds a text where its goals would stand, under a heading that no layout knows."""
        if any(tells_goals(column.field) for column in self.columns.all):
            return False
        unknown = self.columns.unknown_behind_names()
        return any(self.columns.at(cell) in unknown for cell in row.written())
