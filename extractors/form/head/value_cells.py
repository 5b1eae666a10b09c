"""Cells of a form's head that hold a value: of the label before them, of one over several rows, of a list that goes on."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.form.entries import Entry
from extractors.form.head.line import NUMBER, Line, Pending, ends_beside
from extractors.form.head.values import HeadValues
from extractors.form.rows import Cell
from extractors.form.words.head import HeadWords, looks_like_label
from extractors.form.words.numbered import counts_on
from extractors.pieces import take_all

_ROW_OF_HEADINGS = 2  # labels of amounts side by side
OVER_SEVERAL_ROWS = ("purpose", "goals", "goals_annual", "goals_midterm", "goals_overall")


@dataclass(slots=True)
class ValueCells:
    """Takes the cells that hold a value, and gives it to the field of its label."""

    words: HeadWords
    given: HeadValues

    def take(self, line: Line, cell: Cell) -> bool:
        """Take the cell as the value of the label before it, in its row; tell whether it was one."""
        label = line.label
        if line.date:
            self.given.give_share(Entry("plan", line.date, list(cell.pieces)), line.date.text)
            line.date = None
        elif label and self._is_heading_among(line, cell):
            line.words.append(cell)
            line.label = None
            if self.words.layout.is_share(cell.text):
                line.passed += [label, Pending("caption", cell)]
                take_all(cell.pieces, "label")
            else:
                line.passed += [label, Pending("", cell)]
                self.given.head.new_labels.append(cell.pieces[0])
        elif label and self.given.takes_money(label, cell):
            line.label = None
        elif label and not (label.after_gap and line.is_new_label(self.words, cell)):
            named, year = self.given.amount_of(label, cell, line.passed)
            self.given.give(named, cell, year)
            line.label, line.done = None, label
        elif line.done and self.given.goes_on_with(line.done, cell):
            self.given.give(line.done, cell)
        else:
            return False
        return True

    def _is_heading_among(self, line: Line, cell: Cell) -> bool:
        """Tell whether words where an amount is due are one more heading in a row of headings, an unknown one."""
        amounts = [
            label for label in (*line.passed, line.label) if label and label.field in self.words.AMOUNTS
        ]
        if self.words.layout.is_share(cell.text):
            return bool(amounts)
        return len(amounts) >= _ROW_OF_HEADINGS and line.label in amounts and looks_like_label(cell.text)

    def take_beside(self, line: Line, cell: Cell) -> bool:
        """Take text beside a label that stands over several rows (年度目标); tell whether it was such."""
        of_amounts = len(line.row.written()) > 1 and NUMBER.fullmatch(cell.text)
        if line.label or of_amounts:
            return False
        tall = self.given.beside_at(line.row, cell)
        if tall and tall.field in OVER_SEVERAL_ROWS and all(word.left > cell.left for word in line.words):
            self.given.give(tall, cell)
            return True
        others = [word for word in line.words if word is not self.given.head.last_label]
        if self.given.beside not in OVER_SEVERAL_ROWS or others:
            return False
        if self.given.head.last_label and ends_beside(line.row, self.given.head.last_label):
            self.given.beside = None
            return False
        self.given.give(Pending(self.given.beside or "", self.given.head.last_label or cell), cell)
        return True

    def take_next_goal(self, line: Line, cell: Cell) -> bool:
        """Take the next goal of a numbered list, in a row of its own: text has a line break there, and no cell."""
        last = self.given.head.entries[-1] if self.given.head.entries else None
        alone = line.label is None and len(line.row.written()) == 1
        if not (
            alone and last and last.field in OVER_SEVERAL_ROWS and counts_on(cell.text, last.value().text)
        ):
            return False
        self.given.give(Pending(last.field, last.label), cell)
        return True
