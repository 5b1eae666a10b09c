"""Where the values of a form's head go: the field of their label, with the unit, year and heading that apply to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractors.form.entries import Entry, FormHead
from extractors.form.head.line import NUMBER, Pending
from extractors.form.head.spending_plan import date_named
from extractors.form.rows import Cell, Row
from extractors.form.words.amounts import parts_of_amount
from extractors.form.words.head import (
    AMOUNT,
    HeadWords,
    looks_like_label,
    money_unit_in,
    without_year,
)
from extractors.form.words.years import YEAR
from extractors.joining import as_label
from extractors.pieces import take_all

_SEVERAL = 2
_NAMES_UNIT = ("unit", "unit_name")  # 单位 may be that of money
_DATE = re.compile(r"20\d\d(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?|月)?)?")
_CODE = re.compile(r"[\[【(（]?\d{3,12}[\]】)）]?")


@dataclass(slots=True)
class HeadValues:
    """What the head says so far, and what the rows above say of a value; ``year`` is the fiscal year."""

    words: HeadWords
    year: int | None
    head: FormHead = field(default_factory=FormHead)
    beside: str | None = None  # what a text without a label stands for, beside a label over several rows
    over: str = ""  # the group that a row says and nothing else, over the rows below it
    unit: str = ""  # of money, as a label over several rows says
    captions: list[Cell] = field(default_factory=list)  # headings over the amounts of the rows below
    tall: list[Pending] = field(default_factory=list)  # labels over several rows

    def leave(self) -> None:
        """Forget what the rows above would say of the rows below."""
        self.beside, self.over, self.unit, self.captions, self.tall = None, "", "", [], []

    def begin_group(self, row: Row) -> None:
        """Forget the headings over the rows above, unless amounts of this row stand under several of them."""
        amounts = [cell for cell in row.written() if NUMBER.fullmatch(cell.text)]
        under = [one for one in self.captions if any(cell.stands_under(one) for cell in amounts)]
        if len(under) < _SEVERAL:
            self.captions = []

    def give(self, label: Pending, cell: Cell, year: Cell | None = None) -> None:
        """Take a cell as a label's value; ``year`` is the heading that says for when, where none stands over it."""
        if label.field not in self.words.AMOUNTS:
            self.captions = []
        caption = year or self.caption_over(cell)
        unit = money_unit_in(label.cell.text) or self.unit or (money_unit_in(caption.text) if caption else "")
        said = caption.text if caption else label.cell.text if label.field in self.words.AMOUNTS else ""
        said_year = YEAR.search(said)
        other_year = said_year if self.year or self._several_years() else None
        aside = (
            (other_year is not None and int(other_year[0]) != self.year)
            or self.beside == "past"
            or (caption is not None and (self._tells_besides(caption) or self._is_replaced(caption)))
        )
        self.head.last_label = label.cell
        entry = Entry(
            label.field,
            label.cell,
            list(cell.pieces),
            unit=unit,
            caption=caption,
            aside=aside,
            of_year=other_year is not None and not aside,
        )
        self.head.entries.append(entry)
        if label.field in self.words.AMOUNTS:
            self._give_parts(entry)

    def _give_parts(self, entry: Entry) -> None:
        """Take the parts of a sum that its own cell tells behind it."""
        said = entry.value().text
        whole, parts = parts_of_amount(said, self.words.label)
        if whole != said:
            entry.text = whole
        self.head.entries += [
            replace(entry, field=name, text=amount, label_text=label) for name, label, amount in parts
        ]

    def _tells_besides(self, caption: Cell) -> bool:
        """Tell whether what stands under a heading is not the year's own amount."""
        layout = self.words.layout
        besides = self.words.label(caption.text) in ("fund", "whole", "fact")
        return besides or layout.is_share(caption.text) or layout.column(caption.text) == "weight"

    def _is_replaced(self, caption: Cell) -> bool:
        """Tell whether the amounts beside a heading are those that hold (年初预算, beside 调整后预算), none of them spent yet."""
        layout = self.words.layout
        spent = any(layout.is_executed(one.text) for one in self.captions)
        adjusted = [one for one in self.captions if layout.is_adjusted(one.text)]
        return bool(adjusted) and not spent and not layout.is_adjusted(caption.text)

    def _several_years(self) -> bool:
        """Tell whether the headings over the amounts name more than one year."""
        return len({said[0] for caption in self.captions if (said := YEAR.search(caption.text))}) > 1

    def give_share(self, share: Entry, date: str) -> None:
        """Take a percentage of the plan; one of a date that is no month end is a fact."""
        month = date_named(date, self.words.layout)
        if month is None or self.unit:
            self.head.entries.append(replace(share, field="fund" if self.unit else "fact", unit=self.unit))
        elif month in self.head.plan:
            self.head.plan[month].pieces.extend(share.pieces)
        else:
            self.head.plan[month] = share

    def amount_of(
        self, label: Pending, value: Cell, before: list[Pending] | None = None
    ) -> tuple[Pending, Cell | None]:
        """What a figure beside or under a year is, and the year, where the label itself does not say it.

        The label may name an amount besides (2024年预算数), or say no more than 金额 or 调整后预算数; or the label
        ``before`` it in the row does, or the one over several rows beside the years (资金安排).
        """
        alone = not (before or self.captions or self.head.entries_of("budget"))
        amount = as_label(label.cell.text) == AMOUNT or self.words.layout.is_adjusted(label.cell.text)
        if alone and amount and NUMBER.fullmatch(value.text):
            return Pending("budget", label.cell), None
        if label.field != "caption" or not YEAR.search(label.cell.text) or not NUMBER.fullmatch(value.text):
            return label, None
        if named := without_year(label.cell.text, self.words.layout):
            return Pending(named, label.cell), None
        amounts = [one for one in before or [] if one.field in self.words.AMOUNTS]
        if amounts:
            return amounts[-1], label.cell
        beside = self.head.last_label
        return (Pending("budget", beside), None) if beside and self.beside == "caption" else (label, None)

    def beside_at(self, row: Row, cell: Cell) -> Pending | None:
        """The label over several rows next to a cell's left, of those that run down into its row."""
        left = [label for label in self.tall if label.cell.right <= cell.left and row.goes_on(label.cell)]
        return max(left, key=lambda label: label.cell.right, default=None)

    def caption_over(self, cell: Cell) -> Cell | None:
        """The one heading that stands over most of a value."""
        over = [one for one in self.captions if cell.overlap(one) > (one.right - one.left) / 2]
        return over[0] if len(over) == 1 else None

    def takes_money(self, label: Pending, cell: Cell) -> bool:
        """Take 万元 beside 单位, or under it, as the form's unit of money; tell whether it is one."""
        if label.field not in _NAMES_UNIT or not self.words.layout.names_money(cell.text):
            return False
        self.head.money = self.head.money or [*label.cell.pieces, *cell.pieces]
        take_all(cell.pieces, "label")
        return True

    def goes_on_with(self, label: Pending, cell: Cell) -> bool:
        """Tell whether a cell behind a label's value is of it too.

        It stands under a heading, or it is a unit's name behind its code, the end of a period, or a number that tells more
        of a fact.
        """
        if self.caption_over(cell):
            return True
        before = self.head.entries[-1]
        if before.label is not label.cell or self.words.is_word(cell.text):
            return False
        first = before.value().text
        name = label.field in ("unit", "department") and _CODE.fullmatch(first)
        number = label.field == "fact" and not looks_like_label(cell.text)  # 负责人 | 张三 | 0710-7332000
        return bool(name or number or (_DATE.fullmatch(first) and _DATE.fullmatch(cell.text)))
