"""The head of a form: labels with their values beside or under them, and the spending plan under its month ends.

A label's value stands in the next cell; where the next cell is a label too, under it. A label over several
rows (项目资金) says in which unit the amounts beside it are, or what a text without a label of its own is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.draft import Milestone
from extractors.form.entries import Entry, FormHead
from extractors.form.head_words import HeadWords, inline_labels, looks_like_label, money_unit_in
from extractors.form.rows import Cell, Row
from extractors.form.task_table import TaskTable
from extractors.layouts.layout import Layout

_NEVER_EMPTY = ("project_name", "unit", "unit_name", "department", "purpose", "goals", "goals_annual")
OVER_SEVERAL_ROWS = ("purpose", "goals", "goals_annual", "goals_midterm", "goals_overall")


def read_head(rows: list[Row], layout: Layout, year: int | None) -> FormHead:
    """Read every row that carries labels, or stands beside or under one.

    ``year`` is the fiscal year, where the lines over the form say it: of amounts for several years, its is meant.
    """
    reader = _HeadReader(HeadWords(layout), year)
    past_heading = False
    for row in rows:
        if row.is_heading:
            past_heading = True
            reader.leave()
        elif row.written() and (not past_heading or reader.words.opens_head_row(row)):
            reader.read(row)
        else:
            reader.leave()
    return reader.head


@dataclass(slots=True)
class _Pending:
    """A label that still waits for its value; ``after_gap``: an empty cell has gone by."""

    field: str
    cell: Cell
    after_gap: bool = False


@dataclass(slots=True)
class _Line:
    """A row as it is read: where the reader is, and what waits for a value."""

    row: Row
    cells: list[Cell]
    words: list[Cell]
    dates: list[tuple[Milestone, Cell]]
    at: int = 0
    label: _Pending | None = None
    month: Milestone | None = None
    done: _Pending | None = None  # the label that has its value, and may have more under the captions
    passed: list[_Pending] = field(default_factory=list)  # labels with a label in their value's place

    def following(self) -> Cell | None:
        """The next cell that holds text."""
        return next((cell for cell in self.cells[self.at + 1 :] if cell.text), None)

    def is_new_label(self, words: HeadWords, cell: Cell) -> bool:
        """Tell whether a text looks like a label with a value behind it, or an empty cell where none is due here."""
        following = self.following()
        if not looks_like_label(cell.text) or self.at + 1 >= len(self.cells):
            return False
        return not words.is_word(following.text) if following else self.label is None


@dataclass(slots=True)
class _HeadReader:
    words: HeadWords
    year: int | None
    head: FormHead = field(default_factory=FormHead)
    beside: str | None = None  # what a text without a label stands for, beside a label over several rows
    unit: str = ""  # of money, as a label over several rows says
    dates: list[tuple[Milestone, Cell]] = field(default_factory=list)
    open: list[_Pending] = field(default_factory=list)  # labels that wait for a value under them
    captions: list[Cell] = field(default_factory=list)  # headings over the amounts of the rows below
    table: TaskTable | None = None

    def leave(self) -> None:
        """Forget what the rows above would say of the rows below."""
        self.beside, self.unit, self.dates, self.open, self.captions = None, "", [], [], []
        self.table = None

    def read(self, row: Row) -> None:
        if self.table and self.table.covers(row):
            self.head.entries += self.table.read(row)
            return
        self.table = None
        words = [cell for cell in row.written() if self.words.is_word(cell.text)]
        if self.dates and not words:
            self._read_plan(row)
            self.dates = []
            return
        if self.open and not words and self._give_under(row):
            return
        self._read_cells(row, words)

    def _read_cells(self, row: Row, words: list[Cell]) -> None:
        """Ask of each cell in turn what it is; the first that knows takes it."""
        cells = [cell for cell in row.cells if not cell.spanned]
        dates = [(month, cell) for cell in words if (month := self.words.layout.milestone(cell.text))]
        if len(dates) < 2 and self.beside != "plan":
            dates = []
        self.dates = [] if self.head.plan else list(dates)
        line = _Line(row, cells, words, dates)
        askers = (
            *(self._is_empty, self._is_month, self._is_group, self._is_heading_over, self._is_label),
            self._is_money,
            *(self._has_labels_inside, self._is_value, self._is_value_beside),
        )
        for line.at, cell in enumerate(cells):
            if not any(asker(line, cell) for asker in askers):
                self._leave_over(line, cell)
            if self.table:
                self.table.headings(cells[line.at + 1 :])
                return
        waiting = [*line.passed, *([line.label] if line.label else [])]
        headings = len(waiting) > 1 or not any(label.after_gap for label in waiting)
        self.open = waiting if headings and len(words) == len(row.written()) else []
        if any(label.field == "caption" for label in self.open):
            self.captions = [label.cell for label in self.open]

    def _is_empty(self, line: _Line, cell: Cell) -> bool:
        if line.label and not cell.text:
            line.label.after_gap = True
        return not cell.text

    def _is_month(self, line: _Line, cell: Cell) -> bool:
        month = next((month for month, date in line.dates if date is cell), None)
        if month is None:
            return False
        line.label, line.month, line.done = None, month, None
        _take(cell)
        return True

    def _is_group(self, line: _Line, cell: Cell) -> bool:
        if line.label or not self.words.is_group(cell, line.following()):
            return False
        _take(cell)
        self.captions = []
        self.beside, self.unit = self.words.layout.group(cell.text), money_unit_in(cell.text)
        self.head.last_label = cell
        if self.beside == "table":
            self.table = TaskTable(cell)
        line.month = line.done = None
        return True

    def _is_heading_over(self, _line: _Line, cell: Cell) -> bool:
        """A heading over the indicators' columns, in a table that ends before its columns are named."""
        if not (self.beside or "").startswith("indicators") or not self.words.layout.column(cell.text):
            return False
        _take(cell)
        return True

    def _is_label(self, line: _Line, cell: Cell) -> bool:
        name = self.words.label(cell.text)
        if name is None or self._says_a_word(line, name, cell):
            return False
        if line.label:
            line.passed.append(line.label)
        line.label, line.month, line.done = _Pending(name, cell), None, None
        _take(cell)
        if cell is line.row.cells[0]:
            self.beside, self.unit = name if name in OVER_SEVERAL_ROWS else None, ""
        return True

    def _says_a_word(self, line: _Line, name: str, cell: Cell) -> bool:
        """Tell whether a word of the form is here what the label before it is given (项目类别: 其他)."""
        label = line.label
        if label is None or label.after_gap or label.field not in self.words.TEXTS:
            return False
        if name == "caption":
            return sum(self.words.label(word.text) == "caption" for word in line.words) == 1
        if name in self.words.AMOUNTS and line.words == [label.cell, cell]:
            return True
        return name in (*self.words.AMOUNTS, "fact") and len(line.words) % 2 == 1

    def _is_money(self, line: _Line, cell: Cell) -> bool:
        if line.label or not self.words.is_money_line(cell):
            return False
        self.head.money = self.head.money or cell.pieces
        _take(cell)
        return True

    def _has_labels_inside(self, line: _Line, cell: Cell) -> bool:
        entries = [] if line.label else inline_labels(cell, self.words, self.unit)
        self.head.entries += entries
        return bool(entries)

    def _is_value(self, line: _Line, cell: Cell) -> bool:
        label = line.label
        if line.month:
            self.head.plan.setdefault(line.month, []).extend(cell.pieces)
            line.month = None
        elif label and not (label.after_gap and self._is_next_label(line, label, cell)):
            self._give(label, cell)
            line.label, line.done = None, label
        elif line.done and self._caption_over(cell):
            self._give(line.done, cell)
        else:
            return False
        return True

    def _is_next_label(self, line: _Line, label: _Pending, cell: Cell) -> bool:
        """Tell whether a text behind an empty cell is the next label, and not the value of a merged label.

        What every project has (a name, say) is not left empty to be followed by a label without a value.
        """
        if label.field in _NEVER_EMPTY and line.following() is None:
            return False
        return line.is_new_label(self.words, cell)

    def _is_value_beside(self, line: _Line, cell: Cell) -> bool:
        if line.label or self.beside not in OVER_SEVERAL_ROWS or line.words:
            return False
        self._give(_Pending(self.beside or "", self.head.last_label or cell), cell)
        return True

    def _leave_over(self, line: _Line, cell: Cell) -> None:
        """A label that no layout knows stays over with its value; what is no label just stays over."""
        line.label = line.done = None
        if line.is_new_label(self.words, cell):
            self.head.new_labels.append(cell.pieces[0])

    def _give(self, label: _Pending, cell: Cell) -> None:
        if label.field not in self.words.AMOUNTS:
            self.captions = []
        caption = self._caption_over(cell)
        unit = money_unit_in(label.cell.text) or self.unit or (money_unit_in(caption.text) if caption else "")
        other_year = re.search(r"20\d\d", caption.text) if caption and self.year else None
        aside = other_year is not None and int(other_year[0]) != self.year
        self.head.last_label = label.cell
        self.head.entries.append(
            Entry(label.field, label.cell, list(cell.pieces), unit=unit, caption=caption, aside=aside)
        )

    def _caption_over(self, cell: Cell) -> Cell | None:
        over = [one for one in self.captions if cell.overlap(one) > (one.right - one.left) / 2]
        return over[0] if len(over) == 1 else None

    def _give_under(self, row: Row) -> bool:
        """Give each text of a row to the label that it stands under; tell whether all found theirs."""
        values = row.written()
        pairs = [(max(self.open, key=lambda label: value.overlap(label.cell)), value) for value in values]
        if not all(value.stands_under(label.cell) for label, value in pairs):
            return False
        if len({id(label) for label, _ in pairs}) < len(values):
            return False
        for label, value in pairs:
            self._give(label, value)
        return True

    def _read_plan(self, row: Row) -> None:
        """Give each percentage to the date above it.

        Converted text shifts the columns of either row (field guide, section 2): where some value stands under
        no date, as many values as dates go in order, and else each to the last date that begins before it.
        """
        values, dates = row.written(), self.dates
        under = [[month for month, date in dates if value.overlap(date) > 0] for value in values]
        if all(under) and len({months[0] for months in under}) == len(values):
            months = [found[0] for found in under]
        elif len(values) == len(dates):
            months = [month for month, _ in dates]
        else:
            months = [
                next((month for month, date in reversed(dates) if date.left <= value.left), dates[0][0])
                for value in values
            ]
        for month, value in zip(months, values, strict=True):
            self.head.plan.setdefault(month, []).extend(value.pieces)


def _take(cell: Cell) -> None:
    for piece in cell.pieces:
        piece.take("label")
