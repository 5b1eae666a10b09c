"""One table of a form that nothing rules into cells, or what of it stands on a page: head, heading, indicators."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractors.form.rows import Row
from extractors.joining import join_lines
from extractors.layouts.layout import Layout
from extractors.pieces import Box, GridCell, Piece, Word
from extractors.unruled.body import Body
from extractors.unruled.frame import Frame
from extractors.unruled.parts import Cutting, Part, Unclear
from extractors.unruled.spacing import around, lines_of, text_of
from extractors.unruled.told import TELLING

_LABELS = 40  # characters that two labels have at most


@dataclass(slots=True)
class Table:
    """Reads one table. ``frame``: the columns of the page before where it goes on from there, afterwards its own.

    ``notes``: the words of remarks below it.
    """

    layout: Layout
    cutting: Cutting
    frame: Frame | None
    notes: list[Word] = field(default_factory=list)

    def cells(self, words: list[Word]) -> list[tuple[Box, str]]:
        """Box and text of each cell. Raises Unclear."""
        stretch = self._parted(Part(around(words), words))
        goes_on = self.frame is not None
        cells: list[tuple[Box, str]] = []
        if stretch.head:
            parts = self.cutting.where_ruled(stretch.head).cells(stretch.head)
            if any(map(self._holds_several, parts)):
                raise Unclear
            cells += [(part.box, text_of(part.words)) for part in parts]
        if stretch.heading:
            below = stretch.body.words if stretch.body else []
            self.frame = Frame.under(stretch.heading, below, self.cutting.spacing, self.layout)
            cells += [(self.frame.place(part), text_of(part.words)) for part in stretch.heading]
        if stretch.body:
            self.frame = self.frame and self.frame.with_words(stretch.body.words, self.cutting.spacing)
            if self.frame is None:
                raise Unclear
            body = Body(self.frame, self.cutting, self.layout, goes_on)
            cells += body.cells(stretch.body)
        self.notes = stretch.notes
        return cells

    def _parted(self, whole: Part) -> _Stretch:
        """What stands over the heading, its cells, and what stands under it; each may be missing.

        Without a heading all is head where it has a head's labels, else rows that go on.
        """
        for cutting in (replace(self.cutting, by_lines=True), self.cutting):
            rows = cutting.rows(whole)
            for at, row in enumerate(rows):
                cells = cutting.columns(row)
                if self._is_heading(cells):
                    body, notes = _without_notes(_joined(rows[at + 1 :]), cells)
                    return _Stretch(_joined(rows[:at]), cells, body, notes)
        if any(self.layout.label(word.text) in TELLING for word in whole.words):
            return _Stretch(head=whole)
        return _Stretch(body=whole)

    def _holds_several(self, part: Part) -> bool:
        """Tell whether a label stands in one cell with what is no part of it."""
        text = join_lines([text_of(part.words)])
        lines = [join_lines([word.text for word in line]) for line in lines_of(part.words)]
        alone = {*lines, *(word.text for word in part.words)} - {text}
        is_label = self.layout.is_label
        two = any(is_label(text[:at]) and is_label(text[at:]) for at in range(2, min(len(text), _LABELS) - 1))
        return not is_label(text) and (two or any(map(is_label, alone)))

    def _is_heading(self, cells: list[Part]) -> bool:
        drawn = [GridCell(Piece(text_of(cell.words)), cell.box[0], cell.box[2]) for cell in cells]
        return Row.of(drawn, self.layout).is_heading


@dataclass(frozen=True, slots=True)
class _Stretch:
    head: Part | None = None
    heading: list[Part] = field(default_factory=list)
    body: Part | None = None
    notes: list[Word] = field(default_factory=list)


def _joined(rows: list[Part]) -> Part | None:
    if not rows:
        return None
    box = (rows[0].box[0], rows[0].box[1], rows[0].box[2], rows[-1].box[3])
    return Part(box, [word for row in rows for word in row.words])


def _without_notes(body: Part | None, heading: list[Part]) -> tuple[Part | None, list[Word]]:
    """The rows without the last lines that run over columns: remarks below the table."""
    if body is None:
        return None, []
    headings = [around(cell.words) for cell in heading]
    lines = lines_of(body.words)
    end = len(lines)
    while end and len(lines[end - 1]) == 1 and _runs_over(lines[end - 1][0], headings):
        end -= 1
    if end == len(lines):
        return body, []
    x0, top, x1, _ = body.box
    notes = [word for line in lines[end:] for word in line]
    edge = around(notes)[1]
    rows = [word for line in lines[:end] for word in line]
    return Part((x0, top, x1, edge), rows) if rows else None, notes


def _runs_over(word: Word, headings: list[Box]) -> bool:
    return sum(box[0] < word.box[2] and word.box[0] < box[2] for box in headings) > 1
