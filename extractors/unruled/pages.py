"""The tables of a draft that nothing rules into cells, page by page."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest

from extractors.laid_out import laid_out
from extractors.layouts.layout import Layout
from extractors.pieces import Box, Grid, Line, Piece
from extractors.reading import Unruled
from extractors.unruled.frame import Frame
from extractors.unruled.habits import Habits
from extractors.unruled.parts import Cell, Cutting, Unclear
from extractors.unruled.spacing import Spacing, around, as_sure, text_of
from extractors.unruled.stretches import (
    Stretches,
    Worded,
    is_heading,
    is_over_form,
    is_told,
    names_level,
    opens_form,
)
from extractors.unruled.table import Table

_FEWEST = 3  # lines with words of a form: other tables and letters may have one or two


def holds_form(lines: list[Worded], layout: Layout) -> bool:
    """Tell whether lines of a page may be a form's: levels may have a row of their own, below a heading."""
    told = sum(is_told(line, layout) for line in lines)
    if any(is_heading(line, layout) for line in lines):
        told += sum(names_level(line, layout) for line in lines)
    return told >= _FEWEST


@dataclass(slots=True)
class Tables:
    """The tables of a draft, page by page.

    ``frame``: the columns of one that may go on overleaf; ``in_head``: one that has no indicators yet must.
    """

    layout: Layout
    first_number: int
    habits: Habits
    found: list[tuple[list[Line], Grid]] = field(default_factory=list)
    frame: Frame | None = None
    in_head: bool = False
    last_page: int = 0

    def read_all(self, pages: list[Unruled]) -> list[int]:
        """Read the tables of all pages; return the numbers of those whose cells could not be told apart.

        Recognised pages without a heading of indicators stay lines then: prose may look like a table there.
        """
        unclear: list[int] = []
        worded = [(page, _lines_of(page)) for page in pages]
        for (page, lines), after in zip_longest(worded, worded[1:]):
            goes_on = after is not None and after[0].page == page.page + 1 and self._begins(lines, after[1])
            try:
                self._read(page, lines, holds_form=goes_on or holds_form(lines, self.layout))
            except Unclear:
                self._forget(page.page)
                if not page.recognised or any(is_heading(line, self.layout) for line in lines):
                    unclear.append(page.page)
        return unclear

    def _begins(self, lines: list[Worded], overleaf: list[Worded]) -> bool:
        """Tell whether a page ends with the first rows of a form's head, too few to tell without those overleaf."""
        opens = any(opens_form(line, self.layout) for line in lines if len(line[1]) > 1)
        return opens and holds_form(overleaf, self.layout) and self._head_goes_on(overleaf)

    def _read(self, page: Unruled, lines: list[Worded], *, holds_form: bool) -> None:
        """Read the tables of a page. Raises Unclear."""
        follows = self.last_page == page.page - 1
        frame, in_head = self.frame if follows else None, self.in_head and follows
        self._forget(page.page)
        in_head = in_head and self._head_goes_on(lines)
        if not lines or not (frame or in_head or holds_form):
            return
        spacing = Spacing.of([word for _, words in lines for word in words], page.page)
        if not (frame and self._goes_on(lines[0], frame, spacing)):
            frame = None
        goes_on = frame is not None or in_head
        if not goes_on and not holds_form:
            return
        cutting = Cutting(spacing, page.levels)
        stretches = Stretches(self.layout, cutting).of(lines, goes_on=goes_on, headed=frame is not None)
        for at, stretch in enumerate(stretches):
            ends = stretch[-1] is not lines[-1]
            table = Table(self.layout, cutting, frame if at == 0 else None, ends, self.habits)
            pieces = [
                (cell.box, _piece(cell, page))
                for cell in table.cells([word for _, words in stretch for word in words])
            ]
            number = self.first_number + len(self.found)
            own = [line for line, words in stretch if not any(word in table.notes for word in words)]
            self.found.append((own, laid_out(pieces, number)))
            self.frame, self.in_head = None if ends or table.notes else table.frame, table.frame is None

    def _forget(self, page: int) -> None:
        """Forget what went on to a page: it is read, or could not be."""
        self.frame, self.in_head, self.last_page = None, False, page

    def _goes_on(self, line: Worded, frame: Frame, spacing: Spacing) -> bool:
        if is_heading(line, self.layout):
            return frame.with_words(line[1], spacing) is not None
        return frame.begins_with(line[1], spacing) and not is_over_form(line, self.layout)

    def _head_goes_on(self, lines: list[Worded]) -> bool:
        """Tell whether a page begins within a head: its heading of indicators comes before another form does."""
        for line in lines:
            if is_over_form(line, self.layout) or opens_form(line, self.layout):
                return False
            if is_heading(line, self.layout):
                return True
        return False


def _lines_of(page: Unruled) -> list[Worded]:
    """Its lines from the top, without those that belong to the page."""
    lines = [(line, words) for line, words in page.lines if not line.piece.taken_by]
    return sorted(lines, key=lambda line: around(line[1])[1])


def _piece(cell: Cell, page: Unruled) -> Piece:
    box = rounded(page.placed(cell.box))
    return as_sure(Piece(text_of(cell.words), page.page, box=box, room=cell.room), cell.words)


def rounded(box: Box) -> Box:
    """A box as pieces have it."""
    x0, top, x1, bottom = box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
