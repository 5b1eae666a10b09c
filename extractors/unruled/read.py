"""Where pages hold forms that nothing rules into cells: their lines give way to grids, or the draft is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from extractors.errors import UnreadableDraft
from extractors.front.furniture import without_furniture
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Box, Grid, Line, Piece, Reading, Unruled, Word, laid_out, spans
from extractors.unruled.frame import Frame
from extractors.unruled.habits import Habits
from extractors.unruled.parts import Cutting, Unclear
from extractors.unruled.spacing import Spacing, around
from extractors.unruled.stretches import Stretches, Worded, is_heading, is_over_form, is_told, opens_form
from extractors.unruled.table import Table
from extractors.unruled.text_heads import lay_out_heads

_FEWEST = 3  # lines with words of a form: other tables and letters may have one or two


def rule_tables(reading: Reading, layout: Layout) -> list[Grid]:
    """Put grids in the place of the lines that are forms' tables, and return these.

    Raises UnreadableDraft ``unruled_tables`` with the pages where gaps and lines do not tell the cells apart.
    """
    tabled = [page.page for page in reading.unruled if _holds_form(page.lines, layout)]
    if not tabled:
        return []
    without_furniture(reading, layout, tabled)  # what it takes is no row of a table
    habits = Habits()
    tables = _Tables(layout, len(reading.blocks), habits)
    if tables.read_all(reading.unruled):  # again, now that all were seen
        habits.settled = True
        tables = _Tables(layout, len(reading.blocks), habits)
        _refuse(tables.read_all(reading.unruled))
    made = [grid for _, grid in tables.found]
    words = {
        id(line): [Word(word.text, _rounded(page.placed(word.box))) for word in words]
        for page in reading.unruled
        for line, words in page.lines
    }
    blocks = _replaced(reading.blocks, tables.found)
    reading.blocks = list(lay_out_heads(blocks, {id(grid) for grid in made}, words, layout))
    return made


def hold_tables(grids: list[Grid], blocks: list[Block]) -> None:
    """Raise UnreadableDraft ``unruled_tables`` where words of such a table came into no field.

    So they do where cells were told apart wrongly. A table that stands right after one on the next page, and is part
    of no form, may have been its end.
    """
    made = {id(grid) for grid in grids}
    after = [block for before, block in pairwise(blocks) if id(before) in made and isinstance(block, Grid)]
    pieces = [piece for grid in grids for piece in _pieces(grid)]
    lost = [piece.page for piece in pieces if piece.text and not (piece.in_form and piece.taken_by)]
    lost += [piece.page for grid in after for piece in _pieces(grid) if piece.text and not piece.in_form]
    _refuse(sorted({page for page in lost if page}))


def _pieces(grid: Grid) -> list[Piece]:
    return [cell.piece for row in grid.rows for cell in row]


def _refuse(pages: list[int]) -> None:
    if pages:
        raise UnreadableDraft("unruled_tables", spans(pages), tuple(pages))


def _replaced(blocks: list[Block], found: list[tuple[list[Line], Grid]]) -> list[Block]:
    """The blocks with each grid in the place of the first of its lines."""
    first = {id(lines[0]): grid for lines, grid in found}
    gone = {id(line) for lines, _ in found for line in lines}
    return [first.get(id(block), block) for block in blocks if id(block) in first or id(block) not in gone]


def _holds_form(lines: list[Worded], layout: Layout) -> bool:
    return sum(is_told(line, layout) for line in lines) >= _FEWEST


@dataclass(slots=True)
class _Tables:
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
        """Read the tables of all pages; return the numbers of those whose cells could not be told apart."""
        unclear: list[int] = []
        for page in pages:
            try:
                self.read(page)
            except Unclear:
                self.forget(page.page)
                unclear.append(page.page)
        return unclear

    def read(self, page: Unruled) -> None:
        """Read the tables of a page. Raises Unclear."""
        lines = sorted(
            ((line, words) for line, words in page.lines if not line.piece.taken_by),
            key=lambda line: around(line[1])[1],
        )
        follows = self.last_page == page.page - 1
        frame, in_head = self.frame if follows else None, self.in_head and follows
        self.forget(page.page)
        in_head = in_head and self._head_goes_on(lines)
        if not lines or (frame is None and not in_head and not _holds_form(lines, self.layout)):
            return
        spacing = Spacing.of([word for _, words in lines for word in words], page.page)
        if not (frame and self._goes_on(lines[0], frame, spacing)):
            frame = None
        goes_on = frame is not None or in_head
        if not goes_on and not _holds_form(lines, self.layout):
            return
        cutting = Cutting(spacing, page.levels)
        stretches = Stretches(self.layout, cutting).of(lines, goes_on=goes_on, headed=frame is not None)
        for at, stretch in enumerate(stretches):
            ends = stretch[-1] is not lines[-1]
            table = Table(self.layout, cutting, frame if at == 0 else None, ends, self.habits)
            pieces = [
                (cell.box, Piece(cell.text, page.page, box=_rounded(page.placed(cell.box)), room=cell.room))
                for cell in table.cells([word for _, words in stretch for word in words])
            ]
            number = self.first_number + len(self.found)
            own = [line for line, words in stretch if not any(word in table.notes for word in words)]
            self.found.append((own, laid_out(pieces, number)))
            self.frame, self.in_head = None if ends or table.notes else table.frame, table.frame is None

    def forget(self, page: int) -> None:
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


def _rounded(box: Box) -> Box:
    x0, top, x1, bottom = box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
