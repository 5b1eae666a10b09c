"""Rows between the projects of one table that name no project: the unit whose projects stand below."""

from __future__ import annotations

from extractors.form.column import OWN_NAMES, UNIT_OR_PROJECT
from extractors.form.columns import Columns
from extractors.form.rows import Row
from extractors.form.title_words import is_unit_line
from extractors.joining import squeeze
from extractors.layouts.layout import Layout

_OPENING_BRACKETS = "[［【(（"


def names_coded_unit(row: Row, layout: Layout) -> bool:
    """Tell whether a row holds nothing but a unit with its code (``323001 某某县医院``), be it over the whole width."""
    written = row.written()
    text = squeeze(written[0].text).lstrip(_OPENING_BRACKETS) if len(written) == 1 else ""
    return text[:1].isdigit() and is_unit_line(written[0].text, layout)


def parts_units(before: Row, row: Row, layout: Layout) -> bool:
    """Tell whether the rows on both sides of a page break are a unit and its first project, or the next unit."""
    first = names_coded_unit(before, layout) and len(row.written()) > 1
    offices = all(
        len(one.written()) == 1 and layout.is_office(one.written()[0].text) for one in (before, row)
    )
    return first or offices or names_coded_unit(row, layout)


def names_office(row: Row, columns: Columns, layout: Layout) -> bool:
    """Tell whether a row holds nothing but an office's name where those of projects stand, in a table without units.

    A project would have its goals, its budget or an indicator beside its name.
    """
    written = row.written()
    if len(written) != 1 or any(one.of_project and one.field in OWN_NAMES for one in columns.all):
        return False
    column = columns.at(written[0])
    named = column is not None and column.field in columns.naming and column.field not in UNIT_OR_PROJECT
    return named and layout.is_office(written[0].text)
