"""Many projects in one table: their facts are columns before the indicators', merged down or said once.

A project begins where its name (or code) changes; rows without a name go on with the project above. Rows that
name no project are totals of a unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import dropwhile, zip_longest

from extractors.draft import Project
from extractors.form.column import OWN_NAMES, Column
from extractors.form.entries import Entry, FormHead
from extractors.form.indicators.columns import Columns
from extractors.form.indicators.read import IndicatorReader
from extractors.form.indicators.unit_rows import UnitAbove, names_coded_unit, names_office
from extractors.form.many.duties import is_duty, sums_duties
from extractors.form.many.open_project import OpenProject, entry_of
from extractors.form.many.project_columns import ProjectColumns
from extractors.form.many.unnamed import begins_unnamed
from extractors.form.project import build_project
from extractors.form.rows import Cell, Row
from extractors.form.title.form_title import FormTitle
from extractors.form.words.head import HeadWords, inline_labels
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import take_all


def read_many(
    rows: list[Row], title: FormTitle, head: FormHead, first: int, layout: Layout, year: int | None
) -> list[Project]:
    """Read the projects in order, numbered from ``first``; ``head`` is what stands over the table of the fiscal ``year``."""
    below = list(dropwhile(lambda row: not row.is_heading, rows))
    columns = ProjectColumns(Columns(below[0], layout, year=year), layout)
    table = _Table(title, head, first, layout, columns, sums_duties(below[1:], columns))
    for row, after in zip_longest(below[1:], below[2:]):
        if row.is_heading:
            table.begin(ProjectColumns(Columns(row, layout, year=year), layout))
        elif row.written():  # else all of it was the end of the row before
            table.read(row, after)
    table.close()
    return table.projects


@dataclass(slots=True)
class _Table:
    title: FormTitle
    over: FormHead
    first: int
    layout: Layout
    columns: ProjectColumns
    sums_duties: bool = False
    open: OpenProject | None = None
    unit: UnitAbove = field(default_factory=UnitAbove)
    projects: list[Project] = field(default_factory=list)

    @property
    def sequence(self) -> int:
        """Number of the project that is open, or would be next."""
        return self.first + len(self.projects)

    def begin(self, columns: ProjectColumns) -> None:
        """Go on under another heading."""
        self.columns = columns
        if self.open:
            self.open.reader.begin(columns.columns, FormHead())

    def read(self, row: Row, below: Row | None) -> None:
        if self._take_remark(row) or self._take_unit(row):
            return
        told = self.columns.told_by(row)
        names = self.columns.names_in(told)
        first = row.written()[0]
        total = self.layout.is_total(first.text) and any(cell is first for _, cell in told)
        if total or (not self.columns.has_indicator(row) and self._sums_up(list(names.values()))):
            self._take_total(told)
            return
        if self._begins_project(row, below, names, told):
            self.close()
            reader = IndicatorReader(self.layout)
            reader.begin(self.columns.columns, FormHead())
            self.open = OpenProject(names, FormHead(), reader)
        if self.open is None:
            return
        take_all(self.columns.said_as_above(row), "heading", self.sequence)
        self._tell_unit(told)
        for column, cell in told:
            if column.field not in OWN_NAMES:
                counted = self.sums_duties and self.columns.names(column)
                self.open.tell(column, cell, self.sequence, counted=counted, goes_on=row.opens_grid)
        self.unit.waiting = ()
        self.open.reader.read(row, self.sequence)

    def _begins_project(
        self, row: Row, below: Row | None, names: dict[str, str], told: list[tuple[Column, Cell]]
    ) -> bool:
        columns = self.columns.columns
        if self.open is None:
            return bool(names) or not columns.naming
        if names:
            return not self.open.goes_on(names, told, row, self.columns)
        return begins_unnamed([above for above, _ in self.open.reader.rows], row, below, columns)

    def _sums_up(self, names: list[str]) -> bool:
        """Tell whether a row without indicators is one of sums: over a duty's projects, or called so alone."""
        duty = self.sums_duties and any(map(is_duty, names))
        return duty or all(map(self.layout.is_total, names))

    def _take_unit(self, row: Row) -> bool:
        """Take a row that names but the unit of the projects below it; tell whether it was one."""
        cut = row.opens_grid and self.open is not None  # the end of a project's name
        office = not cut and names_office(row, self.columns.columns, self.layout)
        if not (office or names_coded_unit(row, self.layout)):
            return False
        self.close()
        named, *sums = row.written()
        self.unit.name(named)
        take_all((piece for cell in sums for piece in cell.pieces), "subtotal")
        return True

    def _take_remark(self, row: Row) -> bool:
        """Take a remark over the table's width (注：…) as told of the project above it; tell whether it was one.

        So are several side by side that say nothing but who filled the table in (填报人：…).
        """
        cells, columns = row.written(), self.columns.columns
        if not cells or (len(cells) == 1 and columns.covered(cells[0]) < len(columns.all)):
            return False
        said = [inline_labels(cell, HeadWords(self.layout), "") for cell in cells]
        if not all(said):
            return False
        if self.open:
            self.open.head.entries += [entry for entries in said for entry in entries]
        return True

    def close(self) -> None:
        """End the project that is open."""
        if self.open is None:
            return
        head = self.open.head
        head.entries += [entry for entry in self.unit.entries if not head.has(entry.field)]
        first = not self.projects
        head.entries += [
            entry
            for entry in self.over.entries
            if first or (entry.field in OWN_NAMES and not head.has(entry.field))
        ]
        indicators = self.open.reader.close()
        self.projects.append(build_project(head, self._title(head), indicators, self.sequence, self.layout))
        self.open = None

    def _title(self, head: FormHead) -> FormTitle:
        """The title for a project of which the table names the unit: the line over all names the department then."""
        named = [one.value().text for name in ("unit", "unit_name") for one in head.entries_of(name)]
        if not any(named) or not self.title.unit_name or self.title.department_name:
            return self.title
        if any(squeeze(self.title.unit_name) == squeeze(name) for name in named):
            return self.title
        return replace(
            self.title,
            department_code=self.title.unit_code,
            department_name=self.title.unit_name,
            department_pieces=self.title.unit_pieces,
            unit_code="",
            unit_name="",
            unit_pieces=[],
        )

    def _tell_unit(self, told: list[tuple[Column, Cell]]) -> list[Entry]:
        """Take the cells that name the unit; those that say it again are words of the table. Returns what is new."""
        own = [entry_of(column, cell) for column, cell in told if column.field in OWN_NAMES]
        new: list[Entry] = []
        for entry in own:
            if not self.unit.knows(entry):
                new.append(entry)
                continue
            take_all(entry.pieces, "heading", self.sequence)
        if new:
            self.unit.tell(new)
        return new

    def _take_total(self, told: list[tuple[Column, Cell]]) -> None:
        self.close()
        self.unit.waiting = self._tell_unit([one for one in told if not self.layout.is_total(one[1].text)])
        for _, cell in told:
            take_all(cell.pieces, "subtotal")
