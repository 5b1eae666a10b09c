"""Where the forms are: a draft's blocks, split into what stands before the first form and one part a form."""

from __future__ import annotations

from itertools import pairwise

from extractors.form.beside_title import counted_project
from extractors.form.column import tells_goals
from extractors.form.head_again import MOST_ROWS
from extractors.form.head_words import HeadWords
from extractors.form.numbered import numbered
from extractors.form.parts import FormParts, edges, labels_of
from extractors.form.rows import Row
from extractors.form.tables import DrawnRow, tables_of, title_lines_of
from extractors.form.title import read_title, says_again
from extractors.form.title_words import names_form
from extractors.form.unit_rows import names_coded_unit
from extractors.front.leaders import below_contents
from extractors.joining import as_label
from extractors.layouts.layout import Layout, level_name
from extractors.layouts.words import NAMES_PROJECT
from extractors.pieces import Block, Line

_WEAK = (
    "caption",
    "fact",
    "fund",
    "whole",
    "fiscal_part",
    "other_part",
    "budget_part",
    "other",
)  # other tables have them
_ITEM = "项目"
_HEADINGS = 3  # words side by side with no empty cell between them
_SAME_EDGE = 0.02  # of a table's width


def find_forms(blocks: list[Block], layout: Layout) -> tuple[list[Line], list[FormParts]]:
    """Split the blocks; the lines returned are those before the first form (or all, where there is none).

    A title may stand in lines over the table, or in the table's own first rows.
    """
    front: list[Line] = []
    pending: list[Line] = []  # since the last table
    forms: list[FormParts] = []
    current: FormParts | None = None
    facts: list[DrawnRow] = []  # rows above with labels that open no form by themselves (部门职能)
    for block in tables_of(blocks, layout):
        if isinstance(block, Line):
            (pending if forms else front).append(block)
            facts = []
            continue
        rows = block.rows
        if current and not _belongs(rows, current, pending, layout):
            current = None
        in_table: list[Line] = []  # rows of the table itself that may be the next form's title
        fresh = True
        said_again = 0  # rows to come that only say the form's head again
        for at, (cells, row) in enumerate(rows):
            goes_on = current is not None and at == 0 and block.goes_on
            if current and not said_again and _titles_again(pending + in_table, current, layout):
                said_again = current.head.said_again_by([row for _, row in rows[at : at + MOST_ROWS]], layout)
            if current and said_again:
                current.again.extend(cell.piece for cell in cells)
                said_again, fresh = said_again - 1, True
                continue
            of_table = goes_on or (
                current is not None and current.lists_projects and names_coded_unit(row, layout)
            )
            title_lines = [] if of_table else title_lines_of(row, layout)
            if title_lines:
                in_table += title_lines
                continue
            if not goes_on and at == 0 and _captions_next(rows, current, pending, layout):
                facts = [(cells, row)]
                continue
            if not goes_on and _opens_form(row, current, pending + in_table, fresh, layout):
                above = pending if forms else below_contents(front, layout)
                titled = any(names_form(line.piece.text, layout) for line in above + in_table)
                below = current is not None and not titled
                current = FormParts(read_title(above + in_table, layout), below=below)
                forms.append(current)
                pending, in_table, fresh = [], [], True
            if current is None:
                told = labels_of(row, layout) or (facts and at == 0 and block.goes_on)
                in_table, facts = [], [*facts, (cells, row)] if told else []
                continue
            if fresh:
                current.begin_table(pending, facts, layout)
                pending, facts, fresh = [], [], False
            current.between.extend(line.piece for line in in_table)
            in_table = []
            current.add(cells, row, layout)
        (pending if forms else front).extend(in_table)
    return front, _of_projects([form for form in forms if form.is_form(layout)], layout)


def _of_projects(forms: list[FormParts], layout: Layout) -> list[FormParts]:
    """Leave out tables of what the department does, and mark its own form, where other forms tell of projects.

    Their budgets are those of the projects.
    """
    others = [form for form in forms if not form.lists_activities(layout)]
    of_whole = [layout.is_whole(form.title.title) for form in others]
    if not any(_is_of_project(form) for form, whole in zip(others, of_whole, strict=True) if not whole):
        return forms
    for form, whole in zip(others, of_whole, strict=True):
        form.of_department = whole  # be it that it names the department's projects among its tasks
    return others


def _is_of_project(form: FormParts) -> bool:
    return form.lists_projects or not form.labels.isdisjoint(NAMES_PROJECT)


