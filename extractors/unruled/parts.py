"""The head of a form without ruled cells, cut where lines or gaps run right across or right down it, again and again.

A label beside several rows stops the cuts across: it is parted from them first, as one cell beside them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extractors.pieces import Box
from extractors.reading import Level, Word
from extractors.unruled.spacing import Spacing, around, drawn_at, gaps_down

_RULED_ROWS = 3


class Unclear(Exception):
    """The page does not tell which words belong together."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a table, or a cell of it: its box and what stands in it."""

    box: Box
    words: list[Word]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it goes into a grid; ``room``: how many more lines of text it had room for, where a row tells."""

    box: Box
    words: list[Word]
    room: float | None = None


@dataclass(frozen=True, slots=True)
class Cutting:
    """How a page is cut; ``by_lines``: only lines part rows, as each row has one."""

    spacing: Spacing
    levels: list[Level]
    by_lines: bool = False

    def where_ruled(self, part: Part) -> Cutting:
        """The same for a stretch whose rows have lines between them: a gap alone parts paragraphs there."""
        ruled = Cutting(self.spacing, self.levels, by_lines=True)
        return ruled if len(ruled.rows(part)) >= _RULED_ROWS else self

    def rows(self, part: Part) -> list[Part]:
        """Its rows from the top, where lines or wide gaps run right across it."""
        x0, top, x1, bottom = part.box
        cuts = []
        for high, low in gaps_down(part.words):
            drawn = self._drawn(part, high, low)
            if drawn is not None:
                cuts.append(drawn)
            elif not self.by_lines and self.spacing.parts_rows(low - high):
                cuts.append((high + low) / 2)
        boxes = [(x0, high, x1, low) for high, low in pairwise([top, *cuts, bottom])]
        return [Part(box, [word for word in part.words if _stands_in(word, box)]) for box in boxes]

    def is_unclear(self, row: Part) -> bool:
        """Tell whether a gap across a row may lie between two rows as well as between two lines."""
        return not self.by_lines and any(
            self.spacing.parts_rows(low - high) is None and self._drawn(row, high, low) is None
            for high, low in gaps_down(row.words)
        )

    def _drawn(self, part: Part, high: float, low: float) -> float | None:
        x0, _, x1, _ = around(part.words)
        return drawn_at(self.levels, (x0, x1), high, low)

    def columns(self, part: Part) -> list[Part]:
        """Its cells from the left, where gaps run right down it."""
        x0, top, x1, bottom = part.box
        edges = [x0, *(sum(channel) / 2 for channel in self.spacing.channels(part.words)), x1]
        boxes = [(left, top, right, bottom) for left, right in pairwise(edges)]
        return [Part(box, [word for word in part.words if _stands_in(word, box)]) for box in boxes]

    def cells(self, part: Part) -> list[Part]:
        """All cells of a stretch. Raises Unclear."""
        rows = self.rows(part)
        if len(rows) > 1:
            return [cell for row in rows for cell in self.cells(row)]
        columns = self.columns(part)
        for at, end in _stretches(len(columns)):
            beside = Part(
                (columns[at].box[0], part.box[1], columns[end - 1].box[2], part.box[3]),
                [word for column in columns[at:end] for word in column.words],
            )
            if len(self.rows(beside)) > 1:
                return [*columns[:at], *self.cells(beside), *columns[end:]]
        if self.is_unclear(part):
            raise Unclear
        return columns


def _stretches(columns: int) -> list[tuple[int, int]]:
    """Where columns between labels over several rows begin and end: beside one at the left, at the right, or at both."""
    both = [(at, end) for at in range(columns) for end in range(at + 1, columns + 1) if end - at < columns]
    return sorted(both, key=lambda one: (columns - one[1], one[0]))


def _stands_in(word: Word, box: Box) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y < box[3]
