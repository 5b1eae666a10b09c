"""Rows between the projects of one table that name no project: the unit whose projects stand below, or its department."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.form.column import OWN_NAMES, UNIT_OR_PROJECT
from extractors.form.entries import Entry
from extractors.form.head.line import NUMBER
from extractors.form.indicators.columns import Columns
from extractors.form.rows import Cell, Row
from extractors.form.words.title import is_unit_line
from extractors.joining import squeeze
from extractors.layouts.layout import Layout

_OPENING_BRACKETS = "[［【(（"
_CODE = re.compile(rf"[{re.escape(_OPENING_BRACKETS)}]?(\d{{3,12}})")
_AFTER_CODE = re.compile(r"^\d+\W*")
_OF_DEPARTMENT = {"unit": "department", "unit_name": "department", "unit_code": "department_code"}


@dataclass(slots=True)
class UnitAbove:
    """The unit of the projects to come, and its department, as the rows so far name them.

    ``waiting`` are the entries of a row below which no project has come yet: what they name may be over the next unit.
    """

    entries: list[Entry] = field(default_factory=list)
    waiting: Sequence[Entry] = ()

    def name(self, cell: Cell) -> None:
        """Take a row that names a unit and nothing else: below another, that one is its department."""
        over = [one for one in self.entries if one.field == "department"]
        if self.waiting:
            over = _as_department(self.waiting)
        self.waiting = [Entry("unit", cell, list(cell.pieces))]
        self.entries = [*over, *self.waiting]

    def tell(self, entries: list[Entry]) -> None:
        """Take what a row has in the columns of units: below one whose code its own begins with, that is its department."""
        code, over = _code_of(entries), _code_of(self.waiting)
        if over and code != over and code.startswith(over):
            self.entries = _as_department(self.waiting)
        told = {entry.field for entry in entries}
        kept = [one for one in self.entries if one.field not in told]
        if code and not code.startswith(
            _code_of([one for one in kept if one.field in _OF_DEPARTMENT.values()])
        ):
            kept = [one for one in kept if one.field not in _OF_DEPARTMENT.values()]
        self.entries, self.waiting = [*kept, *entries], ()

    def knows(self, entry: Entry) -> bool:
        """Tell whether a cell says again what a merged one, or a row over the projects (with its code), has said."""
        text = squeeze(entry.value().text)
        alike = (one for one in self.entries if one.field == entry.field)
        return any(squeeze(one.value().text).endswith(text) for one in alike)


def _as_department(entries: Sequence[Entry]) -> list[Entry]:
    return [replace(one, field=_OF_DEPARTMENT.get(one.field, one.field)) for one in entries]


def _code_of(entries: Sequence[Entry]) -> str:
    codes = (_CODE.match(squeeze(entry.value().text)) for entry in entries)
    return next((code[1] for code in codes if code), "")


def names_coded_unit(row: Row, layout: Layout) -> bool:
    """Tell whether a row holds nothing but a unit with its code (``323001 某某县医院``), be it over the whole width.

    An office may have the sums of its projects beside it.
    """
    if not row.written():
        return False
    first, *sums = row.written()
    text = squeeze(first.text).lstrip(_OPENING_BRACKETS)
    if not text[:1].isdigit() or not is_unit_line(first.text, layout):
        return False
    office = not sums or layout.is_office(_AFTER_CODE.sub("", text))
    return office and all(NUMBER.fullmatch(cell.text) for cell in sums)


def names_unit(row: Row, layout: Layout) -> bool:
    """Tell whether a row holds nothing but a unit, with a code or without, and the sums of its projects."""
    written = row.written()
    sums = len(written) > 1 and all(NUMBER.fullmatch(cell.text) for cell in written[1:])
    if sums and not layout.is_office(written[0].text):
        return _CODE.match(written[0].text) is not None and is_unit_line(written[0].text, layout)
    return sums or names_coded_unit(row, layout)


def parts_units(before: Row, row: Row, layout: Layout) -> bool:
    """Tell whether the rows on both sides of a page break are a unit and its first project, or the next unit."""
    first = names_coded_unit(before, layout) and len(row.written()) > 1
    offices = all(
        len(one.written()) == 1 and layout.is_office(one.written()[0].text) for one in (before, row)
    )
    return first or offices or names_coded_unit(row, layout)


def names_office(row: Row, columns: Columns, layout: Layout) -> bool:
    """Tell whether a row holds nothing but an office's name where those of projects stand, in a table without units.

    A project would have its goals, its budget or an indicator beside its name; a unit's may be drawn over the whole width.
    """
    cells = row.written()
    of_units = any(one.of_project and one.field in OWN_NAMES for one in columns.all)
    if of_units:
        return False
    if len(cells) == 1 and columns.covered(cells[0]) == len(columns.all):
        return layout.is_office(cells[0].text)
    if cells and columns.field(cells[0]) in UNIT_OR_PROJECT:
        return False
    return names_only_office(row, columns, layout)


def names_only_office(row: Row, columns: Columns, layout: Layout) -> bool:
    """Tell whether a row holds nothing but an office's name, in a column that names projects or their units as well."""
    written = row.written()
    column = columns.at(written[0]) if len(written) == 1 else None
    return column is not None and column.field in columns.naming and layout.is_office(written[0].text)
