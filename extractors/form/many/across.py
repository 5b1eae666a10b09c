"""Projects a row each with their indicators a column each: levels and names stand over the targets, row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, takewhile

from extractors.draft import Indicator, Project, Value
from extractors.form.column import UNIT_OR_PROJECT
from extractors.form.entries import Entry, FormHead
from extractors.form.indicators.listed_targets import Listed, listed_in
from extractors.form.indicators.unit_rows import UnitAbove, names_unit
from extractors.form.page_breaks.judgement import doubt
from extractors.form.project import build_project
from extractors.form.rows import Cell, Row, value_of
from extractors.form.title.form_title import FormTitle
from extractors.form.words.head import HeadWords, inline_labels, money_unit_in
from extractors.layouts.layout import Layout

_FEWEST = 3  # indicators


@dataclass(frozen=True, slots=True)
class Across:
    """The heading of such a table: the labels of a project's facts, then levels 1 and 2 and the names over each column.

    ``rows`` are all rows of the table, ``depth`` how many of them the heading takes, ``levels`` how many of those name
    levels. Where no row of names is below them, the ``names`` are the last one's, and names stand in lists below with the
    targets.
    """

    rows: list[Row]
    depth: int
    levels: int
    facts: list[Cell]
    names: list[Cell]

    @classmethod
    def of(cls, rows: list[Row], layout: Layout) -> Across | None:
        """The heading of a table drawn so, or None."""
        if len(rows) < 3 or any(row.is_heading for row in rows):
            return None
        rows = _with_whole_levels(rows, layout)
        facts = list(takewhile(lambda cell: not layout.is_level(cell.text), rows[0].written()))
        over = rows[0].written()[len(facts) :]
        named = any(_fact(cell, layout) == "project_name" for cell in facts)
        if not named or not over or not all(layout.is_level(cell.text) for cell in over):
            return None
        depth = 1
        while depth < len(rows) and _names_level2(rows[depth], layout):
            depth += 1
        levels = depth
        names = rows[depth].written() if depth < len(rows) else []
        right = max(cell.right for cell in facts)
        if any(cell.left < right for cell in names) and (depth > 1 or len(over) >= _FEWEST):
            names = [cell for cell in rows[depth - 1].written() if cell.left >= right]
        else:
            depth += 1
        if len(names) < _FEWEST or any(cell.left < right for cell in names):
            return None
        if not all(row.nearest(name).overlap(name) > 0 for row in rows[:levels] for name in names):
            return None  # in text, a level has one tab stop whatever it stands over
        if depth > levels and depth < len(rows) and _is_rest(rows[depth], facts):
            for name in names:
                name.pieces.extend(rows[depth].nearest(name).pieces)
            depth += 1
        return cls(rows, depth, levels, facts, names)

    def read(self, title: FormTitle, first: int, layout: Layout) -> list[Project]:
        """Read the projects in order, numbered from ``first``; a row of sums is none, nor the heading said again.

        A row that names a unit, with the sum of its projects, says whose those below are.
        """
        self._take_heading(first, layout)
        said = [[cell.text for cell in row.written()] for row in self.rows[: self.depth]]
        projects: list[Project] = []
        unit = UnitAbove()
        for row in self._whole_rows(layout):
            written = row.written()
            if [cell.text for cell in written] in said or _is_total(row, layout):
                for cell in written:
                    _take(cell, "subtotal", None)
            elif len(row.cells) == 1:
                if projects:
                    projects[-1] = _with_remark(projects[-1], row.cells[0], layout)
            elif names_unit(row, layout):
                unit.name(written[0])
                for cell in written[1:]:
                    _take(cell, "subtotal", None)
            elif written:
                unit.tell([])
                projects.append(self._project(row, unit.entries, title, first + len(projects), layout))
        return projects

    def _take_heading(self, first: int, layout: Layout) -> None:
        """Take its cells once, be all targets below a name empty; ``first`` is the project that they are counted with."""
        for cell in self.facts:
            _take(cell, "label", first)
        right = max(cell.right for cell in self.facts)
        for row in self.rows[: self.levels]:
            for cell in row.written():
                if cell.left >= right:
                    _take(cell, "level1" if layout.is_level1(cell.text) else "level2", first)
        for cell in self.names:
            _take(cell, "level3", first)

    def _whole_rows(self, layout: Layout) -> list[Row]:
        """The rows below the heading; the first of a page that leaves columns empty goes on with the last one, most likely."""
        whole: list[Row] = []
        columns = [*self.facts, *self.names]
        for row in chain.from_iterable(_apart(row) for row in self.rows[self.depth :]):
            full = all(row.nearest(column).text for column in columns)
            if (
                whole
                and row.opens_grid
                and not (full or _is_total(row, layout) or _counts_on(whole[-1], row))
                and not names_unit(whole[-1], layout)
            ):
                doubt(row.written())
                for column in columns:
                    whole[-1].nearest(column).pieces.extend(row.nearest(column).pieces)
            else:
                whole.append(row)
        return whole

    def _project(
        self, row: Row, unit: list[Entry], title: FormTitle, sequence: int, layout: Layout
    ) -> Project:
        fields = {_fact(label, layout) for label in self.facts}
        head = FormHead(entries=[entry for entry in unit if entry.field not in fields])
        for label in self.facts:
            cell = row.nearest(label)
            field = _fact(label, layout) or "fact"
            head.entries.append(Entry(field, label, list(cell.pieces), unit=money_unit_in(label.text)))
        told: list[tuple[Cell, Cell, Listed]] = []
        for name in self.names:
            cell = row.nearest(name)
            if self.levels == self.depth:
                told += [(name, cell, one) for one in listed_in(cell, layout)]
            else:
                told.append((name, cell, Listed(value_of(name.pieces), value_of(cell.pieces))))
        indicators = tuple(
            self._indicator(*one, sequence, number, layout) for number, one in enumerate(told, start=1)
        )
        return build_project(head, title, indicators, sequence, layout)

    def _indicator(
        self, name: Cell, target: Cell, told: Listed, project: int, number: int, layout: Layout
    ) -> Indicator:
        _take(target, "value_text", project, number)
        level2 = told.level2 if told.level2.text else self._level2(name, layout)
        return Indicator(
            sequence=number,
            level1=self._level1(name, layout) or Value(text=layout.level1_of(level2.text, "") or ""),
            level2=level2,
            level3=told.name,
            value=told.target,
        )

    def _level1(self, name: Cell, layout: Layout) -> Value | None:
        over = (row.nearest(name) for row in self.rows[: self.levels])
        named = next((cell for cell in over if layout.is_level1(cell.text)), None)
        return value_of(named.pieces) if named else None

    def _level2(self, name: Cell, layout: Layout) -> Value:
        """A known level 2 wherever it stands over a column; else what stands between its level 1 and it."""
        over = [row.nearest(name) for row in self.rows[: self.levels]]
        named = [cell for cell in over if layout.is_level2(cell.text)] or over[1:]
        return value_of(named[0].pieces) if named else Value()


def _fact(label: Cell, layout: Layout) -> str | None:
    """The field of a project's fact; under a heading of units and projects alike, that of a project."""
    field = layout.label(label.text)
    return UNIT_OR_PROJECT[field][0] if field in UNIT_OR_PROJECT else field


