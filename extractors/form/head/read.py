"""The head of a form: labels with their values beside or under them, and the spending plan under its month ends.

A label's value stands in the next cell; where the next cell is a label too, under it. A label over several
rows (项目资金) says in which unit the amounts beside it are, or what a text without a label of its own is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.form.entries import Entry, FormHead
from extractors.form.head.by_ending import take_by_endings
from extractors.form.head.cells import CellReader
from extractors.form.head.item_tables import over_items, over_own_items
from extractors.form.head.line import (
    Line,
    Pending,
    divided_name,
    part_of_amount,
    source_of,
)
from extractors.form.head.rows import HeadBelow, beside_values, heads_pairs
from extractors.form.head.spending_plan import dates_in, under_dates
from extractors.form.head.task_table import TaskTable, YearTable
from extractors.form.head.value_cells import ValueCells
from extractors.form.head.values import HeadValues
from extractors.form.head.values_under import ValuesUnder
from extractors.form.rows import Cell, Row
from extractors.form.words.head import HeadWords
from extractors.layouts.layout import Layout
from extractors.pieces import take_all

_ROW_OF_AMOUNTS = 2


def read_head(rows: list[Row], layout: Layout, year: int | None) -> FormHead:
    """Read every row that carries labels, or stands beside or under one.

    ``year`` is the fiscal year, where the lines over the form say it: of amounts for several years, its is meant.
    """
    words = HeadWords(layout)
    given = HeadValues(words, year)
    cells = CellReader(words, given, ValueCells(words, given), beside_values(rows, words))
    reader = _HeadReader(
        words, given, cells, over_items(rows, words), over_own_items(rows, words), ValuesUnder(words, given)
    )
    below = HeadBelow(words)
    past_heading = False
    for at, row in enumerate(rows):
        cells.beside_break = any(one.opens_grid for one in rows[at : at + 2])
        if row.is_heading:
            past_heading = True
            below.end(first_ends=row.cells[0].right, in_pairs=heads_pairs(row, layout))
            reader.leave()
        elif past_heading and words.opens_total(row):
            reader.read_total(row)
        elif row.written() and (not past_heading or below.take(row)):
            reader.read(row)
        else:
            reader.leave()
    take_by_endings(reader.given.head, layout)
    return reader.given.head


@dataclass(slots=True)
class _HeadReader:
    words: HeadWords
    given: HeadValues
    cells: CellReader
    over_items: set[int]
    over_own_items: set[int]
    under: ValuesUnder
    dates: list[Cell] = field(default_factory=list)

    def leave(self) -> None:
        """Forget what the rows above would say of the rows below."""
        self.given.leave()
        self.dates, self.under.labels, self.cells.table = [], [], None

    def read(self, row: Row) -> None:
        if self.cells.table and self.cells.table.covers(row):
            self._read_item(self.cells.table, row)
            return
        self.cells.table = self._item_table(row)
        if self.cells.table:
            return
        words = [
            cell
            for cell in row.written()
            if self.words.is_word(cell.text)
            or part_of_amount(cell, self.under.labels, self.words)
            or source_of(cell, row, self.words)
            or divided_name(cell, row, self.words)
        ]
        if words and self.under.are_values(row, words):
            words = []
        captions = all(self.words.label(cell.text) == "caption" for cell in words)
        if self.dates and captions and len(words) < len(row.written()):
            for cell in words:
                take_all(cell.pieces, "label")  # 累计支出进度, before the shares
            shares = [cell for cell in row.written() if all(cell is not word for word in words)]
            amounts = self.under.take_amounts(shares, self.dates)
            shares = [cell for cell in shares if all(cell is not one for one in amounts)]
            for date, value in under_dates(shares, self.dates):
                self.given.give_share(Entry("plan", date, list(value.pieces)), date.text)
            self.dates = []
            return
        if self.under.take_captioned(row, words):
            return
        self._see_money_over(row)
        if not words and self.under.take(row):
            return
        self._read_cells(row, words)

    def _read_item(self, table: TaskTable | YearTable, row: Row) -> None:
        """Read a row of a small table; the share of funds in one of a plan of work is of the spending plan."""
        share = table.share(row) if isinstance(table, TaskTable) else None
        if share:
            self.given.give_share(share, share.label.text)
        told = [entry for entry in table.read(row) if share is None or entry.pieces != share.pieces]
        self.given.head.entries += told

    def _see_money_over(self, row: Row) -> None:
        """Take the unit of money that a label over the rows below names (项目预算（单位：元）)."""
        alone = row.written() if len(row.written()) == 1 else []
        for cell in alone:
            if self.words.is_word(cell.text) and self.words.layout.money_unit(cell.text):
                self.given.head.money = self.given.head.money or cell.pieces

    def _item_table(self, row: Row) -> TaskTable | None:
        """The small table that begins in a row whose label no layout knows as one."""
        label, *headings = row.written()
        own = id(label.pieces) in self.over_own_items
        if not own and id(label.pieces) not in self.over_items:
            return None
        take_all(label.pieces, "label")
        table = TaskTable(label, self.words)
        table.headings([label, *headings] if own else headings)
        return table

    def _heads_amounts(self, waiting: list[Pending], told: list[Cell]) -> bool:
        """Tell whether labels of amounts stand side by side in front of a label with its value (项目概况 | …)."""
        amounts = [label.cell for label in waiting if label.field in self.words.AMOUNTS]
        return len(amounts) >= _ROW_OF_AMOUNTS and all(
            amount.right < cell.left for amount in amounts for cell in told
        )

    def read_total(self, row: Row) -> None:
        """A row of sums below the indicators (总分, 合计): of weights and scores, never of money."""
        label, *values = row.written()
        take_all(label.pieces, "label")
        self.given.head.entries += [Entry("fact", label, list(value.pieces)) for value in values]
        self.leave()

    def _read_cells(self, row: Row, words: list[Cell]) -> None:
        """Read the cells in turn, and remember the labels that wait for a value under them."""
        cells = [cell for cell in row.cells if not cell.spanned]
        beside_plan = self.given.beside == "plan" or any(
            (beside := self.given.beside_at(row, cell)) and beside.field == "plan" for cell in words
        )
        dates = dates_in(row, words, self.words.layout, beside_plan=beside_plan)
        self.dates = [] if self.given.head.plan else list(dates)
        if words and len(self.under.labels) > 1 and len(row.written()) > 2 * len(words):
            # several values a label: headings stand over them
            self.given.captions = [label.cell for label in self.under.labels]
        line = Line(row, cells, words, dates, self.under.labels)
        self.cells.read(line)
        if self.cells.table:
            return
        going_on = [label for label in self.under.labels if row.goes_on(label.cell)]
        waiting = [*going_on, *line.passed, *([line.label] if line.label else [])]
        headings = len(waiting) > 1 or not any(label.after_gap for label in waiting)
        told = [cell for cell in row.written() if all(cell is not word for word in words)]
        self.under.labels = (
            waiting if headings and (not told or self._heads_amounts(line.passed, told)) else []
        )
        if any(label.field == "caption" for label in self.under.labels):
            self.given.captions = [label.cell for label in self.under.labels]
