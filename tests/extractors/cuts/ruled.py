"""A ruled table on paper, cut into pages at any line of text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.pieces import Grid, GridCell, Piece


@dataclass
class Box:
    """A cell over the rows ``first`` to ``last`` and the columns ``left`` to ``right`` (exclusive) of ``of``."""

    text: str
    first: int
    last: int
    left: int
    right: int
    of: int
    lines: list[str] = field(default_factory=list)


@dataclass
class Part:
    """What of a box stands in a row of a page; ``begun``: the row is not its first there."""

    box: Box
    piece: Piece
    begun: bool


def lines_of(text: str, width: float) -> list[str]:
    """Break a text into lines of so many Chinese characters; figures and Latin letters are half as wide."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.append("")
        used = 0.0
        for sign in paragraph:
            wide = 0.5 if sign.isascii() else 1.0
            if used + wide > width and lines[-1]:
                lines.append("")
                used = 0.0
            lines[-1] += sign
            used += wide
    return [line for line in lines if line]


class RuledTable:
    """Boxes with a height in lines for each row.

    ``width`` is that of a column in Chinese characters; ``middle``: text is centred from top to bottom; ``again``: the
    rows, first and last, that a page below them says again.
    """

    def __init__(
        self, boxes: list[Box], *, width: float, middle: bool = False, again: tuple[int, int] | None = None
    ) -> None:
        self.boxes, self.middle, self.again = boxes, middle, again
        for box in boxes:
            box.lines = lines_of(box.text, max(1, width * (box.right - box.left)))
        rows = max(box.last for box in boxes) + 1
        self.heights = [1] * rows
        for box in sorted(boxes, key=lambda box: box.last - box.first):
            short = len(box.lines) - sum(self.heights[box.first : box.last + 1])
            if short > 0:
                self.heights[box.last] += short
        self.tops = [sum(self.heights[:row]) for row in range(rows + 1)]

    @property
    def height(self) -> int:
        return self.tops[-1]

    def top_of(self, box: Box) -> int:
        """The height at which a box's first line of text stands."""
        top, bottom = self.tops[box.first], self.tops[box.last + 1]
        return top + (bottom - top - len(box.lines)) // 2 if self.middle else top

    def lines_at(self, box: Box, start: int, end: int) -> tuple[list[str], int]:
        """Lines of a box between two heights, and how many lines below them stay empty."""
        top = self.top_of(box)
        placed = {top + at: line for at, line in enumerate(box.lines) if start <= top + at < end}
        return list(placed.values()), min(end, self.tops[box.last + 1]) - max(placed, default=0) - 1

    def page(self, number: int, start: int, end: int) -> list[list[Part]]:
        """The rows between two heights, under those that the page says again."""
        rows = list(range(bisect_right(self.tops, start) - 1, bisect_right(self.tops, end - 1)))
        parts: list[list[Part]] = [[] for _ in rows]
        for box in sorted(self.boxes, key=lambda box: box.left / box.of):
            piece: Piece | None = None
            for at, row in enumerate(rows):
                if not box.first <= row <= box.last:
                    continue
                begun = piece is not None
                if piece is None:
                    lines, room = self.lines_at(box, start, end)
                    piece = Piece(text="\n".join(lines), page=number, room=room if lines else None)
                parts[at].append(Part(box, piece, begun))
        if number > 1 and self.again and start >= self.tops[self.again[1] + 1]:
            first, last = self.again
            return [*self.page(1, self.tops[first], self.tops[last + 1]), *parts]
        return parts

    def pages(self, breaks: list[int]) -> list[list[list[Part]]]:
        edges = [0, *breaks, self.height]
        return [self.page(number, start, end) for number, (start, end) in enumerate(pairwise(edges), start=1)]


def as_grid(rows: list[list[Part]]) -> Grid:
    """The rows as a reader of ruled tables delivers them."""
    return Grid(
        [
            [
                GridCell(
                    part.piece,
                    100 * part.box.left / part.box.of,
                    100 * part.box.right / part.box.of,
                    part.begun,
                )
                for part in row
            ]
            for row in rows
        ]
    )


def as_lines(rows: list[list[Part]], *, empty_ones: bool) -> list[str]:
    """The rows tab-separated; a merged cell is one tab stop, or one and ``empty_ones`` behind it."""
    lines = []
    for row in rows:
        texts: list[str] = []
        for part in row:
            stops = part.box.right - part.box.left if empty_ones else 1
            texts += ["" if part.begun else part.piece.text.replace("\n", " "), *[""] * (stops - 1)]
        lines.append("\t".join(texts))
    return lines
