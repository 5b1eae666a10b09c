"""One stitcher for all formats: the pieces of a table, one a page, become one run of whole rows.

A page break may fall between two rows or inside one. Then the rest of each cell stands in the first row of
the next piece, under a repeated heading or without one: ``cut_heads`` and ``cut_rows`` tell a rest from a row
of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.form.head.rows import HeadBelow
from extractors.form.indicators.columns import Columns
from extractors.form.indicators.heading_rows import numbers_columns, rows_of, take_as_heading
from extractors.form.indicators.levels import ends_level
from extractors.form.indicators.periods_over import goals_periods
from extractors.form.page_breaks.cut_headings import continues_heading, lower_row_of
from extractors.form.page_breaks.cut_heads import begins_head, continues_head
from extractors.form.page_breaks.cut_labels import began_beside, goes_on_beside
from extractors.form.page_breaks.cut_names import (
    is_name,
    label_from_below,
    level1_is_guessed,
    name_from_below,
)
from extractors.form.page_breaks.cut_projects import ends_name, passed_through, told_beside
from extractors.form.page_breaks.cut_rows import judge_cut
from extractors.form.page_breaks.habits import Habits, indicator_rows
from extractors.form.page_breaks.label_ends import ends_label, ends_merged_label, says_level_again
from extractors.form.page_breaks.merged_cells import MergedCells
from extractors.form.page_breaks.said_once import goes_on_with_level3
from extractors.form.rows import Cell, Row, doubt
from extractors.form.words.head import HeadWords
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, take_all


def stitch(grids: list[Grid], layout: Layout) -> list[Row]:
    """Return the rows of a form: head rows, one heading row, indicator rows; repeated headings are taken."""
    stitcher = _Stitcher(layout, grids, MergedCells.of(grids, layout), HeadBelow(HeadWords(layout)))
    for at, grid in enumerate(grids):
        after_break = at > 0
        for number, row in enumerate(rows_of(grid, layout, stitcher.cells.shared)):
            if stitcher.rows and stitcher.rows[-1].is_heading and numbers_columns(row):
                take_as_heading(row)
            elif after_break and stitcher.joins_heading(row):
                after_break = False
            elif row.is_heading and stitcher.says_again(row, opens_page=number == 0):
                Columns(row, layout).take_headings()
                after_break = True
            elif after_break and stitcher.rows:
                row.opens_grid = True
                stitcher.add_after_break(row)
                after_break = False
            else:
                stitcher.add(row)
    return stitcher.rows


@dataclass(slots=True)
class _Stitcher:
    layout: Layout
    grids: list[Grid]
    cells: MergedCells
    below: HeadBelow
    rows: list[Row] = field(default_factory=list)
    columns: Columns | None = None
    heading: list[Cell] = field(default_factory=list)  # of the table that is being read
    habits: Habits | None = None
    level1: str = ""  # the names that the last row stands under
    level2: str = ""

    def add(self, row: Row) -> None:
        self.rows.append(row)
        self._see(row)

    def joins_heading(self, row: Row) -> bool:
        """Join the first row of a page to the heading before it, where that is cut; tell whether it was."""
        before = self.rows[-1] if self.rows else None
        if before is None or not (before.is_heading or self.columns is None):
            return False
        if before.is_heading:
            label_from_below(self.heading, before, row, self.cells)
            self._see(before)
        if not row.written():
            return True
        if continues_heading(before, row, self.layout):
            self._append(before, row)
        elif whole := lower_row_of(before, row, self.layout):
            self.rows.pop()
            self.add(whole)
        else:
            return False
        return True

    def add_after_break(self, row: Row) -> None:
        """Join the first row of a page to the last one before it where they are one; else add it."""
        before = self.rows[-1]
        label_from_below(self.heading, before, row, self.cells)
        if self.columns is None or before.is_heading or self._is_of_head(before, row):
            self._add_to_head(before, row)
            return
        if self.habits is None:
            self.habits = Habits.of(indicator_rows(self.grids, self.layout), self.columns)
        if self.below.words.opens_head_row(row, in_pairs=self.below.in_pairs) and not ends_name(
            before, row, self.columns, self.habits
        ):
            self.add(row)
            return
        judged = judge_cut(before, row, self.columns, self.layout, self.habits, self.level1)
        if not judged.sure:
            doubt([cell for cell in row.written() if self.columns.field(cell) == "level3"])
        beside = told_beside(self.rows, row, self.columns, self.cells)
        for above, cell in beside + passed_through(self.rows, row, self.columns, self.cells):
            if above.spanned or judged.cut != "begins":
                self.cells.go_on(above, cell)
        if judged.cut == "rest":
            self._append(before, row)
            return
        names = [cell for cell in row.written() if is_name(before, cell, self.columns)]
        if judged.cut == "begins":
            merged = [cell for cell in names if before.nearest(cell).spanned]
            self.cells.end_names(before, merged, ends_level)
            name_from_below(before, merged, self.columns, self.habits, self.cells)
            self._prepend(row)
        else:
            self.cells.end_names(before, names, ends_level)
            named = name_from_below(before, names, self.columns, self.habits, self.cells)
            if level1_is_guessed(row, self.level1, self.columns):
                named += names
            if self.level2:
                doubt([cell for cell in named if self.columns.field(cell) == "level2"])
            if self.level1:
                doubt([cell for cell in named if self._may_go_on_from_above(before, cell)])
            row.opens_grid = not goes_on_with_level3(before, row, self.columns, self.habits)
            self.add(row)

    def _may_go_on_from_above(self, before: Row, name: Cell) -> bool:
        """Tell whether a level 1 given to the rows of a page from below might be the one of the page before that.

        Its cell began with the page, empty.
        """
        above = before.nearest(name)
        first = next((row for row in self.rows if row.nearest(name).pieces is above.pieces), before)
        return first.opens_grid and self.columns is not None and self.columns.field(name) == "level1"

    def _is_of_head(self, before: Row, row: Row) -> bool:
        """Tell whether a row below the indicators is one of the head, rather than one whose level's name is cut."""
        first = before.cells[0]
        below = row.nearest(first)
        labelled = self.below.label is not None or ends_label(first, below, self.layout)
        return labelled and not ends_level(first, below, self.layout)

    def _add_to_head(self, before: Row, row: Row) -> None:
        row = self.cells.without_label_ends(self.rows, row)
        self._take_label_again(before, row)
        if not row.written():
            return
        earlier = self.rows[-2] if len(self.rows) > 1 else None
        judged = continues_head(self.rows, row, self.cells)
        if before.is_heading:
            self.add(row)
        elif judged.cut == "rest":
            self._append(before, row)
        elif judged.cut == "begins" or begins_head(earlier, before, row, self.layout):
            if before.cells[0].spanned:
                self.cells.go_on(before.cells[0], row.cells[0])
            self._prepend(row)
        else:
            self.cells.end_names(before, row.written(), ends_merged_label)
            if goes_on_beside(before, row, self.layout) or began_beside(before, row, self.cells):
                self.cells.go_on(before.cells[0], row.cells[0])
            self.add(row)
        if not (judged.sure or before.is_heading):
            doubt(row.written())

    def _take_label_again(self, before: Row, row: Row) -> None:
        """Make a label over several rows that the next page says again beside them go on with itself."""
        above, cell = before.cells[0], row.cells[0]
        if not cell.text or squeeze(above.text) != squeeze(cell.text) or len(row.written()) < 2:
            return
        if above.spanned or self.layout.group(above.text):
            take_all(cell.pieces, "label")
            cell.pieces, cell.spanned = above.pieces, True

    def says_again(self, heading: Row, *, opens_page: bool) -> bool:
        """Tell whether a heading only repeats the one above; another table of the form has one of its own."""
        if self.columns is None:
            return False
        columns = Columns(heading, self.layout)
        before = self.rows[-1].written()
        if len(before) == 1 and (self.layout.group(before[0].text) or "").startswith("indicators"):
            return False  # 年度绩效指标, over a table that the next page begins with
        if self.below.label and goals_periods(self.rows[-1], self.below.words):
            return False  # the goals of another period, over the indicators that measure them
        if columns.period and columns.period != self.columns.period:
            return False
        return opens_page or columns.fields() == self.columns.fields()

    def _see(self, row: Row) -> None:
        """Remember the columns that a heading draws, and the level 1 that a row names."""
        if row.is_heading:
            self.columns = Columns(row, self.layout)
            self.columns.take_headings()
            self.heading = row.cells
            self.below.end(first_ends=row.cells[0].right, in_pairs=self.columns.are_pairs)
        elif self.columns:
            names = self.columns.texts(row, with_spanned=True)
            self.level1 = names.get("level1") or self.level1
            self.level2 = names.get("level2") or self.level2
            self.below.take(row)

    def _append(self, row: Row, tail: Row) -> None:
        """Take in the rest of a row: each cell goes to the one it stands under.

        A level name that is whole already and only said again there, or its end, is no part of the text.
        """
        for cell in tail.written():
            above = row.nearest(cell)
            name = self.columns.field(above) if self.columns and not row.is_heading else None
            if name in ("level1", "level2") and says_level_again(above, cell, self.layout):
                take_all(cell.pieces, name)
            else:
                self.cells.join(above, cell)
        if not row.is_heading:
            row.see_heading(self.layout)
        self._see(row)

    def _prepend(self, row: Row) -> None:
        """Put the last row's cells before those of the row that it begins, and that row in its place."""
        for cell in self.rows.pop().written():
            below = row.nearest(cell)
            below.pieces[:0] = cell.pieces
        self.add(row)
