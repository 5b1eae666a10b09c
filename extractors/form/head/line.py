"""A row of the head as it is read: where the reader is, and which label waits for its value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.form.rows import Cell, Row
from extractors.form.words.head import HeadWords, looks_like_label
from extractors.joining import as_label
from extractors.layouts.words import NAMES_PROJECT

_SUM = 2  # cells: a word that says so, and the amount
NUMBER = re.compile(r"[\d\s.,，%％—–-]+")


@dataclass(slots=True)
class Pending:
    """A label that still waits for its value; ``after_gap``: an empty cell has gone by."""

    field: str
    cell: Cell
    after_gap: bool = False


@dataclass(slots=True)
class Line:
    """A row as it is read: where the reader is, and what waits for a value."""

    row: Row
    cells: list[Cell]
    words: list[Cell]
    dates: list[Cell]
    above: list[Pending]  # labels that wait for a value under them
    at: int = 0
    label: Pending | None = None
    date: Cell | None = None
    done: Pending | None = None  # the label that has its value, and may have more under the captions
    new: Cell | None = None  # the cell before, a label that no layout knows: this one is its value
    passed: list[Pending] = field(default_factory=list)  # labels with a label in their value's place

    def following(self) -> Cell | None:
        """The next cell that holds text."""
        return next((cell for cell in self.cells[self.at + 1 :] if cell.text), None)

    def is_new_label(self, words: HeadWords, cell: Cell) -> bool:
        """Tell whether a text looks like a label with a value behind it, or an empty cell where none is due here."""
        following = self.following()
        if self.new or not looks_like_label(cell.text) or self.at + 1 >= len(self.cells):
            return False
        return not words.is_word(following.text) if following else self.label is None

    def says_a_word(self, words: HeadWords, name: str, cell: Cell) -> bool:
        """Tell whether a word of the form is here what the label before it is given (项目类别: 其他)."""
        label = self.label
        if label is None or label.after_gap:
            return False
        if label.field in words.AMOUNTS:
            return NUMBER.fullmatch(cell.text) is not None and self._are_amounts(words)
        if label.field not in words.TEXTS:
            return False
        captions = [word for word in self.words if words.label(word.text) == "caption"]
        if name == "caption":
            return not any(one.right == other.left for one, other in pairwise(captions))  # as headings do
        if len(captions) > 1 or self.heads_amounts(words):
            return False  # a row of headings
        if name in words.AMOUNTS and self.words == [label.cell, cell]:
            return True
        return name in (*words.AMOUNTS, "fact") and len(self.words) % 2 == 1

    def _are_amounts(self, words: HeadWords) -> bool:
        """Tell whether the row's bare numbers that may be years (2000) are amounts: each stands behind the label of one."""
        written = [cell for cell in self.cells if cell.text]
        return all(
            words.label(before.text) in words.AMOUNTS
            for before, number in pairwise(written)
            if number in self.words and NUMBER.fullmatch(number.text)
        )

    def heads_amounts(self, words: HeadWords) -> bool:
        """Tell whether the row has words alone, two amounts among them: their values stand below."""
        written = [cell for cell in self.cells if cell.text]
        amounts = [cell for cell in written if words.label(cell.text) in words.AMOUNTS]
        return len(amounts) > 1 and all(words.is_word(cell.text) for cell in written)


def part_of_amount(cell: Cell, labels: list[Pending], words: HeadWords) -> str | None:
    """The amount that a word names together with the label over it, which it divides (中央 under 财政资金)."""
    over = next((one for one in labels if one.field in words.AMOUNTS and one.cell.divided_by(cell)), None)
    name = words.label(cell.text + as_label(over.cell.text)) if over else None
    return name if name in words.AMOUNTS else None


def source_of(cell: Cell, row: Row, words: HeadWords) -> str | None:
    """The funds that a level of government (省级) names in a row of nothing but funds and sums; elsewhere it is a value."""
    if not words.layout.is_tier(cell.text):
        return None
    first, *rest = row.written()
    cells = rest if words.layout.group(first.text) else [first, *rest]
    heads = [one for one in cells if words.layout.is_tier(one.text) or words.label(one.text) in words.AMOUNTS]
    sums = [one for one in cells if NUMBER.fullmatch(one.text)]
    enough = len(heads) > 1 or bool(sums)
    return "fiscal_part" if enough and len(heads) + len(sums) == len(cells) else None


def divided_name(cell: Cell, row: Row, words: HeadWords) -> str | None:
    """What a word names together with the label that the row begins with (编码 and 名称 behind 项目)."""
    first = row.written()[0]
    if cell is first or words.label(first.text) not in NAMES_PROJECT:
        return None
    said = words.label(cell.text) not in (None, "caption")
    whole = None if said else words.label(first.text + cell.text)
    return whole if whole in NAMES_PROJECT else None


def names_sum(cell: Cell, row: Row, words: HeadWords) -> bool:
    """Tell whether a caption over amounts (预算资金情况) has the sum itself beside it, and nothing else."""
    written = row.written()
    if len(written) != 2 or written[0] is not cell or not NUMBER.fullmatch(written[1].text):
        return False
    return words.layout.label_ending(cell.text) == "budget" and not row.cells[-1].spanned


def says_sum(cell: Cell, row: Row, words: HeadWords) -> bool:
    """Tell whether a word behind the budget's label says that the amount beside it is the sum (年度预算 | 小计 | 120)."""
    label, *others = row.written()
    if len(others) < _SUM or others[0] is not cell or words.label(label.text) != "budget":
        return False
    is_word = words.label(cell.text) == "caption" and words.layout.is_total(cell.text)
    return is_word and bool(NUMBER.fullmatch(others[1].text))


def under_labels(cells: list[Cell], labels: list[Pending]) -> list[tuple[Pending, Cell]]:
    """Give each of a row's texts to the label that it stands under; none unless all find one of their own."""
    if not labels:
        return []
    pairs = [(max(labels, key=lambda label: value.overlap(label.cell)), value) for value in cells]
    under = all(value.stands_under(label.cell) for label, value in pairs)
    return pairs if under and len({id(label) for label, _ in pairs}) == len(pairs) else []


def ends_beside(row: Row, label: Cell) -> bool:
    """Tell whether something else stands under a label over several rows, with a text of its own beside it."""
    under = (cell for cell in row.cells if cell.text and cell.overlap(label) > 0)
    return len(row.written()) > 1 and any(cell.pieces is not label.pieces for cell in under)
