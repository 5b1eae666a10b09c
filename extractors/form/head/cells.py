"""A row of a form's head, cell by cell: label, value, label over several rows, heading of a plan or of a small table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.form.head.line import (
    Line,
    Pending,
    divided_name,
    names_sum,
    part_of_amount,
    says_sum,
    source_of,
)
from extractors.form.head.row_captions import has_text_of_its_own, heads_amounts
from extractors.form.head.spending_plan import plan_inside
from extractors.form.head.task_table import TaskTable, YearTable
from extractors.form.head.value_cells import OVER_SEVERAL_ROWS, ValueCells
from extractors.form.head.values import HeadValues
from extractors.form.rows import Cell
from extractors.form.words.amounts import parts_of_amount
from extractors.form.words.head import HeadWords, inline_labels, money_unit_in
from extractors.pieces import take_all

# By what a row over the goals says of when they are (项目年度绩效目标表): the field of those that do not say so themselves.
_GOALS = ("goals_annual", "goals_midterm")  # 年度目标：…, beside 总体目标
_GOALS_UNDER = {"indicators_annual": "goals_annual", "indicators_midterm": "goals_midterm"}
_NOTHING = re.compile(r"[—–－/／\\-]+")  # what is put into a cell that has nothing to say


@dataclass(slots=True)
class CellReader:
    """Asks of each cell in turn what it is; the first that knows takes it. ``table`` is one that a row has opened.

    ``beside_break``: a page ends above the row or below it.
    """

    words: HeadWords
    given: HeadValues
    values: ValueCells
    beside_values: set[int]
    table: TaskTable | YearTable | None = None
    beside_break: bool = False

    def read(self, line: Line) -> None:
        """Read a row up to its end, or to the headings of a small table."""
        takers = (
            self._take_empty,
            self._take_month,
            self._take_group,
            self._take_label,
            self._take_money,
            self._take_labels_inside,
            self.values.take,
            self.values.take_beside,
            self.values.take_next_goal,
            self._take_nothing,
        )
        cells = line.cells
        for line.at, cell in enumerate(cells):
            if not any(take(line, cell) for take in takers):
                self._leave_over(line, cell)
            elif cell.text:
                line.new = None
            rest = cells[line.at + 1 :]
            if isinstance(self.table, TaskTable):
                self.table.headings(rest)
            elif self.given.beside == "caption" and line.label is None:
                self.table = YearTable.under(
                    [one for one in rest if one.text], self.words, self.given.year, self.given.unit
                )
            if self.table:
                return

    def _take_empty(self, line: Line, cell: Cell) -> bool:
        if line.label and not cell.text:
            line.label.after_gap = True
        return not cell.text

    def _take_month(self, line: Line, cell: Cell) -> bool:
        if not any(date is cell for date in line.dates):
            return False
        if line.label:
            line.passed.append(line.label)  # 财政拨款, over its amount
        line.label, line.date, line.done = None, cell, None
        take_all(cell.pieces, "label")
        return True

    def _take_group(self, line: Line, cell: Cell) -> bool:
        following = line.following()
        tall = cell is line.row.cells[0] and id(cell.pieces) in self.beside_values
        amount = self.words.label(cell.text) in self.words.AMOUNTS and not tall
        if amount and line.heads_amounts(self.words):
            return False  # 当年预算安排, in a row of headings
        over_amounts = self.words.is_over_amounts(cell, following) and (
            id(cell.pieces) in self.beside_values or heads_amounts(line, self.words)
        )
        if line.label and self.words.says_of_which(cell):
            line.passed.append(line.label)
            line.label = None
        if line.label or not (over_amounts or self.words.is_group(cell, following)):
            return False
        if names_sum(cell, line.row, self.words):
            return False
        if self._has_text(line, cell):
            return False
        take_all(cell.pieces, "label")
        if len(line.row.written()) == 1 and self.words.layout.money_unit(cell.text):
            self.given.head.money = (
                self.given.head.money or cell.pieces
            )  # 项目预算（单位：元）, over the rows below
        self.given.begin_group(line.row)
        self.given.beside = self.words.layout.group(cell.text) or "caption"
        if len(line.row.written()) == 1:
            self.given.over = self.given.beside
        self.given.unit = money_unit_in(cell.text) or (
            self.given.unit if cell is not line.row.cells[0] else ""
        )
        if over_amounts and cell not in line.words:
            line.words.append(cell)
        self.given.head.last_label = cell
        self.given.tall.append(Pending(self.given.beside, cell))
        if self.given.beside == "table":
            self.table = TaskTable(cell, self.words)
        line.date = line.done = None
        return True

    def _has_text(self, line: Line, cell: Cell) -> bool:
        return id(cell.pieces) not in self.beside_values and has_text_of_its_own(line, cell, self.words)

    def _take_label(self, line: Line, cell: Cell) -> bool:
        name = (
            divided_name(cell, line.row, self.words)
            or ("budget" if says_sum(cell, line.row, self.words) else None)
            or self.words.label(cell.text)
            or part_of_amount(cell, line.above, self.words)
            or source_of(cell, line.row, self.words)
            or ("budget" if names_sum(cell, line.row, self.words) else None)
        )
        if name in (None, "caption") and self._has_text(line, cell):
            name = "budget" if self._tells_sum(line) else "fact"
        if name == "goals":
            name = _GOALS_UNDER.get(self.given.over, name)
        if name is None or line.says_a_word(self.words, name, cell):
            return False
        if line.label:
            line.passed.append(line.label)
        line.label, line.date, line.done = Pending(name, cell), None, None
        take_all(cell.pieces, "label")
        if cell is line.row.cells[0]:
            self.given.beside, self.given.unit = name if name in OVER_SEVERAL_ROWS else None, ""
        return True

    def _tells_sum(self, line: Line) -> bool:
        """Tell whether the text beside a label is a sum with its parts (2024年预算安排46万元，其中财政拨款40万元)."""
        following = line.following()
        return following is not None and bool(parts_of_amount(following.text, self.words.label)[1])

    def _take_money(self, line: Line, cell: Cell) -> bool:
        if line.label or not self.words.is_money_line(cell):
            return False
        self.given.head.money = self.given.head.money or cell.pieces
        take_all(cell.pieces, "label")
        return True

    def _take_labels_inside(self, line: Line, cell: Cell) -> bool:
        label = line.label
        of_goals = label is not None and label.field in ("goals", "goals_overall")
        if label and label.field not in self.words.AMOUNTS and not of_goals:
            return False
        shares = [] if label else plan_inside(cell, self.words.layout)
        for share in shares:
            self.given.give_share(share, share.label_text)
        unit = money_unit_in(label.cell.text) if label else ""
        entries = [] if shares else inline_labels(cell, self.words, unit or self.given.unit)
        fields = _GOALS if of_goals else self.words.AMOUNTS
        if label and not all(entry.field in fields for entry in entries):
            return False
        self.given.head.entries += entries
        if entries:
            line.label = None
        return bool(shares or entries)

    def _take_nothing(self, line: Line, cell: Cell) -> bool:
        if line.label or not _NOTHING.fullmatch(cell.text):
            return False
        take_all(cell.pieces, "label")
        return True

    def _leave_over(self, line: Line, cell: Cell) -> None:
        """A label that no layout knows stays over with its value; what is no label just stays over."""
        line.label = line.done = None
        if cell is line.row.cells[0]:
            self.given.beside, self.given.unit = None, ""
        cut = self.beside_break or len(cell.pieces) > 1  # and the label with the value, it may be
        if line.new and not cut:
            self.given.head.new_values.append((line.new, cell))
        line.new = cell if line.is_new_label(self.words, cell) else None
        if line.new:
            self.given.head.new_labels.append(cell.pieces[0])
