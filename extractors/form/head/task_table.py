"""Small tables inside the head: the tasks of the year, the items of a budget, the amounts of several years.

Their headings are their own: no layout knows them all, and every cell is told with the heading over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.form.entries import Entry
from extractors.form.head.spending_plan import date_named
from extractors.form.rows import Cell, Row
from extractors.form.words.head import AMOUNT, HeadWords, money_unit_in
from extractors.form.words.years import YEAR
from extractors.joining import as_label
from extractors.pieces import take_all

_OF_MONEY = ("金额", "资金", "预算")
_YEARS = ("年份", "年度")  # over the years of a table


@dataclass(slots=True)
class TaskTable:
    """The table beside ``label``, or below it where it is the first heading; ``columns`` are its headings."""

    label: Cell
    words: HeadWords
    columns: list[Cell] = field(default_factory=list)
    unit: str = ""  # of money, as a heading says that others divide

    def headings(self, cells: list[Cell]) -> None:
        """Take the cells beside the label as headings."""
        self.columns = [cell for cell in cells if cell.text]
        _take_words(self.columns)

    def covers(self, row: Row) -> bool:
        """Tell whether the label stands beside a row too: its cell goes on, or is empty (text has no merging).

        Where the label is a heading itself, an item begins under it.
        """
        if self.columns and self.columns[0] is self.label:
            first = next(iter(row.written()), None)
            item = first is not None and first.stands_under(self.label) and not self.words.is_word(first.text)
            return not row.is_heading and (item or row.goes_on(self.label))
        beside = [cell for cell in row.cells if cell.overlap(self.label) > 0]
        own = all(cell.pieces is self.label.pieces or not cell.text for cell in beside)
        left = [cell for cell in row.written() if cell.right <= self.label.left]
        return bool(self.columns and beside) and own and not left

    def share(self, row: Row) -> Entry | None:
        """The share of the funds that are spent by a row's month end, under a heading that says so (资金支出进度)."""
        layout = self.words.layout
        date, *rest = row.written()
        spent = (column for column in self.columns if layout.group(column.text) == "plan")
        under = [cell for column in spent for cell in rest if cell.stands_under(column)]
        if len(under) != 1 or not date_named(date.text, layout):
            return None
        return Entry("plan", date, list(under[0].pieces))

    def read(self, row: Row) -> list[Entry]:
        """An entry a cell; in a table of two columns the first is the label of the second.

        A row of sums says what the whole is for.
        """
        cells = row.written()
        named = [self.words.label(cell.text) for cell in cells]
        amounts = [name for name in named if name in HeadWords.AMOUNTS]
        if amounts and all(name == "fact" or name in HeadWords.AMOUNTS for name in named):
            self._divide(cells)
            return []
        sums = [column for column in self.columns if self._names_amount(column) or self._names_share(column)]
        if self.words.layout.is_total(cells[0].text) and len(cells) == len(sums) + 1:
            _take_words(cells[:1])
            return [self._sum(cells[0], *pair) for pair in zip(cells[1:], sums, strict=True)]
        if len(self.columns) == 2 and len(cells) == 2 and self.columns[0] is not self.label:
            name, value = cells
            _take_words([name])
            return [self._entry(value, name)]
        return [self._entry(cell, None) for cell in cells]

    def _divide(self, cells: list[Cell]) -> None:
        """Headings under a heading (总额, 财政拨款 under 预算金额) stand in its place."""
        _take_words(cells)
        over = [column for column in self.columns if any(cell.overlap(column) > 0 for cell in cells)]
        kept = [column for column in self.columns if column not in over]
        self.columns = sorted([*kept, *cells], key=lambda column: column.left)
        self.unit = next(filter(None, (money_unit_in(column.text) for column in over)), "")

    def _names_amount(self, column: Cell) -> bool:
        return self.words.label(column.text) in HeadWords.AMOUNTS or as_label(column.text) == AMOUNT

    def _names_share(self, column: Cell) -> bool:
        return self.words.layout.is_share(column.text)

    def _sum(self, total: Cell, cell: Cell, column: Cell) -> Entry:
        name = self.words.label(column.text)
        unit = money_unit_in(column.text) or self.unit
        if self._names_share(column):
            return Entry("fact", column, list(cell.pieces))
        if name in HeadWords.AMOUNTS:
            return Entry(name, column, list(cell.pieces), unit=unit)
        return Entry("budget", total, list(cell.pieces), unit=unit)

    def _entry(self, cell: Cell, name: Cell | None) -> Entry:
        column = max(self.columns, key=cell.overlap)
        money = any(word in as_label(column.text) for word in _OF_MONEY)
        own = column is self.label
        label = name.text if name else column.text if own else f"{self.label.text}·{column.text}"
        return Entry(
            "fund" if money else "fact",
            name or column,
            list(cell.pieces),
            unit=money_unit_in(column.text),
            label_text=label,
        )


@dataclass(slots=True)
class YearTable:
    """Amounts with a row a year below a heading that says so (年份 | 资金总额 | 财政拨款); ``year`` is the fiscal one."""

    columns: list[Cell]
    words: HeadWords
    year: int | None
    unit: str = ""

    @classmethod
    def under(cls, cells: list[Cell], words: HeadWords, year: int | None, unit: str) -> YearTable | None:
        """The table that headings open, where years stand first and amounts behind."""
        first = cells[0] if cells else None
        amounts = [cell for cell in cells if words.label(cell.text) in HeadWords.AMOUNTS]
        if first is None or "".join(first.text.split()) not in _YEARS or not amounts:
            return None
        _take_words(cells)
        return cls(cells, words, year, unit)

    def covers(self, row: Row) -> bool:
        """Tell whether a row gives a year's amounts, or those of all years (三年合计)."""
        named = [cell.text for cell in row.written() if cell.overlap(self.columns[0]) > 0]
        return any(YEAR.match(text) or self._sums(text) for text in named)

    def _sums(self, text: str) -> bool:
        return self.words.layout.is_total(text) or self.words.label(text) == "fund"

    def read(self, row: Row) -> list[Entry]:
        """An entry a cell, told with its year."""
        years = [cell for cell in row.written() if cell.overlap(self.columns[0]) > 0]
        _take_words(years)
        entries = []
        for cell in (cell for cell in row.written() if all(cell is not year for year in years)):
            column = max(self.columns, key=cell.overlap)
            of_year = self.year is not None and years[0].text.startswith(str(self.year))
            entries.append(
                Entry(
                    self.words.label(column.text) or "fact",
                    column,
                    list(cell.pieces),
                    unit=money_unit_in(column.text) or self.unit,
                    caption=years[0],
                    aside=not of_year,
                    of_year=of_year,
                )
            )
        return entries


def _take_words(cells: list[Cell]) -> None:
    for cell in cells:
        take_all(cell.pieces, "label")
