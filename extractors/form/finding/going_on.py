"""Which tables go on with a form."""

from __future__ import annotations

from extractors.form.finding.headings_inside import is_of_headings, names_projects
from extractors.form.finding.opening import WEAK, is_named_next
from extractors.form.finding.parts import FormParts, edges, labels_of
from extractors.form.finding.tables import DrawnRow
from extractors.form.rows import Row
from extractors.form.title.form_title import says_again
from extractors.joining import as_label
from extractors.layouts.layout import Layout
from extractors.layouts.levels import level_name
from extractors.layouts.words import NAMES_PROJECT
from extractors.pieces import Line

_COLUMNS = 4  # of an indicator table, at least
_SAME_EDGE = 0.02  # of a table's width


def _tells(row: Row, form: FormParts, layout: Layout) -> bool:
    """Tell whether a row's labels are a form's: any table may have 单位, 合计 and 项目 once the form's own head is over."""
    labels = labels_of(row, layout)
    if not form.has_heading:
        return bool(labels - set(WEAK))
    of_items = is_of_headings(row, layout) and not names_projects(row, layout)
    names = () if of_items else NAMES_PROJECT
    return any(name in names or name.startswith(("goals", "purpose")) for name in labels)


def belongs(rows: list[DrawnRow], form: FormParts, lines: list[Line], layout: Layout) -> bool:
    """Tell whether a table goes on with a form or opens one, rather than being one of another kind.

    It holds words of a form; or it has the columns of the table before, from which only the form's own title
    or money unit parts it. Below another title a heading such as 数量 is no level's name.
    """
    if is_named_next(labels_of(rows[0][1], layout), form, lines, layout):
        return True
    said = [line for line in lines if not layout.is_level(line.piece.text)]
    again = all(says_again(line.piece.text, form.title, layout) for line in said)

    def names_level(text: str) -> bool:
        known = layout.is_level1(text) or layout.is_level2(text)
        return known and (again or level_name(text) != as_label(text))

    if any(
        row.is_heading
        or sum(layout.milestone(cell.text) is not None for cell in row.written()) > 1  # of a plan's table
        or _tells(row, form, layout)
        or any(names_level(cell.text) or layout.group(cell.text) == "plan" for cell in row.written())
        for _, row in rows
    ):
        return True
    if not lines and {layout.label(row.written()[0].text) for _, row in rows if row.written()} == {"fact"}:
        return True  # 填报人 and the like, alone on the next page
    return again and (has_columns_of(form, rows) or _begins_with_row_of(form, rows))


def _begins_with_row_of(form: FormParts, rows: list[DrawnRow]) -> bool:
    """Tell whether the first row has the columns of a form's indicators: the end of a row, above what the form ends with."""
    return len(rows[0][0]) >= _COLUMNS and has_columns_of(form, rows[:1])


def has_columns_of(form: FormParts, rows: list[DrawnRow]) -> bool:
    """Tell whether rows have the columns of a form's last table."""
    before = edges(form.grids[-1].rows)
    width = max(before) - min(before)
    return all(
        any(abs(edge - other) <= _SAME_EDGE * width for other in before)
        for edge in edges([cells for cells, _ in rows])
    )
