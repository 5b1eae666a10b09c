"""The head of a form: labels with their values beside or under them, and the spending plan under its month ends.

A label's value stands in the next cell; where the next cell is a label too, under it. A label over several
rows (项目资金) says in which unit the amounts beside it are, or what a text without a label of its own is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractors.form.entries import Entry, FormHead
from extractors.form.head_line import Line, Pending, ends_beside, under_labels
from extractors.form.head_words import HeadWords, beside_values, inline_labels, inline_names, money_unit_in
from extractors.form.rows import Cell, Row
from extractors.form.spending_plan import date_named, dates_in, plan_inside, under_dates
from extractors.form.task_table import TaskTable, YearTable
from extractors.layouts.layout import Layout

_YEAR = re.compile(r"20\d\d")
_CODE = re.compile(r"[\[【(（]?\d{3,12}[\]】)）]?")
_NUMBER = re.compile(r"[\d\s.,，%％—–-]+")
_NOTHING = re.compile(r"[—–－/／\\-]+")  # what is put into a cell that has nothing to say
OVER_SEVERAL_ROWS = ("purpose", "goals", "goals_annual", "goals_midterm", "goals_overall")


def read_head(rows: list[Row], layout: Layout, year: int | None) -> FormHead:
    """Read every row that carries labels, or stands beside or under one.

    ``year`` is the fiscal year, where the lines over the form say it: of amounts for several years, its is meant.
    """
    words = HeadWords(layout)
    reader = _HeadReader(words, year, beside_values(rows, words))
    past_heading = False
    for row in rows:
        if row.is_heading:
            past_heading = True
            reader.leave()
        elif past_heading and words.opens_total(row):
            reader.read_total(row)
        elif row.written() and (not past_heading or reader.words.opens_head_row(row)):
            reader.read(row)
        else:
            reader.leave()
    return reader.head


@dataclass(slots=True)
class _HeadReader:
    words: HeadWords
    year: int | None
    beside_values: set[int]
    head: FormHead = field(default_factory=FormHead)
    beside: str | None = None  # what a text without a label stands for, beside a label over several rows
    unit: str = ""  # of money, as a label over several rows says
    dates: list[Cell] = field(default_factory=list)
    open: list[Pending] = field(default_factory=list)  # labels that wait for a value under them
    captions: list[Cell] = field(default_factory=list)  # headings over the amounts of the rows below
    table: TaskTable | YearTable | None = None

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
            for date, value in under_dates(row.written(), self.dates):
                self._give_share(Entry("plan", date, list(value.pieces)), date.text)
            self.dates = []
            return
        told = any(inline_names(cell, self.words) for cell in row.written())
        under = [] if words or told else under_labels(row, self.open)
        if under:
            for label, value in under:
                self._give(label, value)
            return
        self._read_cells(row, words)

    def read_total(self, row: Row) -> None:
        """A row of sums below the indicators (总分, 合计): of weights and scores, never of money."""
        label, *values = row.written()
        _take(label)
        self.head.entries += [Entry("fact", label, list(value.pieces)) for value in values]
        self.leave()

    def _read_cells(self, row: Row, words: list[Cell]) -> None:
        """Ask of each cell in turn what it is; the first that knows takes it."""
        cells = [cell for cell in row.cells if not cell.spanned]
        dates = dates_in(row, words, self.words.layout, beside_plan=self.beside == "plan")
        self.dates = [] if self.head.plan else list(dates)
        if words and len(self.open) > 1 and len(row.written()) > 2 * len(words):
            self.captions = [
                label.cell for label in self.open
            ]  # several values a label: headings stand over them
        line = Line(row, cells, words, dates)
        askers = (
            *(self._is_empty, self._is_month, self._is_group, self._is_label, self._is_money),
            *(self._has_labels_inside, self._is_value, self._is_value_beside, self._says_nothing),
        )
        for line.at, cell in enumerate(cells):
            if not any(asker(line, cell) for asker in askers):
                self._leave_over(line, cell)
            elif cell.text:
                line.new = False
            rest = cells[line.at + 1 :]
            if isinstance(self.table, TaskTable):
                self.table.headings(rest)
            elif self.beside == "caption" and line.label is None:
                self.table = YearTable.under(
                    [one for one in rest if one.text], self.words, self.year, self.unit
                )
            if self.table:
                return
        waiting = [*line.passed, *([line.label] if line.label else [])]
        headings = len(waiting) > 1 or not any(label.after_gap for label in waiting)
        self.open = waiting if headings and len(words) == len(row.written()) else []
        if any(label.field == "caption" for label in self.open):
            self.captions = [label.cell for label in self.open]

    def _is_empty(self, line: Line, cell: Cell) -> bool:
        if line.label and not cell.text:
            line.label.after_gap = True
        return not cell.text

    def _is_month(self, line: Line, cell: Cell) -> bool:
        if not any(date is cell for date in line.dates):
            return False
        line.label, line.date, line.done = None, cell, None
        _take(cell)
        return True

    def _is_group(self, line: Line, cell: Cell) -> bool:
        following = line.following()
        over_amounts = id(cell.pieces) in self.beside_values and self.words.is_over_amounts(cell, following)
        if line.label or not (over_amounts or self.words.is_group(cell, following)):
            return False
        _take(cell)
        self.captions = []
        self.beside = self.words.layout.group(cell.text) or "caption"
        self.unit = money_unit_in(cell.text) or (self.unit if cell is not line.cells[0] else "")
        if over_amounts and cell not in line.words:
            line.words.append(cell)
        self.head.last_label = cell
        if self.beside == "table":
            self.table = TaskTable(cell, self.words)
        line.date = line.done = None
        return True

    def _is_label(self, line: Line, cell: Cell) -> bool:
        name = self.words.label(cell.text)
        if name is None or line.says_a_word(self.words, name, cell):
            return False
        if line.label:
            line.passed.append(line.label)
        line.label, line.date, line.done = Pending(name, cell), None, None
        _take(cell)
        if cell is line.row.cells[0]:
            self.beside, self.unit = name if name in OVER_SEVERAL_ROWS else None, ""
        return True

    def _is_money(self, line: Line, cell: Cell) -> bool:
        if line.label or not self.words.is_money_line(cell):
            return False
        self.head.money = self.head.money or cell.pieces
        _take(cell)
        return True

    def _has_labels_inside(self, line: Line, cell: Cell) -> bool:
        if line.label:
            return False
        shares = plan_inside(cell, self.words.layout)
        for share in shares:
            self._give_share(share, share.label_text)
        entries = [] if shares else inline_labels(cell, self.words, self.unit)
        self.head.entries += entries
        return bool(shares or entries)

    def _is_value(self, line: Line, cell: Cell) -> bool:
        label = line.label
        if line.date:
            self._give_share(Entry("plan", line.date, list(cell.pieces)), line.date.text)
            line.date = None
        elif label and not (label.after_gap and line.is_new_label(self.words, cell)):
            self._give(label, cell)
            line.label, line.done = None, label
        elif line.done and (self._caption_over(cell) or self._is_name_behind_code(line.done, cell)):
            self._give(line.done, cell)
        else:
            return False
        return True

    def _is_value_beside(self, line: Line, cell: Cell) -> bool:
        if line.label or self.beside not in OVER_SEVERAL_ROWS or line.words or _NUMBER.fullmatch(cell.text):
            return False
        if self.head.last_label and ends_beside(line.row, self.head.last_label):
            self.beside = None
            return False
        self._give(Pending(self.beside or "", self.head.last_label or cell), cell)
        return True

    def _says_nothing(self, line: Line, cell: Cell) -> bool:
        if line.label or not _NOTHING.fullmatch(cell.text):
            return False
        _take(cell)
        return True

    def _is_name_behind_code(self, label: Pending, cell: Cell) -> bool:
        """Tell whether a unit's name stands behind the cell with its code."""
        before = self.head.entries[-1]
        of_unit = label.field in ("unit", "department") and before.label is label.cell
        return of_unit and bool(_CODE.fullmatch(before.value().text)) and not self.words.is_word(cell.text)

    def _leave_over(self, line: Line, cell: Cell) -> None:
        """A label that no layout knows stays over with its value; what is no label just stays over."""
        line.label = line.done = None
        if cell is line.row.cells[0]:
            self.beside, self.unit = None, ""
        line.new = line.is_new_label(self.words, cell)
        if line.new:
            self.head.new_labels.append(cell.pieces[0])

    def _give_share(self, share: Entry, date: str) -> None:
        month = date_named(date, self.words.layout)
        if month is None:
            self.head.entries.append(replace(share, field="fact"))
        elif month in self.head.plan:
            self.head.plan[month].pieces.extend(share.pieces)
        else:
            self.head.plan[month] = share

    def _give(self, label: Pending, cell: Cell) -> None:
        if label.field not in self.words.AMOUNTS:
            self.captions = []
        caption = self._caption_over(cell)
        unit = money_unit_in(label.cell.text) or self.unit or (money_unit_in(caption.text) if caption else "")
        said = caption.text if caption else label.cell.text if label.field in self.words.AMOUNTS else ""
        other_year = _YEAR.search(said) if self.year else None
        aside = (
            (other_year is not None and int(other_year[0]) != self.year)
            or self.beside == "past"
            or (caption is not None and self.words.label(caption.text) in ("fund", "fact"))
        )
        self.head.last_label = label.cell
        self.head.entries.append(
            Entry(
                label.field,
                label.cell,
                list(cell.pieces),
                unit=unit,
                caption=caption,
                aside=aside,
                of_year=other_year is not None and not aside,
            )
        )

    def _caption_over(self, cell: Cell) -> Cell | None:
        over = [one for one in self.captions if cell.overlap(one) > (one.right - one.left) / 2]
        return over[0] if len(over) == 1 else None


def _take(cell: Cell) -> None:
    for piece in cell.pieces:
        piece.take("label")
