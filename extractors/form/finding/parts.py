"""One form as it lies in the draft: its title lines, and the pieces of its table."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from extractors.form.column import tells_goals
from extractors.form.finding.head_again import HeadRows
from extractors.form.finding.tables import DrawnRow
from extractors.form.indicators.columns import Columns
from extractors.form.indicators.period_words import GROUP_PERIODS
from extractors.form.many.across import Across
from extractors.form.page_breaks.stitch import stitch
from extractors.form.rows import Row
from extractors.form.title.form_title import FormTitle, says_again
from extractors.form.words.head import HeadWords, inline_names
from extractors.form.words.numbered import counts_on, numbered
from extractors.form.words.title import is_unit_line
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell, Line, Piece


@dataclass(slots=True)
class FormParts:
    """One form as it lies in the draft: its title lines, and the pieces of its table.

    ``again`` are the cells of a head that a later page says again. ``below``: it stands in one table with the form before,
    with no line between; ``apart``: it does not, though no title of a form is between. ``lists_projects``: its indicators'
    heading has a column of projects' names. ``of_department``: it is that of a department as a whole, beside those of its
    projects. ``ended``: its head stands below its indicators, so that it goes on in no other table.
    """

    title: FormTitle
    below: bool = False
    apart: bool = False
    grids: list[Grid] = field(default_factory=list)
    between: list[Piece] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    has_heading: bool = False
    of_department: bool = False
    lists_projects: bool = False
    ended: bool = False
    head: HeadRows = field(default_factory=HeadRows)
    again: list[Piece] = field(default_factory=list)

    def is_form(self, layout: Layout) -> bool:
        """A performance form has an indicator table (its heading may be cut), or names, funds and goals."""
        goals = any(map(tells_goals, self.labels))
        if self.has_heading or (goals and {"project_name", "budget"} <= self.labels):
            return True
        rows = stitch(self.grids, layout)
        return any(row.is_heading for row in rows) or Across.of(rows, layout) is not None

    def tells_form(self) -> bool:
        """Tell whether its labels are a form's so far: any table of a budget has amounts, a unit, and 项目."""
        return self.has_heading or any(name == "project_code" or tells_goals(name) for name in self.labels)

    def lists_activities(self, layout: Layout) -> bool:
        """Tell whether its rows are what the department does (职责活动), by what heads its first column."""
        first = (cell.piece.text for grid in self.grids for row in grid.rows for cell in row[:1])
        return any(map(layout.is_activity, first))

    def texts(self) -> list[str]:
        """Texts of its table's cells, and what a cell and the one below it say where a page ends between them."""
        told = [
            cell.piece.text for grid in self.grids for row in grid.rows for cell in row if not cell.spanned
        ]
        cut = ((one.rows[-1], other.rows[0]) for one, other in pairwise(self.grids))
        return told + [
            above.piece.text + cell.piece.text
            for before, row in cut
            for above in before
            for cell in row
            if above.left == cell.left
        ]

    def begin_table(self, lines: list[Line], rows: list[DrawnRow], layout: Layout) -> None:
        """Begin a piece of the table below some lines, with its first rows.

        Lines of names of levels alone, and the next ones of a numbered list in its last cell, are rows over the whole width of
        a table that goes on: text has no tab stop there. So is the last of them if it says for when the targets below are.
        """
        if (
            lines
            and self.grids
            and (all(layout.is_level(line.piece.text) for line in lines) or _count_on(lines, self.grids[-1]))
        ):
            self.grids[-1].rows += [[_whole_row(line, self.grids[-1])] for line in lines]
        else:
            over = lines[-1:] if self.grids and lines and _names_period(lines[-1], layout) else []
            self.grids.append(Grid([[_whole_row(line, self.grids[-1])] for line in over]))
            self.between.extend(line.piece for line in lines[: len(lines) - len(over)])
        for cells, row in rows:
            self.add(cells, row, layout)

    def add(self, cells: list[GridCell], row: Row, layout: Layout) -> None:
        """Add a row to the last piece of the table."""
        self.grids[-1].rows.append(cells)
        self.head.add(row)
        self.labels |= labels_of(row, layout)
        if row.is_heading:
            self.has_heading = True
            self.lists_projects = self.lists_projects or Columns(row, layout).names_projects


def _whole_row(line: Line, grid: Grid) -> GridCell:
    """A line as a cell over a table's whole width."""
    found = edges(grid.rows)
    return GridCell(line.piece, min(found, default=0.0), max(found, default=0.0))


def _names_period(line: Line, layout: Layout) -> bool:
    """Tell whether a line says for when the targets of the table below it are (年度绩效目标表)."""
    return GROUP_PERIODS.get(layout.group(line.piece.text) or "") is not None


def _count_on(lines: list[Line], above: Grid) -> bool:
    """Tell whether lines are the next ones of a list that a table's last cell begins (goals, a line each)."""
    last = [cell.piece.text for row in above.rows[-1:] for cell in row[-1:]]
    texts = [*last, *(line.piece.text for line in lines)]
    return bool(last) and all(counts_on(text, before) for before, text in pairwise(texts))


def labels_of(row: Row, layout: Layout) -> set[str]:
    """Fields that the labels of a row name; a label may stand in one cell with its value."""
    words = HeadWords(layout)
    names = {name for cell in row.written() if (name := layout.label(cell.text))}
    return names.union(*(
        inline_names(cell, words) for cell in row.written() if not is_unit_line(cell.text, layout)
    ))  # fmt: skip


def titles_again(lines: list[Line], form: FormParts, layout: Layout) -> bool:
    """Tell whether lines between two tables say no more than the form's own title does."""
    numbers = [found.number for line in lines if (found := numbered(line.piece.text))]
    return all(says_again(line.piece.text, form.title, layout) for line in lines) and all(
        number == form.title.number for number in numbers
    )


def edges(rows: list[list[GridCell]]) -> set[float]:
    """Where the cells of rows begin and end."""
    return {edge for cells in rows for cell in cells for edge in (cell.left, cell.right)}
