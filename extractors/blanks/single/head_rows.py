"""The rows of a head as they are read, a label or a text a cell, and what each may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, takewhile

from extractors.form.column import tells_goals
from extractors.form.words.head import HeadWords
from extractors.unruled.parts import Unclear

FIGURES = {*HeadWords.AMOUNTS, "plan"}  # fields of which each value is a number
NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?(?:[%％]|[千万亿]?元)?|[-—/]+")
_BOXES = "□■☐☑☒√✓✔"
_CODES = ("project_code", "unit_code", "department_code")


@dataclass(slots=True)
class Cell:
    """A label with the field that it names, or a text (None), in one line or several."""

    lines: list[str]
    named: str | None = None


@dataclass(slots=True)
class HeadRow:
    """A row: the number of its first line, and its cells. ``under``: a label over several rows stands before them, above.

    ``over``: its first label is one.
    """

    number: int
    cells: list[Cell]
    under: bool = False
    over: bool = False

    @property
    def labels(self) -> int:
        """How many labels stand side by side over values that the next line may hold; 0 where it has values itself."""
        return 0 if any(cell.named is None for cell in self.cells) else len(self.cells) - self.over

    @property
    def has_amount_first(self) -> bool:
        """Tell whether it begins with the label of an amount, and no label over several rows is known to stand before."""
        return self.cells[0].named in HeadWords.AMOUNTS and not (self.over or self.under)

    @property
    def ends_in_figure(self) -> bool:
        """Tell whether a figure, or nothing, stands in its last cell."""
        last = self.cells[-1]
        if last.named is not None:
            return last.named == "plan"
        return not last.lines[0] or NUMBER.fullmatch(last.lines[0]) is not None


def is_long(label: Cell) -> bool:
    """Tell whether a label's text may have several lines, with any word in it."""
    return tells_goals(label.named) or label.named == "purpose"


def may_be_value(label: Cell, text: str) -> bool:
    """Tell whether words are surely one value: a number for an amount or a share; else blanks stand beside figures alone."""
    if label.named in FIGURES:
        return NUMBER.fullmatch(text) is not None
    if label.named in _CODES:
        return " " not in text
    words = text.split()
    ticked = all(word[0] in _BOXES or word[-1] in _BOXES for word in words)
    return ticked or all(one[-1].isascii() or other[0].isascii() for one, other in pairwise(words))


def put_over_first(rows: list[HeadRow]) -> None:
    """Put a label beside amounts that stands in the middle of its rows into the first, that of the sum. Raises Unclear."""
    for at, row in enumerate(rows):
        if not row.over or row.cells[1].named not in HeadWords.AMOUNTS:
            continue
        above = list(takewhile(lambda one: one.has_amount_first, reversed(rows[:at])))
        below = list(takewhile(lambda one: one.under, rows[at + 1 :]))
        if not above:
            continue
        first = above[-1]
        sums = [one.cells[0].named for one in (first, HeadRow(row.number, row.cells[1:]))]
        if len(above) != len(below) or sums[0] != "budget" or sums[1] == "budget":
            raise Unclear
        row.over, first.over = False, True
        first.cells.insert(0, row.cells.pop(0))
        for one in (*above[:-1], row):
            one.under = True
