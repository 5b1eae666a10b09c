"""One table of a form that nothing rules into cells, or what of it stands on a page: head, heading, indicators."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

from extractors.form.rows import Row
from extractors.layouts.layout import Layout
from extractors.layouts.words import TELLING
from extractors.pieces import Box, GridCell, Piece
from extractors.reading import Word
from extractors.unruled.body import Body
from extractors.unruled.frame import Frame
from extractors.unruled.habits import Habits
from extractors.unruled.head import Head
from extractors.unruled.parts import Cell, Cutting, Part, Unclear
from extractors.unruled.spacing import around, lines_of, runs_over, text_of

_LEVEL = 0.3  # of a character's height: lines whose tops are nearer stand side by side


@dataclass(slots=True)
class Table:
    """Reads one table. ``frame``: the columns of the page before where it goes on from there, afterwards its own.

    ``ends``: it cannot go on overleaf. ``notes``: the words of remarks below it. ``parts_remarks``: one behind a word for it
    is no row of the columns.
    """

    layout: Layout
    cutting: Cutting
    frame: Frame | None
    ends: bool
    habits: Habits
    notes: list[Word] = field(default_factory=list)
    parts_remarks: bool = False

    def cells(self, words: list[Word]) -> list[Cell]:
        """Its cells; a remark behind a word for it (填表说明) is a row if it leaves the columns clear. Raises Unclear."""
        frame = self.frame
        try:
            return self._cells(words)
        except Unclear:
            if not any(self.layout.is_note(word.text) for word in words):
                raise
            self.frame, self.parts_remarks = frame, True
            return self._cells(words)

    def _cells(self, words: list[Word]) -> list[Cell]:
        stretch = self._parted(Part(around(words), words))
        goes_on = self.frame is not None
        cells: list[Cell] = []
        if stretch.head:
            cells += [
                Cell(part.box, part.words) for part in Head(self.layout, self.cutting).cells(stretch.head)
            ]
        if stretch.heading:
            below = stretch.body.words if stretch.body else []
            self.frame = self._under(stretch.heading, below)
            under = [(part, self.frame.place(part)) for part in stretch.heading]
            cells += [Cell(box, part.words) for part, box in under]
            cells += [Cell(_across(part, [box for _, box in under]), part.words) for part in stretch.over]
        if stretch.body:
            self.frame = self._framed(stretch.body.words)
            body = Body(self.frame, self.cutting, self.layout, goes_on, self.ends, self.habits)
            cells += body.cells(stretch.body)
        remark = self._remark(stretch.notes, cells)
        self.notes = [] if remark else stretch.notes
        return cells + remark

    def _under(self, heading: list[Part], words: list[Word]) -> Frame:
        """The columns of a heading, or those of the page before where it is the same. Raises Unclear."""
        spacing = self.cutting.spacing
        again = self.frame.under_again(heading, words, spacing) if self.frame else None
        return again or Frame.under(heading, words, spacing, self.layout)

    def _framed(self, words: list[Word]) -> Frame:
        """The columns with the rows' words in them. Raises Unclear."""
        frame = self.frame
        if frame and frame.heading:
            frame = Frame.under(list(frame.heading), words, self.cutting.spacing, self.layout)
        elif frame:
            frame = frame.with_words(words, self.cutting.spacing)
        if frame is None:
            raise Unclear
        return frame

    def _parted(self, whole: Part) -> _Stretch:
        """What stands over the heading, its cells, and what stands under it; each may be missing.

        Without a heading all is head where it has a head's labels, else rows that go on.
        """
        for cutting in (replace(self.cutting, by_lines=True), self.cutting):
            rows = cutting.rows(whole)
            for at, row in enumerate(rows):
                for cells, over in self._headings(cutting, row):
                    if self._is_heading(cells):
                        body, notes = self._without_notes(_joined(rows[at + 1 :]), cells)
                        return _Stretch(_joined(rows[:at]), cells, over, body, notes)
        if self.frame is None and any(self.layout.label(word.text) in TELLING for word in whole.words):
            return _Stretch(head=whole)
        return _Stretch(body=whole)

    def _headings(self, cutting: Cutting, row: Part) -> Iterator[tuple[list[Part], list[Part]]]:
        """The cells that a row may have as a heading, and those that stand over several of them where lines say so."""
        if cutting.by_lines:
            with suppress(Unclear):
                cells = cutting.cells(row)
                over = [cell for cell in cells if cell.box[3] < row.box[3]]
                if over:
                    yield [cell for cell in cells if cell not in over], over
        cells = cutting.columns(row)
        split, over = _without_those_over(cells, cutting.spacing.em)
        if over:
            yield split, over
        yield cells, []

    def _without_notes(self, body: Part | None, heading: list[Part]) -> tuple[Part | None, list[Word]]:
        """The rows without the last lines that run over columns: remarks below the table."""
        if body is None:
            return None, []
        headings = [around(cell.words) for cell in heading]
        lines = lines_of(body.words)
        end = len(lines)
        while end and runs_over(lines[end - 1][-1], headings) and self._is_note(lines[end - 1]):
            end -= 1
        if end == len(lines):
            return body, []
        x0, top, x1, _ = body.box
        notes = [word for line in lines[end:] for word in line]
        edge = around(notes)[1]
        rows = [word for line in lines[:end] for word in line]
        return Part((x0, top, x1, edge), rows) if rows else None, notes

    def _remark(self, notes: list[Word], above: list[Cell]) -> list[Cell]:
        """The cells of a remark below others: the word for it, and what it says across the other columns."""
        lines = lines_of(notes) if self.parts_remarks and self.frame else []
        if not lines or len(lines[0]) == 1 or not self.frame:
            return []
        left, middle, *_, right = self.frame.edges
        top, bottom = max(cell.box[3] for cell in above), around(notes)[3]
        label, *texts = [word for line in lines for word in line]
        return [Cell((left, top, middle, bottom), [label]), Cell((middle, top, right, bottom), texts)]

    def _is_note(self, line: list[Word]) -> bool:
        """Tell whether a line is one text, or a word for remarks (填表说明) with one."""
        *label, _ = line
        return not label or (self.parts_remarks and len(label) == 1 and self.layout.is_note(label[0].text))

    def _is_heading(self, cells: list[Part]) -> bool:
        drawn = [GridCell(Piece(text_of(cell.words)), cell.box[0], cell.box[2]) for cell in cells]
        return Row.of(drawn, self.layout).is_heading


