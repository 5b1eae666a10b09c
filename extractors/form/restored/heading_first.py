"""Tables with one heading over all their projects, each opened by rows that tell its head (``项目名称：…``, ``年度目标：…``),
or by its name behind a number, over such rows (``一、普法宣传``).

Each project becomes a table with its head first, below its name as a line. The heading's words are cells of the first
alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.form.rows import Row
from extractors.form.words.line_parts import LABEL
from extractors.form.words.names import is_name
from extractors.form.words.numbered import numbered
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT
from extractors.pieces import Block, Grid, GridCell, Line, Piece

_COLUMNS = 3  # of a heading, at least

Cells = list[GridCell]


def head_before_heading(blocks: list[Block], layout: Layout) -> list[Block]:
    """The blocks, with a table for each project in the place of such a one, and of what of it stands on later pages."""
    parter = _Parter(layout)
    return [one for block in blocks for one in parter.part(block)]


@dataclass(slots=True)
class _Parter:
    """``heading``: that of such a table, which later pages may go on with."""

    layout: Layout
    heading: Cells = field(default_factory=list)

    def part(self, block: Block) -> Iterator[Block]:
        if not isinstance(block, Grid) or not block.rows:
            yield block
            return
        opening = [at for at in range(len(block.rows)) if self._opens_project(block, at)]
        headed = Row.of(block.rows[0], self.layout).is_heading and len(block.rows[0]) >= _COLUMNS
        goes_on = bool(self.heading) and _edges(block.rows[-1]) == _edges(self.heading)
        if not opening or not (headed or goes_on):
            self.heading = self.heading if goes_on else []
            yield block
            return
        own = block.rows[:1] if headed else []
        if own:
            self.heading = own[0]
        if opening[0] > len(own):  # what goes on from the page before
            yield Grid(block.rows[: opening[0]])
            own = []
        for first, end in zip(opening, [*opening[1:], len(block.rows)], strict=True):
            name, rows = block.rows[first][0], block.rows[first:end]
            named = numbered(name.piece.text) is not None
            if named:
                yield Line(name.piece)
            yield Grid(self._with_heading(rows[1:] if named else rows, own), opens_form=named)
            own = []

    def _opens_project(self, grid: Grid, at: int) -> bool:
        """Tell whether a row is one cell over the table's whole width, with the project's name behind its label or number."""
        row, below = grid.rows[at], grid.rows[at + 1 : at + 2]
        if len(row) != 1 or _edges(row) != _edges([cell for cells in grid.rows for cell in cells]):
            return False
        text = row[0].piece.text
        if found := LABEL.match(text):
            return self.layout.label(found["label"]) in NAMES_PROJECT
        counted = numbered(text)
        named = counted is not None and is_name(counted.rest, self.layout)
        return named and any(self._is_of_head(cells) for cells in below)

    def _is_of_head(self, row: Cells) -> bool:
        """Tell whether a row tells of the project: labels with their values, or a label and its value in one cell."""
        return len(row) == 1 or self.layout.label(row[0].piece.text) is not None

    def _with_heading(self, rows: list[Cells], own: list[Cells]) -> list[Cells]:
        """A project's rows with the heading between its head and its indicators: its ``own``, or a copy."""
        at = next((at for at, row in enumerate(rows) if not self._is_of_head(row)), len(rows))
        copied = [GridCell(Piece(cell.piece.text), cell.left, cell.right) for cell in self.heading]
        return [*rows[:at], *(own or [copied]), *rows[at:]]


def _edges(cells: Cells) -> tuple[float, float]:
    return min(cell.left for cell in cells), max(cell.right for cell in cells)
