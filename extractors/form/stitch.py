"""One stitcher for all formats: the pieces of a table, one a page, become one run of whole rows.

A page break may fall between two rows or inside one. Then the rest of each cell stands in the first row of
the next piece, under a repeated heading or without one: ``cut_heads`` and ``cut_rows`` tell a rest from a row
of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from extractors.form.columns import Columns
from extractors.form.cut_heads import begins_head, continues_head, ends_label
from extractors.form.cut_headings import continues_heading, ends_group, lower_row_of
from extractors.form.cut_rows import ends_level, is_wide, judge_cut
from extractors.form.habits import Habits, indicator_rows
from extractors.form.heading_rows import rows_of
from extractors.form.rows import Cell, Row, Shared
from extractors.joining import squeeze
from extractors.layouts.layout import Layout, level_name
from extractors.limits import CELL_PIECES, hold
from extractors.pieces import Grid


def stitch(grids: list[Grid], layout: Layout) -> list[Row]:
    """Return the rows of a form: head rows, one heading row, indicator rows; repeated headings are taken."""
    stitcher = _Stitcher(layout, grids)
    for at, grid in enumerate(grids):
        after_break = at > 0
        for number, row in enumerate(rows_of(grid, layout, stitcher.shared)):
            if after_break and stitcher.joins_heading(row):
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
    rows: list[Row] = field(default_factory=list)
    shared: Shared = field(default_factory=dict)
    columns: Columns | None = None
    habits: Habits | None = None
    level1: str = ""  # the name that the last row stands under

    def add(self, row: Row) -> None:
        self.rows.append(row)
        self._see(row)

    def joins_heading(self, row: Row) -> bool:
        """Join the first row of a page to the heading before it, where that is cut; tell whether it was."""
        before = self.rows[-1] if self.rows else None
        if before is None or not (before.is_heading or self.columns is None):
            return False
        if before.is_heading:
            self._end_names(before, row.cells[:1], ends_group)
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
        if self.columns is None or before.is_heading:
            self._add_to_head(before, row)
            return
        if self.habits is None:
            self.habits = Habits.of(indicator_rows(self.grids, self.layout), self.columns)
        judged = judge_cut(before, row, self.columns, self.layout, self.habits, self.level1)
        if not judged.sure:
            _doubt(row, self.columns)
        if judged.cut == "rest":
            self._append(before, row)
            return
        names = [cell for cell in row.written() if self.columns.field(cell) in ("level1", "level2")]
        if judged.cut == "begins":
            self._name_from_below(before, [cell for cell in names if before.nearest(cell).spanned])
            self._prepend(row)
        else:
            self._end_names(before, names, ends_level)
            self._name_from_below(before, names)
            self.add(row)

    def _add_to_head(self, before: Row, row: Row) -> None:
        row = self._end_labels_above(before, row)
        if not row.written():
            return
        earlier = self.rows[-2] if len(self.rows) > 1 else None
        if not before.is_heading and continues_head(earlier, before, row, self.layout):
            self._append(before, row)
        elif begins_head(earlier, before, row, self.layout):
            self._prepend(row)
        else:
            if not before.is_heading:
                self._end_names(before, row.written(), ends_label)
                self._go_on(before, row)
            self.add(row)

    def says_again(self, heading: Row, *, opens_page: bool) -> bool:
        """Tell whether a heading only repeats the one above; another table of the form has one of its own."""
        if self.columns is None:
            return False
        columns = Columns(heading, self.layout)
        if columns.period and columns.period != self.columns.period:
            return False
        return opens_page or columns.fields() == self.columns.fields()

    def _see(self, row: Row) -> None:
        """Remember the columns that a heading draws, and the level 1 that a row names."""
        if row.is_heading:
            self.columns = Columns(row, self.layout)
            self.columns.take_headings()
        elif self.columns:
            self.level1 = self.columns.texts(row, with_spanned=True).get("level1") or self.level1

    def _append(self, row: Row, tail: Row) -> None:
        """Take in the rest of a row: each cell goes to the one it stands under.

        A level name that is whole already and only said again there, or its end, is no part of the text.
        """
        for cell in tail.written():
            above = row.nearest(cell)
            name = self.columns.field(above) if self.columns and not row.is_heading else None
            if name in ("level1", "level2") and _says_again(above, cell, self.layout):
                for piece in cell.pieces:
                    piece.take(name)
            else:
                self._join(above, cell)
        row.see_heading(self.layout)
        self._see(row)

    def _end_labels_above(self, before: Row, row: Row) -> Row:
        """Give the ends of labels over several rows to them, where text leaves the cell below them empty.

        Returns the row without these cells. (In other formats the row before holds the merged label itself.)
        """
        left = list(row.cells)
        for cell in row.written():
            above = None if before.nearest(cell).text else self._last_above(cell)
            if above and ends_label(above, cell, self.layout):
                self._join(above, cell)
                left[left.index(cell)] = Cell(cell.left, cell.right, above.pieces, spanned=True)
        return replace(row, cells=left)

    def _last_above(self, cell: Cell) -> Cell | None:
        """The lowest written cell over a cell, or None."""
        over = (above for row in reversed(self.rows) if cell.stands_under(above := row.nearest(cell)))
        return next((above for above in over if above.text), None)

    def _prepend(self, row: Row) -> None:
        """Put the last row's cells before those of the row that it begins, and that row in its place."""
        for cell in self.rows.pop().written():
            below = row.nearest(cell)
            below.pieces[:0] = cell.pieces
        self.add(row)

    def _end_names(self, before: Row, cells: list[Cell], ends: Callable[[Cell, Cell, Layout], bool]) -> None:
        """Give the end of a merged name, cut between its rows, to the name; its cell becomes part of that."""
        for cell in cells:
            above = before.nearest(cell)
            if cell.stands_under(above) and ends(above, cell, self.layout):
                self._join(above, cell)
                cell.pieces, cell.spanned = above.pieces, True

    def _go_on(self, before: Row, row: Row) -> None:
        """Let labels over several rows go on through the empty cells that a row begins with."""
        for cell in row.cells:
            above = before.nearest(cell)
            if cell.text or not cell.stands_under(above):
                break
            self._join(above, cell)
            cell.pieces, cell.spanned = above.pieces, True

    def _name_from_below(self, before: Row, cells: list[Cell]) -> None:
        """Give a merged name that stands on the next page to the rows before it that its cell covers as well.

        It does where they have an empty cell, and the form leaves none empty that is no part of a merged one.
        """
        if self.columns is None or self.habits is None or is_wide(before, self.columns):
            return
        for cell in cells:
            above = before.nearest(cell)
            name = self.columns.field(cell)
            if above.text or not cell.stands_under(above) or name in self.habits.blank:
                continue
            self._join(above, cell)
            cell.pieces, cell.spanned = above.pieces, True

    def _join(self, above: Cell, cell: Cell) -> None:
        hold("pages that one cell runs over", len(above.pieces), CELL_PIECES)
        above.pieces.extend(cell.pieces)
        for piece in cell.pieces:
            self.shared[id(piece)] = above.pieces


def _says_again(above: Cell, cell: Cell, layout: Layout) -> bool:
    known = layout.is_level1(above.text) or layout.is_level2(above.text)
    if known and squeeze(above.text).endswith(squeeze(cell.text)):
        return True
    return bool(above.text) and level_name(above.text) == level_name(cell.text)


def _doubt(row: Row, columns: Columns) -> None:
    """Mark the name in a row which may go on with the row before it as well as be one of its own."""
    for cell in row.written():
        if columns.field(cell) == "level3":
            for piece in cell.pieces:
                piece.doubt = piece.doubt or "cut"
