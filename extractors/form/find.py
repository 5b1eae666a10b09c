"""Where the forms are: a draft's blocks, split into what stands before the first form and one part a form."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.form.cut_heads import one_row
from extractors.form.head_again import MOST_ROWS, HeadRows
from extractors.form.head_words import HeadWords, inline_names
from extractors.form.rows import Row
from extractors.form.stitch import stitch
from extractors.form.title import (
    NUMBERED,
    FormTitle,
    is_title_line,
    is_unit_line,
    is_year_line,
    names_form,
    read_title,
    says_again,
)
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, GridCell, Line, Piece

_OPENING = ("project_code", "project_name")
_WEAK = (
    "caption",
    "fact",
    "fund",
    "fiscal_part",
    "other_part",
    "budget_part",
    "other",
)  # other tables have them
_SAME_EDGE = 0.02  # of a table's width

CutRow = tuple[list[GridCell], Row]


@dataclass(slots=True)
class FormParts:
    """One form as it lies in the draft: its title lines, and the pieces of its table.

    ``again`` are the cells of a head that a later page says again.
    """

    title: FormTitle
    grids: list[Grid] = field(default_factory=list)
    between: list[Piece] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    has_heading: bool = False
    head: HeadRows = field(default_factory=HeadRows)
    again: list[Piece] = field(default_factory=list)

    def is_form(self, layout: Layout) -> bool:
        """A performance form has an indicator table (its heading may be cut), or names, funds and goals."""
        goals = any(label.startswith("goals") for label in self.labels)
        if self.has_heading or (goals and {"project_name", "budget"} <= self.labels):
            return True
        return any(row.is_heading for row in stitch(self.grids, layout))

    def texts(self) -> list[str]:
        """Texts of its table's cells."""
        return [
            cell.piece.text for grid in self.grids for row in grid.rows for cell in row if not cell.spanned
        ]

    def add(self, cells: list[GridCell], row: Row, layout: Layout) -> None:
        """Add a row to the last piece of the table."""
        self.grids[-1].rows.append(cells)
        self.head.add(row)
        self.labels |= _labels(row, layout)
        self.has_heading = self.has_heading or row.is_heading


def find_forms(blocks: list[Block], layout: Layout) -> tuple[list[Line], list[FormParts]]:
    """Split the blocks; the lines returned are those before the first form (or all, where there is none).

    A title may stand in lines over the table, or in the table's own first rows.
    """
    front: list[Line] = []
    pending: list[Line] = []  # since the last table
    forms: list[FormParts] = []
    current: FormParts | None = None
    opened: CutRow | None = None  # a table of one row, which may be the first lines of a form's first row
    for block in blocks:
        if isinstance(block, Line):
            (pending if forms else front).append(block)
            continue
        rows = [(cells, Row.of(cells, layout)) for cells in block.rows]
        begun, opened = opened, None
        if current and not _belongs(rows, current, pending, layout):
            current = None
        in_table: list[Line] = []  # rows of the table itself that may be the next form's title
        fresh = True
        said_again = 0  # rows to come that only say the form's head again
        for at, (cells, row) in enumerate(rows):
            if current and not said_again and _titles_again(pending + in_table, current, layout):
                said_again = current.head.said_again_by([row for _, row in rows[at : at + MOST_ROWS]], layout)
            if current and said_again:
                current.again.extend(cell.piece for cell in cells)
                said_again, fresh = said_again - 1, True
                continue
            title_lines = _title_lines(row, layout)
            if title_lines:
                in_table += title_lines
                continue
            whole = one_row(begun[1], row, layout) if begun and at == 0 else None
            if _opens_form(whole or row, current, pending + in_table, fresh, layout):
                above = pending if forms else front
                current = FormParts(read_title(above + in_table, layout))
                forms.append(current)
                pending, in_table, fresh = [], [], True
                if begun and whole:
                    current.grids.append(Grid([begun[0]]))
            if current is None:
                in_table = []
                continue
            if fresh:
                current.grids.append(Grid([]))
                current.between.extend(line.piece for line in pending)
                pending, fresh = [], False
            current.between.extend(line.piece for line in in_table)
            in_table = []
            current.add(cells, row, layout)
        pending += in_table
        if current is None and len(rows) == 1:
            opened = rows[0]
    return front, [form for form in forms if form.is_form(layout)]


