"""Where the values of a form's head go: the field of their label, with the unit, year and heading that apply to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractors.form.entries import Entry, FormHead
from extractors.form.head_line import Pending
from extractors.form.head_words import HeadWords, money_unit_in
from extractors.form.rows import Cell
from extractors.form.spending_plan import date_named

NUMBER = re.compile(r"[\d\s.,，%％—–-]+")
_YEAR = re.compile(r"20\d\d")
_CODE = re.compile(r"[\[【(（]?\d{3,12}[\]】)）]?")


@dataclass(slots=True)
class HeadValues:
    """What the head says so far, and what the rows above say of a value; ``year`` is the fiscal year."""

    words: HeadWords
    year: int | None
    head: FormHead = field(default_factory=FormHead)
    beside: str | None = None  # what a text without a label stands for, beside a label over several rows
    unit: str = ""  # of money, as a label over several rows says
    captions: list[Cell] = field(default_factory=list)  # headings over the amounts of the rows below

    def leave(self) -> None:
        """Forget what the rows above would say of the rows below."""
        self.beside, self.unit, self.captions = None, "", []

    def give(self, label: Pending, cell: Cell) -> None:
        """Take a cell as a label's value."""
        if label.field not in self.words.AMOUNTS:
            self.captions = []
        caption = self.caption_over(cell)
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

    def give_share(self, share: Entry, date: str) -> None:
        """Take a percentage of the plan; one of a date that is no month end is a fact."""
        month = date_named(date, self.words.layout)
        if month is None:
            self.head.entries.append(replace(share, field="fact"))
        elif month in self.head.plan:
            self.head.plan[month].pieces.extend(share.pieces)
        else:
            self.head.plan[month] = share

    def amount_of(self, label: Pending, value: Cell) -> Pending:
        """What a figure under a year alone is: that of the label over several rows beside the years (资金安排)."""
        beside = self.head.last_label
        of_year = label.field == "caption" and _YEAR.search(label.cell.text) and NUMBER.fullmatch(value.text)
        return Pending("budget", beside) if of_year and beside and self.beside == "caption" else label

    def caption_over(self, cell: Cell) -> Cell | None:
        """The one heading that stands over most of a value."""
        over = [one for one in self.captions if cell.overlap(one) > (one.right - one.left) / 2]
        return over[0] if len(over) == 1 else None

    def is_name_behind_code(self, label: Pending, cell: Cell) -> bool:
        """Tell whether a unit's name stands behind the cell with its code."""
        before = self.head.entries[-1]
        of_unit = label.field in ("unit", "department") and before.label is label.cell
        return of_unit and bool(_CODE.fullmatch(before.value().text)) and not self.words.is_word(cell.text)
