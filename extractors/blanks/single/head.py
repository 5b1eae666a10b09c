"""The head over a heading: labels, each with the words behind it down to the next one, and texts below their labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.blanks.single.head_cells import cells_of, named
from extractors.blanks.single.head_rows import (
    FIGURES,
    NUMBER,
    Cell,
    HeadRow,
    is_long,
    may_be_value,
    put_over_first,
)
from extractors.blanks.single.texts import is_one_text, may_be_rest
from extractors.blanks.words import Typed
from extractors.form.words.head import HeadWords, money_unit_in
from extractors.layouts.layout import Layout
from extractors.unruled.parts import Unclear
from extractors.unruled.told import SECTION

_TEXT = re.compile(r"[\u4e00-\u9fff]{4}")
_FEWEST = 2  # labels side by side, over their values; lines of a text; a label and its text


@dataclass(slots=True)
class Head:
    """Reads the lines of a head.

    ``text``: the one that the next line may go on with; ``over``: how many of its lines stand over its label, and
    ``beside`` whether one is beside it; ``waiting``: lines that can only be of the next label's text; ``in_section``:
    the heading of a section was the last line.
    """

    layout: Layout
    rows: list[HeadRow] = field(default_factory=list)
    text: Cell | None = None
    over: int = 0
    beside: bool = False
    waiting: list[str] = field(default_factory=list)
    in_section: bool = False

    def read(self, lines: Sequence[Typed], sections: Sequence[Typed]) -> list[HeadRow]:
        """The rows. ``sections``: lines between them that are headings, and none of a row's. Raises Unclear."""
        between = {line.number for line in sections}
        for line in sorted((*lines, *sections), key=lambda line: line.number):
            if line.number in between:
                self._end_text()
                continue
            cells = cells_of(line.texts, self.layout)
            if cells[0].named:
                self._begin(line.number, cells)
            elif not self._ends_label(line.number, cells):
                self._go_on(line, cells)
        self._hold_whole()
        if self.waiting:
            raise Unclear
        put_over_first(self.rows)
        return self.rows

    def _end_text(self) -> None:
        """Go on below the heading of a section. Raises Unclear where it may be one more item of the text above."""
        if self.waiting or (self.text and any(map(SECTION.search, self.text.lines))):
            raise Unclear
        self._hold_whole()
        self.text, self.over, self.in_section = None, 0, True

    def _begin(self, number: int, cells: list[Cell], *, under: bool = False) -> None:
        """A row that begins with a label. Raises Unclear."""
        self._hold_apart(cells)
        self._hold_whole()
        first, *others = cells
        above = self.rows[-1] if self.rows else None
        if above and not others and not is_long(first) and not above.ends_in_figure:
            raise Unclear  # the rest of the text above
        over = bool(others and others[0].named and self._is_over(first, others[0]))
        amounts = first.named in HeadWords.AMOUNTS and not over
        under = under or (amounts and above is not None and (above.over or above.under))
        row = HeadRow(number, cells, under, over)
        if not row.labels or (row.labels == 1 and not is_long(row.cells[-1])):
            row.cells = [*([first] if over else []), *self._with_values(cells[over:])]
        self.rows.append(row)
        self.in_section = False
        *_, label, last = [Cell([]), *row.cells]
        self.text = last if last.named is None and is_long(label) else None
        self._take_waiting(row)

    def _take_waiting(self, row: HeadRow) -> None:
        """Put the lines that wait before the text of a row's label. Raises Unclear where it has none of several lines."""
        self.over, self.beside = len(self.waiting), self.text is not None
        if not self.waiting:
            return
        if len(row.cells) > _FEWEST or not is_long(row.cells[0]):
            raise Unclear
        if self.text is None:
            self.text = Cell([])
            row.cells.append(self.text)
        self.text.lines[:0] = self.waiting
        self.waiting = []

    def _is_over(self, first: Cell, behind: Cell) -> bool:
        text = first.lines[0]
        both = first.named in HeadWords.AMOUNTS and behind.named in HeadWords.AMOUNTS
        return both or self.layout.group(text) is not None or first.named == "caption"

    def _with_values(self, cells: list[Cell]) -> list[Cell]:
        """Labels and texts in turn, with an empty text behind each label that has none. Raises Unclear."""
        filled: list[Cell] = []
        for at, cell in enumerate(cells):
            if cell.named is None:
                continue
            behind = cells[at + 1 :]
            if not behind or behind[0].named:
                self._hold_empty(cell, behind)
                filled += [cell, Cell([""])]
            elif may_be_value(cell, behind[0].lines[0]) or (is_long(cell) and len(behind) == 1):
                filled += [cell, behind[0]]
            else:
                raise Unclear
        return filled

    def _hold_empty(self, label: Cell, behind: list[Cell]) -> None:
        """Raise Unclear where a label without a text stands before a word that may be its text, though it is a label as well."""
        if label.named in FIGURES or not behind:
            return
        if len(behind) == 1 or behind[1].named:
            raise Unclear

    def _hold_apart(self, cells: list[Cell]) -> None:
        """Raise Unclear where lines above a label may be of the text beside it, as labels are centred beside theirs."""
        if self.text is None or (len(self.text.lines) < _FEWEST and not self._stands_alone()):
            return
        first, *others = cells
        if first.named in FIGURES or self._is_over(first, first):
            return
        texts = [cell.lines[0] for cell in others if cell.named is None]
        rest = any(may_be_rest(self.text.lines[-1], text) for text in texts)
        if rest or not texts or not is_one_text(self.text.lines):
            raise Unclear

    def _hold_whole(self) -> None:
        """Raise Unclear where what is below the last labels is not told: side by side, or one not in the middle of its text."""
        row = self.rows[-1] if self.rows else None
        if row and row.labels >= _FEWEST and any(map(is_long, row.cells[row.over :])):
            raise Unclear
        if self.text and self.over:
            below = len(self.text.lines) - self.over - self.beside
            if abs(self.over - below) > 1 or not (below or self.beside):
                raise Unclear

    def _stands_alone(self) -> bool:
        """Tell whether the text of the last row has a line of its own, without its label."""
        return self.text is not None and self.rows[-1].cells == [self.text]

    def _ends_label(self, number: int, cells: list[Cell]) -> bool:
        """Take the unit of money that ends a label over several amounts (项目资金 / （万元）), and the row beside it."""
        row = self.rows[-1] if self.rows else None
        label = next((row.cells[0] for row in reversed(self.rows) if row.over), None)
        text = cells[0].lines[0]
        if not row or not label or not (row.over or row.under) or not money_unit_in(text):
            return False
        if text[0] not in "（(" or not named("".join([*label.lines, text]), self.layout):
            return False
        label.lines.append(text)
        if cells[1:]:
            self._begin(number, cells[1:], under=True)
        return True

    def _go_on(self, line: Typed, cells: list[Cell]) -> None:
        """A line without a label: values under labels, or more of a text. Raises Unclear."""
        row = self.rows[-1] if self.rows else None
        if row is None or len(cells) > 1 or self.in_section:
            raise Unclear
        said = cells[0].lines[0]
        if row.labels >= _FEWEST and all(map(NUMBER.fullmatch, line.texts)):
            if len(line.texts) != row.labels:
                raise Unclear
            values = [Cell([word]) for word in line.texts]
            self.rows.append(HeadRow(line.number, values, under=row.over or row.under))
        elif self.text is not None:
            self.text.lines.append(said)
        elif row.labels == 1 and is_long(row.cells[-1]):
            self.text = Cell([said])
            row.cells.append(self.text)
        elif row.over and row.cells[0].named == "purpose" and not row.labels:
            self.text = Cell([said])
            self.rows.append(HeadRow(line.number, [self.text], under=True))
        elif row.ends_in_figure and (self.waiting or _TEXT.search(said)):
            self.waiting.append(said)
        else:
            raise Unclear