@dataclass(frozen=True, slots=True)
class _Stretch:
    head: Part | None = None
    heading: list[Part] = field(default_factory=list)
    over: list[Part] = field(default_factory=list)
    body: Part | None = None
    notes: list[Word] = field(default_factory=list)


def _without_those_over(cells: list[Part], em: float) -> tuple[list[Part], list[Part]]:
    """Headings without the upper lines that stand over several of them, and these lines.

    The last line of such a cell is level with the headings beside it that are under the upper one as well, and others of
    the row are not: their text is in the middle of both.
    """
    lines = [lines_of(cell.words) for cell in cells]
    split, over = list(cells), []
    for at, (cell, own) in enumerate(zip(cells, lines, strict=True)):
        level = [len(own) > 1 and bool(one) and _is_level(one[-1], own[-1], em) for one in lines]
        end = at + 1
        while end < len(cells) and level[end] and len(lines[end]) == 1:
            end += 1
        others = [*level[:at], *level[end:]]
        if end == at + 1 or not others or any(others):
            continue
        x0, top, x1, bottom = cell.box
        upper = [word for line in own[:-1] for word in line]
        middle = (around(upper)[3] + around(own[-1])[1]) / 2
        over.append(Part((x0, top, cells[end - 1].box[2], middle), upper))
        split[at] = Part((x0, middle, x1, bottom), own[-1])
        for under in range(at + 1, end):
            left, _, right, low = cells[under].box
            split[under] = Part((left, middle, right, low), cells[under].words)
    return split, over


def _is_level(line: list[Word], other: list[Word], em: float) -> bool:
    return abs(around(line)[1] - around(other)[1]) < _LEVEL * em


def _across(over: Part, under: list[Box]) -> Box:
    """The box of a heading over several, as wide as these. Raises Unclear."""
    below = [box for box in under if over.box[0] <= (box[0] + box[2]) / 2 <= over.box[2]]
    if not below:
        raise Unclear
    left, right = min(box[0] for box in below), max(box[2] for box in below)
    return left, over.box[1], right, over.box[3]


def _joined(rows: list[Part]) -> Part | None:
    if not rows:
        return None
    box = (rows[0].box[0], rows[0].box[1], rows[0].box[2], rows[-1].box[3])
    return Part(box, [word for row in rows for word in row.words])
