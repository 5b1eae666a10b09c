"""Where pages hold forms that nothing rules into cells: their lines give way to grids, or the draft is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from extractors.errors import UnreadableDraft
from extractors.form.headings import LEVELS
from extractors.form.title import is_title_line, is_unit_line, names_form
from extractors.form.year_lines import is_year_line
from extractors.front.furniture import without_furniture
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Box, Grid, Line, Piece, Reading, Unruled, Word, laid_out, spans
from extractors.unruled.frame import Frame
from extractors.unruled.parts import Cutting, Part, Unclear
from extractors.unruled.spacing import Spacing, around
from extractors.unruled.table import Table
from extractors.unruled.told import TELLING

_OPENING = ("project_code", "project_name")
_FEWEST = 3  # lines with words of a form: other tables and letters may have one or two

Worded = tuple[Line, list[Word]]


def rule_tables(reading: Reading, layout: Layout) -> list[Grid]:
    """Put grids in the place of the lines that are forms' tables, and return these.

    Raises UnreadableDraft ``unruled_tables`` with the pages where gaps and lines do not tell the cells apart.
    """
    if not any(_holds_form(page.lines, layout) for page in reading.unruled):
        return []
    without_furniture(reading, layout)  # what it takes is no row of a table
    unclear: list[int] = []
    tables = _Tables(layout, len(reading.blocks))
    for page in reading.unruled:
        try:
            tables.read(page)
        except Unclear:
            tables.frame = None
            unclear.append(page.page)
    _refuse(unclear)
    reading.blocks = list(_replaced(reading.blocks, tables.found))
    return [grid for _, grid in tables.found]


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
    return sum(_is_told(words, layout) for _, words in lines) >= _FEWEST


def _is_told(words: list[Word], layout: Layout) -> bool:
    """Tell whether a line in columns has a word of a form: a label, a heading or the name of a level."""
    return len(words) > 1 and any(
        layout.label(word.text) in TELLING
        or layout.column(word.text) in LEVELS
        or layout.is_level1(word.text)
        or layout.is_level2(word.text)
        for word in words
    )


@dataclass(slots=True)
class _Tables:
    """The tables of a draft, page by page. ``frame``: the columns of one that may go on overleaf."""

    layout: Layout
    first_number: int
    found: list[tuple[list[Line], Grid]] = field(default_factory=list)
    frame: Frame | None = None
    last_page: int = 0

    def read(self, page: Unruled) -> None:
        """Read the tables of a page. Raises Unclear."""
        lines = sorted(
            ((line, words) for line, words in page.lines if not line.piece.taken_by),
            key=lambda line: around(line[1])[1],
        )
        goes_on = self.frame is not None and self.last_page == page.page - 1
        frame, self.frame, self.last_page = (self.frame if goes_on else None), None, page.page
        if not lines or (frame is None and not _holds_form(lines, self.layout)):
            return
        spacing = Spacing.of([word for _, words in lines for word in words], page.page)
        goes_on = frame is not None and self._goes_on(lines[0], frame, spacing)
        if not goes_on and not _holds_form(lines, self.layout):
            return
        cutting = Cutting(spacing, page.levels)
        for at, stretch in enumerate(self._stretches(lines, cutting, goes_on=goes_on)):
            table = Table(self.layout, cutting, frame if goes_on and at == 0 else None)
            pieces = [
                (box, Piece(text=text, page=page.page, box=_rounded(page.placed(box))))
                for box, text in table.cells([word for _, words in stretch for word in words])
            ]
            number = self.first_number + len(self.found)
            own = [line for line, words in stretch if not any(word in table.notes for word in words)]
            self.found.append((own, laid_out(pieces, number)))
            self.frame = table.frame

    def _goes_on(self, line: Worded, frame: Frame, spacing: Spacing) -> bool:
        return frame.begins_with(line[1], spacing) and not self._is_over_form(line)

    def _stretches(self, lines: list[Worded], cutting: Cutting, *, goes_on: bool) -> list[list[Worded]]:
        """The lines of each table: from one with a form's word, or from the first, to what stands over the next."""
        starts: list[int] = [0] if goes_on else []
        headed = False
        for at, (_, words) in enumerate(lines):
            opens = any(self.layout.label(word.text) in _OPENING for word in words)
            if (not starts and _is_told(words, self.layout)) or (opens and headed):
                starts.append(self._first_of_row(at, lines, cutting))
                headed = False
            headed = headed or sum(self.layout.column(word.text) is not None for word in words) > 1
        ends = []
        for start, after in pairwise([*starts, len(lines)]):
            end = after
            while end > start + 1 and self._is_over_form(lines[end - 1]):
                end -= 1
            ends.append(end)
        return [lines[start:end] for start, end in zip(starts, ends, strict=True)]

    def _first_of_row(self, at: int, lines: list[Worded], cutting: Cutting) -> int:
        """The first line of the row that a line stands in: a label may be centred beside a text of several."""
        while at > 0 and not self._is_over_form(lines[at - 1]):
            both = [*lines[at - 1][1], *lines[at][1]]
            if len(cutting.rows(Part(around(both), both))) > 1:
                break
            at -= 1
        return at

    def _is_over_form(self, line: Worded) -> bool:
        text, layout = line[0].piece.text, self.layout
        return bool(
            names_form(text, layout)
            or is_title_line(text, layout)
            or is_year_line(text)
            or all(is_unit_line(word.text, layout) for word in line[1])
        )


def _rounded(box: Box) -> Box:
    x0, top, x1, bottom = box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
