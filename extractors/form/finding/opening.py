"""Which rows open a form."""

from __future__ import annotations

from extractors.form.column import PROJECT_NAMES, tells_goals
from extractors.form.finding.headings_inside import is_of_headings, names_projects
from extractors.form.finding.lines_over import (
    are_titled,
    counts_on,
    end_with_name,
    name_another,
    say_again,
    tell_head_anew,
)
from extractors.form.finding.parts import FormParts, labels_of, titles_again
from extractors.form.finding.tables import DrawnRow, is_caption
from extractors.form.indicators.period_words import period_named
from extractors.form.rows import Row
from extractors.form.title.beside import counted_project, named_with_code
from extractors.form.words.head import HeadWords
from extractors.form.words.names import is_name
from extractors.form.words.title import is_unit_line
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT
from extractors.pieces import Line

WEAK = (
    "caption",
    "fact",
    "fund",
    "whole",
    "fiscal_part",
    "other_part",
    "budget_part",
    "other",
)  # other tables have them


def captions_next(rows: list[DrawnRow], current: FormParts | None, lines: list[Line], layout: Layout) -> bool:
    """Tell whether a row belongs to the form that begins below it: it is but a caption, or lines stand over it.

    So it does too with the labels that the form before begins with (编制单位：… over 项目名称), once that has its indicators.

    ``rows`` are the table's from that one on.
    """
    alone = is_caption(rows[0][1], layout)
    titled = current is not None and are_titled(lines, layout)
    again = (
        current is not None
        and (bool(lines) or current.has_heading)
        and _begins_next(rows[0][1], current, lines, layout)
    )
    if not (alone or titled or again) or len(rows) == 1:
        return False
    return not opens_form(rows[0][1], current, lines, True, layout) and opens_form(
        rows[1][1], current, lines, True, layout
    )


def opens_list(rows: list[DrawnRow], current: FormParts | None, lines: list[Line], layout: Layout) -> bool:
    """Tell whether a table begins with the upper row of a heading over projects, below lines that the open form does not
    have (项目资金 over 小计 and 财政拨款, beside 项目名称): another table than its own.
    """
    if current is None or not current.has_heading or not lines or len(rows) == 1:
        return False
    (_, row), (_, below) = rows[:2]
    upper = below.is_heading and not row.is_heading and names_projects(row, layout)
    return upper and not say_again(lines, current)


def opens_form(row: Row, current: FormParts | None, lines: list[Line], fresh: bool, layout: Layout) -> bool:
    """Tell whether a row begins a form; ``lines`` stand over it, ``fresh``: it is the first of its table."""
    labels = labels_of(row, layout)
    texts = [line.piece.text for line in lines]
    begins = labels or (row.is_heading and current is not None and current.has_heading)
    if begins and any(counted_project(text) or named_with_code(text, layout) for text in texts):
        return True
    if fresh and current and _begins_activities(row, current, layout):
        return True
    if row.is_heading and current and name_another(lines, current, layout):
        return True
    if current is None:
        return _opens_first(row, labels, lines, fresh, layout)
    if fresh and current.ended and row.is_heading:
        return True
    if fresh and lines and _is_unnamed(current) and counts_on(lines, current, labels):
        return True
    if fresh and is_named_next(labels, current, lines, layout):
        return True
    if row.is_heading and current.has_heading:
        names = (
            bool(labels & set(PROJECT_NAMES)) or not current.labels or tell_head_anew(lines, current, layout)
        )
        return names and not say_again(lines, current)
    of_items = is_of_headings(row, layout) or (
        row.is_heading and not names_projects(row, layout)
    )  # 项目 over 绩效指标, cut
    opening = set() if of_items else labels & set(NAMES_PROJECT)
    if opening:
        return _opens_named(row, opening, current, lines, fresh, layout)
    next_unnamed = fresh and lines and _is_unnamed(current) and current.has_heading
    if next_unnamed and (_begins_as(row, current, layout) or _begins_below_name(row, current, lines, layout)):
        return True
    if fresh and labels and name_another(lines, current, layout):
        return True
    over = current.has_heading or not current.tells_form()
    goals = labels and all(map(tells_goals, labels))
    titles = [line for line in lines if not (goals and period_named(line.piece.text, layout))]
    return over and bool(labels - set(WEAK)) and are_titled(titles, layout)


