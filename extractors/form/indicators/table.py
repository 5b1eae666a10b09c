"""One of the indicator tables that stand side by side, and the levels that its rows stand under."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.draft import Indicator, Period, Value
from extractors.form.column import Column
from extractors.form.indicators.columns import Columns
from extractors.form.indicators.levels import LevelOver, level1_of, level2_of
from extractors.form.rows import Row
from extractors.layouts.layout import Layout
from extractors.pieces import Piece


@dataclass(slots=True)
class IndicatorTable:
    """One of the tables that stand side by side, and the levels that its rows stand under."""

    block: int
    period: Period | None
    over: Value  # level 1, where it stands over the table's columns
    over2: Value  # and level 2
    level1: Value = field(default_factory=Value)
    level2: Value = field(default_factory=Value)
    styles: dict[str, str] = field(
        default_factory=dict
    )  # by level: how the last row that names one is counted
    level3: list[Piece] = field(default_factory=list)
    before: dict[str, list[Piece]] = field(default_factory=dict)  # by heading: what stands before level 1
    indicators: list[Indicator] = field(default_factory=list)

    def go_under(self, named: LevelOver) -> None:
        """Go on below a row that names a level and nothing else."""
        self.styles[named.level] = named.style
        if named.level == "level1":
            self.level1, self.level2 = named.name, named.below
        else:
            self.level2 = named.name

    def stand_under(self, row: Row, pieces: dict[str, list[Piece]], columns: Columns, layout: Layout) -> None:
        """Go on below the levels that a row names, or that stand over it."""
        self.level3 = pieces.get("level3", [])
        over2 = Value() if pieces.get("level2") else self.over2
        self.level2 = over2 if over2.text else level2_of(self.level2, pieces, self.level1, layout)
        over = Value() if pieces.get("level1") else self.over
        left_open = columns.leaves_open(row, "level1")
        self.level1 = (
            over
            if over.text
            else level1_of(self.level1, row, self.level2, pieces, layout, open_column=left_open)
        )

    def lists_level2(self, columns: Columns, layout: Layout) -> bool:
        """Tell whether the only column of levels (类别) has names of level 2, so that 满意度 among them is one as well."""
        alone = not (columns.has("level1") or columns.has("level2"))
        return alone and layout.is_level2(self.level2.text) and self.level1.cells in ((), self.level2.cells)

    def filled_down(
        self, details: list[tuple[Column, list[Piece]]], columns: Columns
    ) -> list[tuple[Column, list[Piece]]]:
        """What stands before level 1 (职责分工) holds for the rows below, where text leaves the cell empty, as level 1 does."""
        told = {id(column) for column, _ in details}
        for column in columns.before_level1():
            found = [piece for one, pieces in details if one is column for piece in pieces]
            above = self.before.get(column.heading, [])
            if found:
                self.before[column.heading] = found
            elif id(column) not in told and above:
                details = [(column, above), *details]
        return details
