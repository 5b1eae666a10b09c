"""The columns of an indicator table: which field each holds, told by its heading."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy

from extractors.draft import Period, Value
from extractors.form.column import GROUP, LEVELS, OWN_NAMES, PROJECT_NAMES, TARGETS, Column
from extractors.form.indicators.headings import named_columns
from extractors.form.indicators.period_words import GROUP_PERIODS, LABEL_PERIODS
from extractors.form.rows import Cell, Row, value_of
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import take_all


class Columns:
    """The columns of an indicator table, as its heading row draws them.

    Where they hold projects, or departments as a whole, ``naming`` are the fields that tell one from the next.
    """

    def __init__(
        self, heading: Row, layout: Layout, over: Period | None = None, year: int | None = None
    ) -> None:
        """Keep every column that has a heading; cells under unknown ones stay leftovers.

        ``over``: for when its targets are, as the rows above the heading say, if they do; ``year``: the fiscal year, of
        targets for several.
        """
        self.all = named_columns(heading, layout, year)
        self.parents = heading.parents
        self.layout = layout
        self.year = year
        # By id of the pieces of a label beside the rows: for when its targets are; the reader of the rows finds them.
        self.periods: dict[int, Period | None] = {}
        self.block = 0  # the one of the tables side by side whose texts are asked for
        told = [column.field for column in self.all if column.of_project]
        named = [name for name in told if name in PROJECT_NAMES]
        self.naming = named or [name for name in told if name in OWN_NAMES]
        self.names_projects = bool(named)
        self.holds_projects = bool(told)
        beside = [column.heading for column in self.all if column.field == GROUP]
        said = [layout.group(text) for text in beside] + [layout.label(text) for text in beside]
        periods = (LABEL_PERIODS.get(name or "") for name in said)  # 长期指标 may stand beside 绩效指标
        self.period: Period | None = next(filter(None, periods), over)

    @property
    def are_pairs(self) -> bool:
        """Tell whether there are but a name and a target."""
        return [column.field for column in self.all] == ["level3", "value"]

    @property
    def blocks(self) -> int:
        """How many indicator tables stand side by side."""
        return max(column.block for column in self.all) + 1

    def told_by(self, row: Row, before: Row) -> Columns:
        """The same columns, asked for the first of the tables side by side in which a row says something, and the one before it
        does too if there is such.
        """
        own, above = self._blocks_of(row), self._blocks_of(before)
        return self._of_block(next((block for block in own if block in above), min(own, default=0)))

    def each_told_by(self, row: Row) -> list[Columns]:
        """The same columns, asked for each of the tables side by side in which a row says something."""
        return [self._of_block(block) for block in self._blocks_of(row)]

    def _blocks_of(self, row: Row) -> list[int]:
        found = {
            column.block for cell in row.written() if (column := self.at(cell)) and not column.of_project
        }
        return sorted(found)

    def _of_block(self, block: int) -> Columns:
        asked = copy(self)
        asked.block = block
        return asked

    def serves(self, column: Column, block: int) -> bool:
        """Tell whether a column is the level 1 or 2 of a table beside its own that has none."""
        return column.field in ("level1", "level2") and all(
            one.field != column.field for one in self.all if one.block == block
        )

    def level_at(self, cell: Cell, layout: Layout, taken: Collection[str], above: str = "") -> str | None:
        """The level that a cell names below a heading over level 1 and 2 alike (指标类型); ``taken`` are to its left.

        Where the heading is drawn over two columns, they are the levels' in order, whatever they say. A name of either
        (成本指标) is of level 2 below another of the same level 1 (时效指标, ``above``).
        """
        names = {"level1": layout.is_level1, "level2": layout.is_level2}
        free = [name for name in names if name not in taken and not self.has(name)]
        known = next((name for name in free if names[name](cell.text)), None)
        if known is None and "level1" in taken and "level2" in free and layout.is_level1(cell.text):
            known = "level2"  # 满意度指标 under 满意度指标
        if known == "level1" and "level2" in free and layout.are_of_one_level1(above, cell.text):
            known = "level2"
        column = self.at(cell)
        divided = column is not None and column.cell.divided_by(cell)
        if column is not None and column.field in LEVELS:
            return "level2" if self._holds_level2(column, cell) else None
        both = not (self.has("level1") or self.has("level2"))
        return known or (free[0] if free and both and divided else None)

    def levels_over(self, block: int, layout: Layout) -> tuple[Value, Value]:
        """Level 1 and 2 where they stand over a table's columns (产出指标 over 三级指标 and 指标值) instead of in one.

        The wider of two is level 1, or the upper one.
        """
        own = [one.cell for one in self.all if one.block == block and one.field == "level3"]
        over = [
            parent
            for parent in self.parents
            if (layout.is_level1(parent.text) or layout.is_level2(parent.text))
            and any(parent.overlap(cell) > 0 for cell in own)
        ]
        over.reverse()  # the highest row first
        names = [value_of(one.pieces) for one in sorted(over, key=lambda one: one.left - one.right)]
        if len(names) == 1:
            return (names[0], Value()) if layout.is_level1(names[0].text) else (Value(), names[0])
        return (names[0], names[1]) if names else (Value(), Value())

    def fields(self) -> list[str | None]:
        """The fields from left to right."""
        return [column.field for column in self.all]

    def before_level1(self) -> list[Column]:
        """The columns that tell besides and stand before level 1."""
        first = min((column.cell.left for column in self.all if column.field == "level1"), default=0)
        return [column for column in self.all if column.detail and column.cell.left < first]

    def has(self, field: str) -> bool:
        """Tell whether a column is a field's."""
        return field in self.fields()

    def leaves_open(self, row: Row, field: str) -> bool:
        """Tell whether a row has no cell at all in the column of a field, written or empty."""
        found = [column for cell in row.cells if (column := self.at(cell)) is not None]
        return self.has(field) and all(column.field != field for column in found)

    def has_targets(self) -> bool:
        """Tell whether a column holds targets, their signs or their grades; else they stand behind the names."""
        return any(self.has(field) for field in (*TARGETS, "sign"))

    def at(self, cell: Cell) -> Column | None:
        """Return the column that a cell stands in, or None where it stands in none.

        A label beside the whole table (绩效指标) stands in none, be it drawn below the heading of level 1.
        """
        found = max(self.all, key=lambda column: cell.overlap(column.cell))
        if found.field == "level1" and cell.right < found.cell.right and self.is_group(cell):
            return None
        return found if cell.overlap(found.cell) > 0 else None

    def is_group(self, cell: Cell) -> bool:
        """Tell whether a cell is but a label beside the whole table, or beside the targets of a period."""
        return self.layout.group(cell.text) in GROUP_PERIODS or id(cell.pieces) in self.periods

    def field(self, cell: Cell) -> str | None:
        """Return the field of the column that a cell stands in, or None for an unknown column."""
        column = self.at(cell)
        if column is None or column.detail:
            return None
        return "level2" if self._holds_level2(column, cell) else column.field

    def name(self, cell: Cell) -> str | None:
        """Return the field of the column that a cell stands in, in whichever of tables side by side; else its heading."""
        column = self.at(cell)
        return None if column is None else self.field(cell) or squeeze(column.heading)

    def _holds_level2(self, column: Column, cell: Cell) -> bool:
        """Tell whether a cell is the first of two below one heading, that of level 2 and of the name (绩效内容)."""
        first = cell.left == column.cell.left and column.cell.divided_by(cell)
        return first and column.field == "level3" and not self.has("level2")

    def unknown_behind_names(self) -> list[Column]:
        """The columns between the projects' names and the indicators whose heading no layout knows."""
        first = next((at for at, column in enumerate(self.all) if column.field in self.naming), len(self.all))
        levels = (at for at, column in enumerate(self.all) if column.field in LEVELS)
        return [column for column in self.all[first : next(levels, 0)] if column.field is None]

    def covered(self, cell: Cell) -> int:
        """How many columns a cell runs over (counted where it covers more than half of one)."""
        return sum(
            cell.overlap(column.cell) > (column.cell.right - column.cell.left) / 2 for column in self.all
        )

    def texts(self, row: Row, *, with_spanned: bool) -> dict[str, str]:
        """Field to text, white space removed, for the cells of a row; empty cells are left out.

        Of tables side by side, one's (``told_by``), and what tells of the project beside all. Graded values are the value.
        """
        texts: dict[str, str] = {}
        for cell in row.cells:
            column = self.at(cell)
            graded = column is not None and column.field == "grade"
            # under 指标类型, where no column is that of level 2
            level2 = (
                column is not None
                and column.detail
                and not self.has("level2")
                and self.layout.is_level2(cell.text)
            )
            told = graded or level2 or (column is not None and not column.detail)
            if not column or not column.field or not told:
                continue
            if column.block != self.block and not column.of_project:
                continue
            text = squeeze(cell.text)
            if text and (with_spanned or not cell.spanned):
                level2 = level2 or self._holds_level2(column, cell)
                name = "value" if graded else "level2" if level2 else column.field
                texts[name] = texts.get(name, "") + text
        return texts

    def take_headings(self) -> None:
        """Mark the headings that are known, and those over them, as words of the form."""
        known = [column.cell for column in self.all if column.field]
        over = [parent for parent in self.parents if any(cell.overlap(parent) > 0 for cell in known)]
        for cell in (*known, *over):
            take_all(cell.pieces, "heading")