def is_named_next(labels: set[str], form: FormParts, lines: list[Line], layout: Layout) -> bool:
    """Tell whether a table of sums stands under the name of another project, once a form has its indicators."""
    return form.has_heading and "budget" in labels and end_with_name(lines, layout)


def _opens_first(row: Row, labels: set[str], lines: list[Line], fresh: bool, layout: Layout) -> bool:
    """Tell whether a row begins a form where none is open: another table of the budget has headings as well, and sums
    below its rows.
    """
    titled = "budget" in labels and (are_titled(lines, layout) or end_with_name(lines, layout))
    of_form = titled or any(map(tells_goals, labels)) or names_projects(row, layout)
    if is_of_headings(row, layout) and not of_form:
        return row.is_heading
    telling = labels - set(WEAK)
    sums = row.written() and layout.is_total(row.written()[0].text)
    return bool(telling if titled or (fresh and not sums) else telling - {"budget"}) or row.is_heading


def _opens_named(
    row: Row, names: set[str], current: FormParts, lines: list[Line], fresh: bool, layout: Layout
) -> bool:
    """Tell whether a row with labels of a project's name or code begins another form, rather than go on with the open one."""
    if current.has_heading:
        return HeadWords(layout).opens_head_row(row) or (fresh and bool(lines))
    said_again = current.title.title_pieces and titles_again(lines, current, layout)
    anew = fresh and _is_unnamed(current) and not said_again
    told = any(name in HeadWords.AMOUNTS or tells_goals(name) for name in current.labels)
    return anew or bool(told and names & current.labels)  # 专项名称 may stand over 项目名称


def _is_unnamed(form: FormParts) -> bool:
    return not form.labels & set(NAMES_PROJECT)


def _begins_activities(row: Row, form: FormParts, layout: Layout) -> bool:
    """Tell whether the first row of a table heads what a department does, between forms of projects."""
    heads = bool(row.cells) and layout.is_activity(row.cells[0].text)
    return heads and not form.lists_activities(layout)


def _begins_as(row: Row, form: FormParts, layout: Layout) -> bool:
    """Tell whether a row has the labels that a form begins with, and other values, so that it begins one more."""
    texts = [cell.text for cell in row.written()]
    return _has_first_labels(row, form, layout) and texts != [
        cell.text for cell in _first(form, layout).written()
    ]


def _begins_next(row: Row, form: FormParts, lines: list[Line], layout: Layout) -> bool:
    """Tell the same of a row over one that opens a form: its values may be those of the form before (one unit's) where lines
    over it say more than its title again, or none are there.
    """
    more = not (lines and titles_again(lines, form, layout))
    return _begins_as(row, form, layout) or (more and _has_first_labels(row, form, layout))


def _begins_below_name(row: Row, form: FormParts, lines: list[Line], layout: Layout) -> bool:
    """Tell the same of a row below a name that does not stand over the form before, be all values of its first row alike."""
    named = any(
        is_name(line.piece.text, layout)
        and squeeze(line.piece.text) not in form.title.said
        and not is_unit_line(line.piece.text, layout)
        for line in lines
    )
    return named and _has_first_labels(row, form, layout)


def _has_first_labels(row: Row, form: FormParts, layout: Layout) -> bool:
    labels = [cell.text for cell in _first(form, layout).written() if layout.label(cell.text)]
    return bool(labels) and [cell.text for cell in row.written() if layout.label(cell.text)] == labels


def _first(form: FormParts, layout: Layout) -> Row:
    return Row.of(form.grids[0].rows[0], layout)