def _with_whole_levels(rows: list[Row], layout: Layout) -> list[Row]:
    """The rows, a heading's row that a page cut inside the levels' names (社会效益 over 指标) as one."""
    facts = list(takewhile(lambda cell: layout.label(cell.text), rows[0].written()))
    for at in (1, 2):
        if facts and _is_rest(rows[at], facts):
            ends = [(rows[at - 1].nearest(cell), cell) for cell in rows[at].written()]
            if ends and all(layout.is_level(above.text + cell.text) for above, cell in ends):
                for above, cell in ends:
                    above.pieces.extend(cell.pieces)
                return [*rows[:at], *rows[at + 1 :]]
    return rows


def _names_level2(row: Row, layout: Layout) -> bool:
    """Tell whether a row names levels 2, be it that one is called what its level 1 is (满意度指标)."""
    written = row.written()
    return any(layout.is_level2(cell.text) for cell in written) and all(
        layout.is_level(cell.text) for cell in written
    )


def _with_remark(project: Project, remark: Cell, layout: Layout) -> Project:
    """The project with what is said over the table's width below it (填报人：…); text without labels is left over."""
    said = FormHead(entries=inline_labels(remark, HeadWords(layout), ""))
    details = (*project.details, *said.take_details(project.sequence))
    return project.model_copy(update={"details": details})


def _is_total(row: Row, layout: Layout) -> bool:
    written = row.written()
    return bool(written) and layout.is_total(written[0].text)


def _is_rest(row: Row, facts: list[Cell]) -> bool:
    """Tell whether a page begins with the rest of the heading: no fact of a project stands in it."""
    beside = [(row.nearest(label), label) for label in facts]
    return row.opens_grid and all(cell.pieces is label.pieces or not cell.text for cell, label in beside)


def _counts_on(before: Row, row: Row) -> bool:
    """Tell whether a row's first cell has the number behind that of the row before."""
    one, other = before.cells[0].text, row.cells[0].text
    return one.isdecimal() and other.isdecimal() and int(other) == int(one) + 1


def _apart(row: Row) -> list[Row]:
    """The rows that a page break seemed to cut in one: where each column has text on either page, they are two."""
    if not all(len(cell.pieces) > 1 for cell in row.cells):
        return [row]
    first = [replace(cell, pieces=cell.pieces[:1]) for cell in row.cells]
    return [Row(first), Row([replace(cell, pieces=cell.pieces[1:]) for cell in row.cells])]


def _take(cell: Cell, field: str, project: int | None, number: int | None = None) -> None:
    for piece in cell.pieces:
        piece.take(field, project, number)