def _captions_next(
    rows: list[DrawnRow], current: FormParts | None, lines: list[Line], layout: Layout
) -> bool:
    """Tell whether a table's first row belongs to the form that begins below it: it is but a caption, or lines stand over it."""
    first = rows[0][1].written()
    alone = len(first) == 1 and "caption" in (layout.label(first[0].text), layout.group(first[0].text))
    titled = current is not None and any(names_form(line.piece.text, layout) for line in lines)
    if not (alone or titled) or len(rows) == 1 or _opens_form(rows[0][1], current, lines, True, layout):
        return False
    return _opens_form(rows[1][1], current, lines, True, layout)


def _opens_form(row: Row, current: FormParts | None, lines: list[Line], fresh: bool, layout: Layout) -> bool:
    """Tell whether a row begins a form; ``lines`` stand over it, ``fresh``: it is the first of its table."""
    labels = labels_of(row, layout)
    if any(counted_project(line.piece.text) for line in lines) and labels:
        return True
    headings = _is_of_headings(row, layout)
    if current is None:
        if headings and not any(map(tells_goals, labels)) and not _names_projects(row, layout):
            return row.is_heading  # of another table of the budget
        return bool(labels - set(_WEAK)) or row.is_heading
    if row.is_heading and current.has_heading:
        return bool(lines) and (bool(labels & set(NAMES_PROJECT)) or not current.labels)
    opening = set() if headings else labels & set(NAMES_PROJECT)
    if opening and current.has_heading:
        return HeadWords(layout).opens_head_row(row)
    if opening:
        said_again = current.title.title_pieces and _titles_again(lines, current, layout)
        unnamed = fresh and not said_again and not current.labels & set(NAMES_PROJECT)
        told = any(name in HeadWords.AMOUNTS or tells_goals(name) for name in current.labels)
        return unnamed or bool(told and opening & current.labels)  # 专项名称 may stand over 项目名称
    titled = any(names_form(line.piece.text, layout) for line in lines)
    over = current.has_heading or not current.tells_form()
    return titled and over and bool(labels - set(_WEAK))


def _is_of_headings(row: Row, layout: Layout) -> bool:
    """Tell whether a row is one of headings inside the head (项目 | 上年预算 | 本年申请), where 项目 has no value.

    All of them are words of the form, or the word behind such a label is.
    """
    words = HeadWords(layout)
    written = row.written()
    if len(written) < _HEADINGS:
        return False
    if all(words.is_word(cell.text) for cell in written) and written == row.cells:
        return True
    behind = [after for cell, after in pairwise(row.cells) if words.label(cell.text) in NAMES_PROJECT]
    return bool(behind) and all(words.label(cell.text) in (*HeadWords.AMOUNTS, "caption") for cell in behind)


def _names_projects(row: Row, layout: Layout) -> bool:
    """Tell whether a heading says that projects' names stand under it; 项目 alone heads any budget's items."""
    return any(
        layout.label(cell.text) in NAMES_PROJECT and as_label(cell.text) != _ITEM for cell in row.written()
    )


def _titles_again(lines: list[Line], form: FormParts, layout: Layout) -> bool:
    """Tell whether lines between two tables say no more than the form's own title does."""
    numbers = [found.number for line in lines if (found := numbered(line.piece.text))]
    return all(says_again(line.piece.text, form.title, layout) for line in lines) and all(
        number == form.title.number for number in numbers
    )


def _tells(labels: set[str], form: FormParts) -> bool:
    """Tell whether labels are a form's: any table may have 单位 and 合计 once the form's own head is over."""
    if form.has_heading:
        return any(name in NAMES_PROJECT or name.startswith(("goals", "purpose")) for name in labels)
    return bool(labels - set(_WEAK))


def _belongs(rows: list[DrawnRow], form: FormParts, lines: list[Line], layout: Layout) -> bool:
    """Tell whether a table goes on with a form or opens one, rather than being one of another kind.

    It holds words of a form; or it has the columns of the table before, from which only the form's own title
    or money unit parts it. Below another title a heading such as 数量 is no level's name.
    """
    said = [line for line in lines if not layout.is_level1(line.piece.text)]
    again = all(says_again(line.piece.text, form.title, layout) for line in said)

    def names_level(text: str) -> bool:
        known = layout.is_level1(text) or layout.is_level2(text)
        return known and (again or level_name(text) != as_label(text))

    if any(
        row.is_heading
        or _tells(labels_of(row, layout), form)
        or any(names_level(cell.text) for cell in row.written())
        for _, row in rows
    ):
        return True
    if not again:
        return False
    before = edges(form.grids[-1].rows)
    width = max(before) - min(before)
    return all(
        any(abs(edge - other) <= _SAME_EDGE * width for other in before)
        for edge in edges([cells for cells, _ in rows])
    )
