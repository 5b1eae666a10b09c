"""Where the forms are: a draft's blocks, split into what stands before the first form and one part a form."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.form.finding.blank_forms import nobody_filled_in
from extractors.form.finding.budget_table import lists_projects
from extractors.form.finding.going_on import belongs
from extractors.form.finding.head_again import MOST_ROWS
from extractors.form.finding.opening import captions_next, opens_form, opens_list
from extractors.form.finding.other_tables import is_index, is_other_table
from extractors.form.finding.parts import FormParts, labels_of, titles_again
from extractors.form.finding.tables import DrawnRow, Table, lines_beside_title, tables_of, title_lines_of
from extractors.form.indicators.unit_rows import names_coded_unit
from extractors.form.rows import Row
from extractors.form.title.read import read_title
from extractors.form.title.unit_heading import stand_under, unit_heading
from extractors.form.words.head import HeadWords
from extractors.form.words.leaders import below_contents
from extractors.form.words.numbered import numbered
from extractors.form.words.title import names_form
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT
from extractors.pieces import Block, Grid, GridCell, Line, Piece


def find_forms(blocks: list[Block], layout: Layout) -> tuple[list[Line], list[FormParts]]:
    """Split the blocks; the lines returned are those before the first form (or all, where there is none).

    A title may stand in lines over the table, or in the table's own first rows.
    """
    finder = _Finder(layout)
    for block in tables_of(blocks, layout):
        if isinstance(block, Line):
            finder.pass_line(block)
        else:
            finder.pass_table(block)
    forms = [
        form for form in finder.forms if form.is_form(layout) and not nobody_filled_in(form.grids, layout)
    ]
    return finder.front, _of_projects(forms, layout)


@dataclass(slots=True)
class _Finder:
    """What was passed so far, block by block and row by row.

    ``pending`` are lines since the last table of a form or the budget; ``in_table`` rows of the table that may be the next
    form's title; ``facts`` rows above with labels that open no form by themselves (部门职能); ``said_again`` how many rows
    to come only say the form's head again; ``fresh``: neither the form nor anything else has a row of this table yet;
    ``unit_heading`` names the unit of the forms to come.
    """

    layout: Layout
    front: list[Line] = field(default_factory=list)
    forms: list[FormParts] = field(default_factory=list)
    current: FormParts | None = None
    pending: list[Line] = field(default_factory=list)
    in_table: list[Line] = field(default_factory=list)
    facts: list[DrawnRow] = field(default_factory=list)
    said_again: int = 0
    fresh: bool = True
    unit_heading: Piece | None = None

    def pass_line(self, line: Line) -> None:
        self._keep([line])
        self.facts = []

    def pass_table(self, table: Table) -> None:
        self.pending = below_contents(self.pending, self.layout)  # it names the forms too
        drawn = Grid([cells for cells, _ in table.rows])
        over = self.current is None or self.current.has_heading
        listed = over and (lists_projects(drawn, self.layout) or is_index(drawn, self.layout))
        if listed or is_other_table(table.rows, self.pending, self.current, self.layout):
            self.current, self.pending, self.facts = None, [], []
            return
        if self.current and not belongs(table.rows, self.current, self.pending, self.layout):
            self.current = None
        self.in_table, self.fresh, self.said_again = [], True, 0
        for at in range(len(table.rows)):
            self._pass_row(table, at)
        self._keep(self.in_table)

    def _keep(self, lines: list[Line]) -> None:
        self.pending += lines
        if not self.forms:
            self.front += lines

    def _pass_row(self, table: Table, at: int) -> None:
        cells, row = table.rows[at]
        goes_on = at == 0 and table.goes_on
        if at == 0 and table.opens_form:
            self._add(self._open_form(apart=True), cells, row)
            return
        if not goes_on and (self.in_table or self.pending) and not any(cell.text for cell in row.cells):
            return  # below a title: the rest of its last row, which a page's end cut
        if self._take_head_again(table.rows[at : at + MOST_ROWS]):
            return
        if title_lines := self._title_lines(row, goes_on=goes_on) or self._numbered_over(
            table.rows[at : at + 2]
        ):
            self.in_table += title_lines
            return
        of_form = goes_on and self.current is not None
        lines = self.pending + self.in_table
        after = self.current is not None and self.current.has_heading
        if self._ends_head(table, at, lines) and self.current:
            self.current.ended, of_form = True, True
        may_caption = not of_form and (at == 0 or bool(self.in_table) or after)
        if may_caption and captions_next(table.rows[at:], self.current, lines, self.layout):
            self.facts = [(cells, row)]
            return
        if not of_form and (
            opens_form(row, self.current, lines, self.fresh, self.layout)
            or (self.fresh and opens_list(table.rows[at:], self.current, lines, self.layout))
        ):
            self._open_form()
        if self.current is None:
            if labels_of(row, self.layout) or (self.facts and goes_on):
                self.facts.append((cells, row))
            else:
                self.in_table, self.facts, self.fresh = [], [], False
            return
        self._add(self.current, cells, row)

    def _add(self, form: FormParts, cells: list[GridCell], row: Row) -> None:
        if self.fresh:
            form.begin_table(self.pending, self.facts, self.layout)
            self.pending, self.facts, self.fresh = [], [], False
        form.between.extend(line.piece for line in self.in_table)
        self.in_table = []
        form.add(cells, row, self.layout)

    def _ends_head(self, table: Table, at: int, lines: list[Line]) -> bool:
        """Tell whether the rows from one on are the head of the form above, which begins with its indicators.

        That form has no project yet, nothing stands between, and no indicators are below.
        """
        form = self.current
        if form is None or self.fresh or lines or not form.has_heading:
            return False
        named = not form.ended and not form.labels.isdisjoint(NAMES_PROJECT)
        if named or form.lists_projects:
            return False
        rows = [row for _, row in table.rows[at:]]
        return HeadWords(self.layout).opens_head_row(rows[0]) and not any(row.is_heading for row in rows)

    def _take_head_again(self, rows: list[DrawnRow]) -> bool:
        """Take a row that only says the form's head again; tell whether it is one."""
        if self.current is None or self.current.ended:
            return False
        if not self.said_again and titles_again(self.pending + self.in_table, self.current, self.layout):
            self.said_again = self.current.head.said_again_by([row for _, row in rows], self.layout)
        if not self.said_again:
            return False
        self.current.again.extend(cell.piece for cell in rows[0][0])
        self.said_again, self.fresh = self.said_again - 1, True
        return True

    def _title_lines(self, row: Row, *, goes_on: bool) -> list[Line]:
        """A row's cells as lines, if they may be of the next form's title."""
        if self.current and (goes_on or (self.current.lists_projects and names_coded_unit(row, self.layout))):
            return []
        return title_lines_of(row, self.layout) or lines_beside_title(
            row, self.layout, begun=bool(self.in_table)
        )

    def _numbered_over(self, rows: list[DrawnRow]) -> list[Line]:
        """A row as the title of the form that the next one opens, where it is but a name with a number (2、送戏下乡)."""
        cells, row = rows[0]
        if len(rows) == 1 or len(cells) != 1 or numbered(row.cells[0].text) is None:
            return []
        title = Line(cells[0].piece)
        above = [*self.pending, *self.in_table, title]
        return [title] if opens_form(rows[1][1], self.current, above, False, self.layout) else []

    def _open_form(self, *, apart: bool = False) -> FormParts:
        lines = self.pending + self.in_table
        titled = any(names_form(line.piece.text, self.layout) for line in lines)
        below = self.current is not None and not titled
        title = read_title(lines, self.layout)
        self.unit_heading = unit_heading(self.pending, self.layout) or self.unit_heading
        if self.unit_heading:
            stand_under(title, self.unit_heading, self.layout)
        self.current = FormParts(title, below=below, apart=apart)
        self.forms.append(self.current)
        self.pending, self.in_table, self.fresh = [], [], True
        return self.current


def _of_projects(forms: list[FormParts], layout: Layout) -> list[FormParts]:
    """Leave out tables of what the department does, and mark its own form, where other forms tell of projects.

    Their budgets are those of the projects.
    """
    others = [form for form in forms if not form.lists_activities(layout)]
    of_whole = [_is_of_whole(form, layout) for form in others]
    if not any(_is_of_project(form) for form, whole in zip(others, of_whole, strict=True) if not whole):
        return forms
    for form, whole in zip(others, of_whole, strict=True):
        form.of_department = whole  # be it that it names the department's projects among its tasks
    return others


def _is_of_whole(form: FormParts, layout: Layout) -> bool:
    """Tell whether a form is that of a department as a whole: by its title, or in part one of the draft, naming no project."""
    in_part_one = any(layout.part(text) == "one" for text in form.title.said)
    return form.title.is_of_whole(layout) or (in_part_one and not _is_of_project(form))


def _is_of_project(form: FormParts) -> bool:
    return form.lists_projects or not form.labels.isdisjoint(NAMES_PROJECT)