def _opens_form(row: Row, current: FormParts | None, lines: list[Line], fresh: bool, layout: Layout) -> bool:
    """Tell whether a row begins a form; ``lines`` stand over it, ``fresh``: it is the first of its table."""
    labels = _labels(row, layout)
    if current is None:
        return bool(labels - set(_WEAK)) or row.is_heading
    opening = labels & set(_OPENING)
    if row.is_heading and current.has_heading:
        return bool(lines) and (bool(opening) or not current.labels)
    if opening:
        said_again = current.title.title_pieces and _titles_again(lines, current, layout)
        unnamed = fresh and not said_again and not current.labels & set(_OPENING)
        return current.has_heading or unnamed or bool(opening & current.labels)
    titled = any(names_form(line.piece.text, layout) for line in lines)
    return titled and current.has_heading and bool(labels - set(_WEAK))


def _titles_again(lines: list[Line], form: FormParts, layout: Layout) -> bool:
    """Tell whether lines between two tables say no more than the form's own title does."""
    numbers = [int(match["number"]) for line in lines if (match := NUMBERED.match(line.piece.text))]
    return all(says_again(line.piece.text, form.title, layout) for line in lines) and all(
        number == form.title.number for number in numbers
    )


def _title_lines(row: Row, layout: Layout) -> list[Line]:
    """The written cells of a row, if they may be part of a title: at the left, or unit and money unit."""
    written = row.written()
    if len(written) == 1:
        text = written[0].text
        if _is_bare_unit(text, layout) and len(row.cells) > 1:
            return []  # the rest of a target that a page cut before its unit
        titled = is_title_line(text, layout) or is_year_line(text)
        if not titled or (written[0] is not row.cells[0] and not layout.money_unit(text)):
            return []
    elif not all(is_unit_line(cell.text, layout) for cell in written):
        return []
    return [Line(cell.pieces[0]) for cell in written]


def _tells(labels: set[str], form: FormParts) -> bool:
    """Tell whether labels are a form's: any table may have 单位 and 合计 once the form's own head is over."""
    if form.has_heading:
        return any(name in _OPENING or name.startswith(("goals", "purpose")) for name in labels)
    return bool(labels - set(_WEAK))


def _is_bare_unit(text: str, layout: Layout) -> bool:
    money = layout.money_unit(text)
    return money is not None and money.groupdict().get("bare") is not None


def _belongs(
    rows: list[tuple[list[GridCell], Row]], form: FormParts, lines: list[Line], layout: Layout
) -> bool:
    """Tell whether a table goes on with a form or opens one, rather than being one of another kind.

    It holds words of a form; or it has the columns of the table before, from which only the form's own title
    or money unit parts it.
    """
    if any(
        row.is_heading
        or _tells(_labels(row, layout), form)
        or any(layout.is_level2(cell.text) or layout.is_level1(cell.text) for cell in row.written())
        for _, row in rows
    ):
        return True
    if not all(says_again(line.piece.text, form.title, layout) for line in lines):
        return False
    before = _edges(form.grids[-1].rows)
    width = max(before) - min(before)
    return all(
        any(abs(edge - other) <= _SAME_EDGE * width for other in before)
        for edge in _edges([cells for cells, _ in rows])
    )


def _edges(rows: list[list[GridCell]]) -> set[float]:
    return {edge for cells in rows for cell in cells for edge in (cell.left, cell.right)}


def _labels(row: Row, layout: Layout) -> set[str]:
    """Fields that the labels of a row name; a label may stand in one cell with its value."""
    words = HeadWords(layout)
    names = {name for cell in row.written() if (name := layout.label(cell.text))}
    return names.union(*(
        inline_names(cell, words) for cell in row.written() if not is_unit_line(cell.text, layout)
    ))  # fmt: skip
