"""Projects a row each with their indicators a column each, under the heading of such a table."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from extractors.draft import Indicator, Project, Value
from extractors.form.entries import Entry, FormHead
from extractors.form.indicators.levels import says_none, says_same
from extractors.form.indicators.listed_targets import Listed
from extractors.form.indicators.unit_rows import UnitAbove, names_unit
from extractors.form.many.across import Across
from extractors.form.many.listed_items import listed_in
from extractors.form.project import build_project
from extractors.form.rows import Cell, Row, doubt, value_of
from extractors.form.title.form_title import FormTitle
from extractors.form.words.head import HeadWords, inline_labels
from extractors.layouts.layout import Layout
from extractors.pieces import take_all


def read_across(across: Across, title: FormTitle, first: int, layout: Layout) -> list[Project]:
    """Read the projects in order, numbered from ``first``; a row of sums is none, nor the heading said again.

    A row that names a unit, with the sum of its projects, says whose those below are.
    """
    _take_heading(across, first, layout)
    said = [[cell.text for cell in row.written()] for row in across.rows[: across.depth]]
    projects: list[Project] = []
    unit = UnitAbove()
    above: Row | None = None
    for row in _whole_rows(across, layout):
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
            _say_as_above(across, row, above)
            projects.append(_project(across, row, unit.entries, title, first + len(projects), layout))
            above = row
    return projects


def _say_as_above(across: Across, row: Row, above: Row | None) -> None:
    """Give a row what the one above says of its project, where it says no more than that (同上)."""
    for fact in across.facts if above else []:
        cell = row.nearest(fact.label)
        if above and says_same(cell.text):
            _take(cell, "heading", None)
            cell.pieces = above.nearest(fact.label).pieces


def _take_heading(across: Across, first: int, layout: Layout) -> None:
    """Take its cells once, be all targets below a name empty; ``first`` is the project that they are counted with."""
    for row in across.rows[: across.depth]:
        of_levels = any(row is one for one in across.levels)
        for cell in row.written():
            level = "level1" if layout.is_level1(cell.text) else "level2"
            _take(cell, level if of_levels and layout.is_level(cell.text) else "label", first)
    for cell in across.names if not across.lists else []:
        _take(cell, "level3", first)


def _whole_rows(across: Across, layout: Layout) -> list[Row]:
    """The rows below the heading; the first of a page that leaves columns empty goes on with the last one, most likely."""
    whole: list[Row] = []
    columns = [*(fact.label for fact in across.facts), *across.names]
    for row in chain.from_iterable(_apart(row) for row in across.rows[across.depth :]):
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
    across: Across, row: Row, unit: list[Entry], title: FormTitle, sequence: int, layout: Layout
) -> Project:
    fields = {fact.field for fact in across.facts}
    head = FormHead(entries=[entry for entry in unit if entry.field not in fields])
    for fact in across.facts:
        cell = row.nearest(fact.label)
        head.entries.append(Entry(fact.field or "fact", fact.label, list(cell.pieces), unit=fact.unit))
    told: list[tuple[Cell, Cell, Listed]] = []
    for name in across.names:
        cell = row.nearest(name)
        if across.lists:
            if says_none(cell.text):
                take_all(cell.pieces, "label", sequence)
                continue
            listed = listed_in(cell, layout)
            told += [(name, cell, one) for one in listed]
            if not all(one.sure for one in listed):
                doubt([cell])
        else:
            told.append((name, cell, Listed(value_of(name.pieces), value_of(cell.pieces))))
    indicators = tuple(
        _indicator(across, *one, sequence, number, layout) for number, one in enumerate(told, start=1)
    )
    return build_project(head, title, indicators, sequence, layout)


def _indicator(
    across: Across, name: Cell, target: Cell, told: Listed, project: int, number: int, layout: Layout
) -> Indicator:
    _take(target, "value_text", project, number)
    level2 = told.level2 if told.level2.text else across.level2(name, layout)
    return Indicator(
        sequence=number,
        level1=across.level1(name, layout) or Value(text=layout.level1_of(level2.text, "") or ""),
        level2=level2,
        level3=told.name,
        value=told.target,
    )


def _with_remark(project: Project, remark: Cell, layout: Layout) -> Project:
    """The project with what is said over the table's width below it (填报人：…); text without labels is left over."""
    said = FormHead(entries=inline_labels(remark, HeadWords(layout), ""))
    details = (*project.details, *said.take_details(project.sequence))
    return project.model_copy(update={"details": details})


def _is_total(row: Row, layout: Layout) -> bool:
    written = row.written()
    return bool(written) and layout.is_total(written[0].text)


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
    take_all(cell.pieces, field, project, number)
