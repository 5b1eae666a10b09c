"""Values of a form's head that stand under their labels: a row of labels, and the row of their values below it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from extractors.form.column import tells_goals
from extractors.form.head.line import NUMBER, Pending, under_labels
from extractors.form.head.values import HeadValues
from extractors.form.rows import Cell, Row
from extractors.form.words.head import HeadWords, inline_names, money_unit_in
from extractors.joining import squeeze
from extractors.pieces import take_all

_ROW_OF_AMOUNTS = 2


@dataclass(slots=True)
class ValuesUnder:
    """Gives the texts of a row to the ``labels`` above that wait for a value."""

    words: HeadWords
    given: HeadValues
    labels: list[Pending] = field(default_factory=list)

    def take(self, row: Row) -> bool:
        """Give a row's texts to the labels that they stand under; tell whether each is under one."""
        under = under_labels(self._without_unit(row), self.labels)
        if not under or any(self._says_another(label, cell) for label, cell in under):
            return False
        self._give(under)
        return True

    def take_amounts(self, cells: list[Cell], dates: list[Cell]) -> list[Cell]:
        """Give the amounts of a plan's row that stand under their own labels, before its dates; returns these cells."""
        own = [cell for cell in cells if all(cell.overlap(date) <= 0 for date in dates)]
        under = [
            (label, cell)
            for label, cell in under_labels(own, self.labels)
            if label.field in self.words.AMOUNTS and label.cell.overlap(cell) > 0
        ]
        self._give(under)
        return [cell for _, cell in under]

    def _is_whole(self, label: Pending, under: list[tuple[Pending, Cell]]) -> bool:
        """Tell whether the other amounts are parts of a label's: 小计 | 财政拨款, 年初预算数 | 其中：本级安排."""
        behind = [one for one, _ in under if one.cell.left >= label.cell.right][:1]
        parts = any(squeeze(one.cell.text).startswith("其中") for one in behind)
        return parts or self.words.layout.is_total(label.cell.text)

    def take_captioned(self, row: Row, words: list[Cell]) -> bool:
        """Take a row of amounts under the headings of each, that but says so before them (金额 | 100 | 60, 预算金额 | 100 | 60).

        Tells whether it is one.
        """
        first, *amounts = row.written()
        named = self.words.label(first.text)
        if words != [first] or named not in ("caption", "budget") or len(amounts) < _ROW_OF_AMOUNTS:
            return False
        if not all(NUMBER.fullmatch(cell.text) for cell in amounts):
            return False
        if self.words.layout.is_total(first.text) and all(map(self.given.caption_over, amounts)):
            take_all(first.pieces, "label")  # 小计, of the sources of funds in the rows above, year by year
            for amount in amounts:
                self.given.give(Pending("budget", first), amount)
            return True
        under = under_labels(amounts, self.labels)
        funds = {label.field for label, _ in under} & self.words.AMOUNTS
        of_sources = "budget" in funds and not funds.isdisjoint(("fiscal", "other"))  # not of years
        if not funds or (named == "budget" and not of_sources):
            return False
        take_all(first.pieces, "label")
        self._give(under)
        return True

    def are_values(self, row: Row, words: list[Cell]) -> bool:
        """Tell whether words of the form are values here, each under a label: years, or the funds that a sum is of.

        So is 一般公共预算 under 资金性质, in a row of amounts under their labels.
        """
        under = under_labels(row.written(), self.labels)
        numbers = [cell for cell in row.written() if NUMBER.fullmatch(cell.text)]
        facts = [cell for label, cell in under if label.field == "fact"]
        return bool(under) and all(
            any(word is cell for cell in (*numbers, *(facts if numbers else []))) for word in words
        )

    def _without_unit(self, row: Row) -> list[Cell]:
        """A row's texts without the unit of money that stands first, the end of the label above (资金申请 / （万元）)."""
        first, *others = row.written()
        if not others or not self.words.is_money_line(first):
            return [first, *others]
        self.given.unit = self.given.unit or money_unit_in(first.text)
        take_all(first.pieces, "label")
        return others

    def _says_another(self, label: Pending, cell: Cell) -> bool:
        """Tell whether labels inside a cell name other fields than the label over it (目标：… under 年度目标 does not)."""
        goals = tells_goals(label.field)
        return any(not (goals and name == "goals") for name in inline_names(cell, self.words))

    def _give(self, under: list[tuple[Pending, Cell]]) -> None:
        said = Counter(squeeze(label.cell.text) for label, _ in under)
        fields = {label.field for label, _ in under}
        sums = "budget" not in fields and not fields.isdisjoint(self.words.AMOUNTS)
        for label, value in ((label, value) for label, value in under if label.field):
            if self.given.takes_money(label, value):
                continue
            named, year = self.given.amount_of(label, value)
            if sums and named.field == "caption" and self._is_whole(label, under):
                named = Pending("budget", named.cell)
            if said[squeeze(label.cell.text)] > 1 and named.field in self.words.AMOUNTS:
                named = Pending("fund", named.cell)  # 财政拨款 of 基本支出 and of 项目支出: none is the whole
            self.given.give(named, value, year)
        self.labels = [label for label in self.labels if label.field not in self.words.AMOUNTS]
